"""All scenes of the shipped corpus, from one seed: held-out records and topics never meet the others."""

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import cast

from assistant.support.support import supports
from assistant.training.evidence import Fact, facts_of
from assistant.training.model import ROUNDS, Scene, Split
from assistant.training.scenes import Maker, Passes, plain
from corpus.errors import ExociteError
from corpus.lines import numbered, parsed
from corpus.model import Record
from corpus.names.names import Names
from corpus.settings import CorpusSettings
from corpus.shipped import read_shipped

SEED = 7
HELD = 0.12
"""Share of the records and of the topics that is held out."""
_MOST = 5
"""Records of one list at most."""
_log = logging.getLogger(__name__)


def make_scenes(seed: int = SEED, without: Iterable[str] = (), rounds: int = ROUNDS) -> list[Scene]:
    """The scenes of a seed; no question or sentence of them is one of ``without``.

    What is learned from is laid out ``rounds`` times, each time in other company and with other questions.
    """
    settings = CorpusSettings.load()
    sources, records = read_shipped(settings.corpus, settings.max_file_mb * 1_000_000)
    random = Random(seed)
    maker = Maker(random, _checked(Names()), frozenset(map(plain, without)))
    records, facts = sorted(records, key=lambda r: r.id), list(facts_of(sources))
    scenes: list[Scene] = []
    topics = sorted({fact.topic for fact in facts})
    held = frozenset(random.sample([r.id for r in records], round(HELD * len(records))))
    held |= frozenset(random.sample(topics, round(HELD * len(topics))))
    again: list[Split] = ["train"] * (rounds - 1)
    for split in ("train", "held", *again):
        some = [r for r in records if (r.id in held) == (split == "held")]
        told = [fact for fact in facts if (fact.topic in held) == (split == "held")]
        scenes += [scene for scene in _of(maker, random, some, told, split) if scene.pairs]
    random.shuffle(scenes)
    for what, count in sorted(maker.counts.items()):
        _log.info("%s: %d", what, count)
    return scenes


def _of(
    maker: Maker, random: Random, records: Sequence[Record], facts: Sequence[Fact], split: Split
) -> Iterator[Scene]:
    for record in records:
        yield maker.on_record(record, [other for other in records if other is not record], split)
    for shared, several in _sharing(random, records):
        if scene := maker.on_several(several, shared, split):
            yield scene
    for topic in sorted({fact.topic for fact in facts}):
        on = [fact for fact in facts if fact.topic == topic]
        beside = [fact for fact in facts if fact.topic != topic]
        for start in range(0, len(on), 3):
            chosen = on[start : start + 3]
            others = random.sample(beside, random.choice((0, 0, 1))) if beside else []
            yield maker.on_facts(chosen, others, random.sample(records, min(9, len(records))), split)


def _sharing(random: Random, records: Sequence[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Groups of records that share one thing, by what it is."""
    for shared, field in {"mirna": "mirna", "drug": "drugs", "cancer": "cancer"}.items():
        key = attrgetter(field)
        for value, count in sorted(Counter(map(key, records)).items(), key=repr):
            several = [r for r in records if key(r) == value]
            random.shuffle(several)
            for start in range(0, count - 1, _MOST):
                yield shared, several[start : start + random.randint(2, _MOST)]


def _checked(names: Names) -> Passes:
    @lru_cache(maxsize=100_000)
    def passes(text: str, evidence: tuple[str, ...]) -> bool:
        return supports(text, evidence, names).verdict == "supported"

    return lambda text, evidence: passes(text, tuple(evidence))


def sentences_of(paths: Iterable[Path]) -> Iterator[str]:
    """Every text in files of JSON Lines, at any depth: what must not be trained on.

    Raises ExociteError for a file or a line that can't be read.
    """
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ExociteError(f"{path} can't be read ({error}); name files of JSON Lines after --without.") from error
        for number, line in numbered(text):
            yield from _texts(parsed(f"{path}, line {number},", line, "texts"))


_SET = frozenset(("question", "claim", "statement", "query", "message"))
"""Fields that hold a set's own sentences; the evidence beside them is the corpus's."""


def _texts(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if key in _SET:
            yield value
    elif isinstance(value, dict):
        for name, inner in cast("dict[str, object]", value).items():
            yield from _texts(inner, name)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _texts(inner, key)


def counted(scenes: Sequence[Scene]) -> str:
    """How many scenes, pairs and sentences there are, as one line."""
    pairs = [pair for scene in scenes for pair in scene.pairs]
    kinds = Counter(pair.kind for pair in pairs)
    told = sum(len(pair.told) for pair in pairs)
    listed = json.dumps(dict(sorted(kinds.items())))
    return f"{len(scenes)} scenes, {len(pairs)} pairs, {told} sentences; pairs by kind: {listed}"
