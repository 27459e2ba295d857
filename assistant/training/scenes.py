"""Makes the training pairs: scenes of evidence from the shipped corpus, and questions with faithful answers."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from assistant.training.asking import ask, ask_elsewhere, ask_topic
from assistant.training.evidence import Fact, pieces_of
from assistant.training.model import Pair, Scene, Split, Told
from assistant.training.sentences import Merged, detail_sentences, lead_sentences, mergeable, together
from assistant.writers.prompts import MOST_NUMBERS, fitting
from corpus.model import Record
from corpus.wording import Part

Passes = Callable[[str, Sequence[str]], bool]
"""Whether some evidence supports a sentence."""

_ASIDE: tuple[Part, ...] = ("donor", "recipient", "pathway", "level", "model")
_PART_OF: dict[str, Part] = {
    "route": "donor",
    "recipient": "recipient",
    "level": "level",
    "model": "model",
    "how": "note",
}
"""The part that a kind of question asks for, where it is not the finding."""


@dataclass
class Laid:
    """Evidence as it is laid out, with where the parts of each record stand in it."""

    texts: list[str] = field(default_factory=list[str])
    records: list[tuple[Record, dict[Part, int]]] = field(default_factory=list[tuple[Record, dict[Part, int]]])

    def add(self, record: Record, parts: Sequence[Part]) -> bool:
        """Lay out some parts of a record; nothing where they do not fit any more."""
        pieces = pieces_of(record, parts)
        if fitting([*self.texts, *pieces.values()]) < len(self.texts) + len(pieces):
            return False
        numbers: dict[Part, int] = {part: len(self.texts) + place for place, part in enumerate(pieces, start=1)}
        self.texts += pieces.values()
        self.records.append((record, numbers))
        return True


class Maker:
    """Makes scenes; all that it draws comes from one source of chance."""

    def __init__(self, random: Random, passes: Passes, without: Collection[str]) -> None:
        """``without`` holds sentences, normalised by ``plain``, that no pair may hold."""
        self._random = random
        self._passes = passes
        self._without = without
        self.counts: Counter[str] = Counter()
        """Sentences that were made, those that did not pass, and questions left out."""

    def on_record(self, record: Record, others: Sequence[Record], split: Split) -> Scene:
        """Questions on one record: about all that the evidence says of it, among pieces of others at times."""
        laid = Laid()
        aside = self._random.sample(_ASIDE, self._random.choice((0, 1, 1, 2)))
        plan: list[tuple[Record, list[Part]]] = [(record, ["note", *aside])]
        if self._random.random() < 0.4:
            plan.append((self._random.choice(others), self._random.choice((["note"], []))))
            self._random.shuffle(plan)
        for item, parts in plan:
            laid.add(item, parts)
        pairs: list[Pair] = []
        for item, numbers in laid.records:
            kinds = self._kinds(item, numbers)
            chosen = self._random.sample(kinds, min(3, len(kinds)) if item is record else 1)
            pairs += [
                Pair(kind, ask(kind, item, self._random), tuple(self._told(laid, item, numbers, kind)))
                for kind in chosen
            ]
        if self._random.random() < 0.5:
            pairs.append(self._refused(record, [item for item in others if _apart(item, laid.records)]))
        return self._scene(split, laid.texts, pairs)

    def on_several(self, records: Sequence[Record], shared: str, split: Split) -> Scene | None:
        """A question for all records that share a microRNA, a drug or a cancer; what can be one sentence is."""
        laid = Laid()
        noted = self._random.random() < 0.35
        for record in records[:3] if noted else records:
            laid.add(record, ["note"] if noted else [])
        if len(laid.records) < 2:
            return None
        first = laid.records[0][0]
        kind = f"list_{shared}"
        notes = [numbers["note"] for _, numbers in laid.records if "note" in numbers]
        told = (*self._listed(laid), *(Told(laid.texts[number - 1], (number,)) for number in notes))
        pairs = [Pair(kind, ask(kind, first, self._random), told) for _ in range(2)]
        one, numbers = self._random.choice(laid.records)
        if sum(r.mirna == one.mirna and r.cancer == one.cancer for r, _ in laid.records) == 1:
            told = tuple(self._told(laid, one, numbers, "about"))
            pairs.append(Pair("about", ask("about", one, self._random), told))
        return self._scene(split, laid.texts, pairs)

    def on_facts(self, facts: Sequence[Fact], beside: Sequence[Fact], records: Sequence[Record], split: Split) -> Scene:
        """Questions on a topic, answered by the sentences on it as they stand, among sentences on another."""
        chosen = [*facts, *beside]
        self._random.shuffle(chosen)
        chosen = chosen[: fitting([fact.text for fact in chosen])]
        pairs: list[Pair] = []
        for topic in dict.fromkeys(fact.topic for fact in chosen):
            told = tuple(Told(fact.text, (n,)) for n, fact in enumerate(chosen, start=1) if fact.topic == topic)
            pairs.append(Pair("topic", ask_topic(topic, self._random), told))
        if self._random.random() < 0.5:
            pairs.append(self._refused(records[0], records))
        return self._scene(split, [fact.text for fact in chosen], pairs)

    def _scene(self, split: Split, evidence: Sequence[str], pairs: Sequence[Pair]) -> Scene:
        kept = {plain(pair.question): pair for pair in pairs if self._is_kept(pair, evidence)}
        self.counts["questions left out"] += len(pairs) - len(kept)
        return Scene(split, tuple(evidence), tuple(kept.values()))

    def _is_kept(self, pair: Pair, evidence: Sequence[str]) -> bool:
        """Whether a pair is in no set that is kept apart, and all that it tells is supported."""
        if any(plain(text) in self._without for text in (pair.question, *(told.text for told in pair.told))):
            return False
        return all(self._holds(told.text, [evidence[n - 1] for n in told.numbers]) for told in pair.told)

    def _refused(self, record: Record, absent: Sequence[Record]) -> Pair:
        if absent and self._random.random() < 0.5:
            asked = self._random.choice(absent)
            return Pair("refused", ask(self._random.choice(("about", "effect")), asked, self._random), ())
        return Pair("refused", ask_elsewhere(record, self._random), ())

    @staticmethod
    def _kinds(record: Record, numbers: dict[Part, int]) -> list[str]:
        kinds = [
            "effect",
            "about",
            "how",
            *("route" if part == "donor" else part for part in numbers if part in _ASIDE),
        ]
        if record.targets:
            kinds.append("targets")
        if record.effect != "biomarker_only":
            kinds.append("promotes" if record.effect == "promotes_resistance" else "reverses")
        return kinds

    def _told(self, laid: Laid, record: Record, numbers: dict[Part, int], kind: str) -> Iterator[Told]:
        """All that the evidence says of a record, each thing once, what is asked for first."""
        ways = [list(lead_sentences(record, numbers, kind)), *detail_sentences(record, numbers)]
        told = [said for said in (self._first(laid, numbers, some) for some in ways) if said]
        held = {number for said in told for number in said.numbers}
        told += [Told(laid.texts[number - 1], (number,)) for number in numbers.values() if number not in held]
        asked = numbers.get(_PART_OF.get(kind, "finding"), 0)
        yield from sorted(told, key=lambda said: (asked not in said.numbers, min(said.numbers)))

    def _first(self, laid: Laid, numbers: dict[Part, int], ways: Sequence[Merged]) -> Told | None:
        """The first way to say something that its evidence supports."""
        for text, parts in ways:
            cited = tuple(sorted(numbers[part] for part in parts))
            if self._holds(text, [laid.texts[n - 1] for n in cited]):
                return Told(text, cited)
        return None

    def _listed(self, laid: Laid) -> Iterator[Told]:
        """What some records found, those that differ in one thing alone in one sentence."""
        rest = list(laid.records)
        while rest:
            first, numbers = rest.pop(0)
            for other in range(min(len(rest), MOST_NUMBERS - 1), 0, -1):
                alike = [item for item in rest if mergeable(first, item[0])][:other]
                if len(alike) != other or any(not _one_thing(first, alike[0][0], item[0]) for item in alike):
                    continue
                cited = tuple(sorted((numbers["finding"], *(n["finding"] for _, n in alike))))
                text = together([first, *(r for r, _ in alike)])
                if self._holds(text, [laid.texts[n - 1] for n in cited]):
                    rest = [item for item in rest if item not in alike]
                    yield Told(text, cited)
                    break
            else:
                yield from self._told(laid, first, {"finding": numbers["finding"]}, "about")

    def _holds(self, text: str, evidence: Sequence[str]) -> bool:
        passed = self._passes(text, evidence)
        self.counts["sentences that passed" if passed else "sentences that did not pass"] += 1
        return passed


def plain(text: str) -> str:
    """A sentence by its letters and digits alone, to tell whether two are the same."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _one_thing(first: Record, second: Record, third: Record) -> bool:
    """Whether three records differ in the same one thing."""
    same = (first.mirna == second.mirna, first.drugs == second.drugs, first.cancer == second.cancer)
    return same == (first.mirna == third.mirna, first.drugs == third.drugs, first.cancer == third.cancer)


def _apart(record: Record, laid: Sequence[tuple[Record, dict[Part, int]]]) -> bool:
    """Whether a record's microRNA is surely none of those laid out."""
    return all(_number(record) != _number(other) for other, _ in laid)


def _number(record: Record) -> str:
    return "-".join(record.mirna.split("-")[:2]).rstrip("abcdefgh")
