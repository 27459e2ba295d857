"""Pronouns in a question, put in full: "Does it also affect cisplatin?"."""

import re
from collections.abc import Sequence

from assistant.dialogue.editing import constrained
from assistant.dialogue.listing import base
from assistant.dialogue.pointing import (
    AGAINST,
    AUXILIARY,
    CLAUSE,
    DETERMINED_RESISTANCE,
    DETERMINED_VESICLES,
    EMPTY_IT,
    MANY,
    OF,
    OF_CANCER,
    OF_DRUG,
    OF_RESISTANCE,
    ONE,
    PATIENTS,
    POINTING,
    POSSESSIVE,
    STATEMENT,
    THERE,
    asked_kinds,
    points_inside,
)
from assistant.dialogue.reading import Reading
from assistant.dialogue.topic import Topic
from assistant.dialogue.words import CONSTRAINING, PLURAL, SINGULAR
from corpus.model import NameKind
from corpus.wording import listed

_KINDS: tuple[NameKind, ...] = ("mirna", "gene", "drug", "cell", "cancer", "mechanism")


class Resolver:
    """Puts the pronouns of one question in full."""

    def __init__(self, reading: Reading, topics: Sequence[Topic]) -> None:
        self._asked = reading
        self._topics = topics
        self._topic = topics[0]
        self._whole = False
        """Whether all of the topic stands in the question already."""
        self._kind: NameKind | None = None
        """What the pronoun stands for."""

    def resolved(self) -> Reading | None:
        """The question with its pronouns put in full and the rest of the topic added; None where it has none."""
        before = self._asked.text
        text = self._nouns(before)
        text = self._statements(text)
        text = self._pronouns(text)
        if text == before:
            return None
        reading = self._asked.again(text)
        if self._whole:
            return reading
        kinds = CONSTRAINING - {"drug"} if self._kind in ("gene", "cell", "mechanism") else CONSTRAINING
        return constrained(reading, self._topic, kinds - asked_kinds(before))

    def _nouns(self, text: str) -> str:
        """Nouns that point back: "this miRNA", "those drugs", "the same cancer"."""
        for kind, pattern, definite in POINTING:
            match = None if definite and kind in self._asked.kinds else pattern.search(text)
            if match is None:
                continue
            words = self._named(kind)
            if words:
                self._kind = self._kind or kind
            elif kind in ("gene", "mechanism", "cell") and self._topic.subject:
                words = f"the {match['noun']} of {self._topic.subject[0]}"
            else:
                continue
            text = text[: match.start()] + words + text[match.end() :]
        if (match := PATIENTS.search(text)) and (cancers := self._topic.reading.spelled("cancer")):
            text = f"{text[: match.start()]}patients with {listed(cancers)}{text[match.end() :]}"
        if (match := DETERMINED_VESICLES.search(text)) and self._topic.vesicles:
            text = text[: match.start()] + self._topic.vesicles + text[match.end() :]
        if (match := DETERMINED_RESISTANCE.search(text)) and self._topic.resistance:
            text = text[: match.start()] + self._topic.resistance + text[match.end() :]
        return text

    def _named(self, kind: NameKind) -> str | None:
        """The names of a kind in the nearest question that has some."""
        for topic in self._topics:
            if kind == "mirna" and (found := topic.mirnas()):
                return found
            if topic.listing and topic.listing.kind == kind and topic is self._topic:
                return self._listed()
            if found := topic.reading.spelled(kind):
                return listed(found)
        return None

    def _listed(self) -> str | None:
        found = self._topic.listing
        if found is None:
            return None
        self._whole = True
        if not found.head:
            verb, _, after = found.rest.partition(" ")
            return f"the miRNAs that {base(verb)} {after}"
        return found.phrase(self._topic.reading)

    def _statements(self, text: str) -> str:
        """What points back to all that was said: "this finding", "Who reported that?"."""
        phrase = self._topic.phrase
        own = self._asked.kinds
        if not phrase or ("mirna" in own and own & {"drug", "cancer"}):
            return text
        if match := STATEMENT.search(text):
            self._whole = True
            noun = match["noun"]
            of = f"the {noun} {OF.get(noun.lower(), 'of')} {phrase}"
            return text[: match.start()] + of + text[match.end() :]
        if match := CLAUSE.search(text):
            self._whole = True
            role = f"the role of {phrase}" if self._topic.subject else phrase
            return text[: match.start("pronoun")] + role + text[match.end("pronoun") :]
        return text

    def _pronouns(self, text: str) -> str:
        if (
            (match := POSSESSIVE.search(text))
            and not self._owned(text, match)
            and (words := self._referent(match["whose"].lower() == "their", text))
        ):
            simple = " " not in words or (words.count(" ") < 2 and "that" not in words)
            full = (
                f"{words}'s {match['what']}"
                if simple and not words.endswith("s")
                else f"the {match['what']} of {words}"
            )
            text = text[: match.start()] + full + text[match.end() :]
        if not EMPTY_IT.search(text):
            text = self._substituted(ONE, text, False)
        text = self._substituted(MANY, text, True)
        if (match := THERE.search(text)) and (cancers := self._topic.reading.spelled("cancer")):
            text = f"{text[: match.start()]} in {listed(cancers)}"
        return text

    def _before(self, text: str, end: int) -> str:
        return self._asked.again(text).masked[:end]

    def _owned(self, text: str, match: re.Match[str]) -> bool:
        """Whether "its" speaks of a name in the same question."""
        before = self._before(text, match.start())
        return "\ue000" in before or points_inside(before, match["whose"].lower() == "their")

    def _substituted(self, pattern: re.Pattern[str], text: str, many: bool) -> str:
        match = pattern.search(text)
        words = self._referent(many, text) if match else None
        if match is None or words is None or points_inside(self._before(text, match.start()), many):
            return text
        head = text[: match.start()]
        if auxiliary := AUXILIARY.search(head):
            form = auxiliary["aux"].lower()
            form = PLURAL.get(form, form) if _is_plural(words) else SINGULAR.get(form, form)
            form = form.capitalize() if auxiliary["aux"][0].isupper() else form
            head = f"{head[: auxiliary.start()]}{form} "
        rest = pattern.sub(words, text[match.end() :])
        return head + words + rest

    def _referent(self, many: bool, text: str) -> str | None:
        """What a pronoun stands for."""
        found = self._by_verb(text) if not many else self._listed_before()
        if found:
            return found
        own = self._asked.kinds
        earlier = self._topic.reading
        subject = self._topic.subject
        if not many and subject and not subject[1] and _is_plural(subject[0]) and self._topic.resistance:
            self._whole = "drug" in earlier.kinds
            return self._topic.resistance
        if subject and (subject[1] is None or subject[1] not in own):
            return self._of(subject[1], subject[0])
        kind: NameKind | None = next((kind for kind in _KINDS if kind not in own and earlier.of(kind)), None)
        return self._of(kind, listed(earlier.spelled(kind))) if kind else self._topic.resistance

    def _by_verb(self, text: str) -> str | None:
        """What a single pronoun stands for by what is said of it."""
        if self._topic.resistance and OF_RESISTANCE.search(text):
            self._kind = self._kind or "drug"
            return self._topic.resistance
        if OF_DRUG.search(text) and (found := self._named("drug")):
            return self._of("drug", found)
        if OF_CANCER.search(text) and (found := self._named("cancer")):
            return self._of("cancer", found)
        if not AGAINST.search(text):
            return None
        compared = self._asked.kinds & self._topic.reading.kinds
        kind: NameKind | None = next((kind for kind in _KINDS if kind in compared), None)
        return self._of(kind, self._worded(kind)) if kind else None

    def _listed_before(self) -> str | None:
        """What "they" stands for: several names, or a list."""
        own = self._asked.kinds
        earlier = self._topic.reading
        several: NameKind | None = next((k for k in _KINDS if len(earlier.spelled(k)) > 1 and k not in own), None)
        if several:
            return self._of(several, self._worded(several))
        if earlier.of("mirna"):
            return None
        if self._topic.listing and "mirna" not in own and (found := self._listed()):
            return found
        return self._topic.vesicles

    def _worded(self, kind: NameKind) -> str:
        return (self._topic.mirnas() if kind == "mirna" else None) or listed(self._topic.reading.spelled(kind))

    def _of(self, kind: NameKind | None, words: str) -> str:
        self._kind = self._kind or kind
        return words


def _is_plural(words: str) -> bool:
    head = re.split(r" (?:that|from|of|in|linked|associated) ", words)[0]
    return " and " in words or bool(re.search(r"(?:s|EVs)$", head))
