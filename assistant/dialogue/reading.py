"""A question with its names, as follow-ups are read against it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Mention, NameKind
from corpus.names.names import Names

_CLOSING = re.compile(r"[\s?.!\u2026,;:]*$")
_SIGNS = re.compile(r"[?.!\u2026]+")
_GENERAL = frozenset(("cancer cell", "stem cell", "stromal cell", "immune cell"))
_MASK = "\ue000"

_GLUE = re.compile(
    r"(?:[\s,/&+]|\b(?:and|or|versus|vs\.?|with|than|plus|in|to|of|for|from|the|both|compared|against|between)\b)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question on one line without its closing signs, and the names in it."""

    text: str
    closing: str
    mentions: tuple[Mention, ...]
    """Each place once; words for cells in general are no names here."""
    names: Names

    def of(self, kind: NameKind) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.mentions if mention.kind == kind)

    @property
    def kinds(self) -> frozenset[NameKind]:
        return frozenset(mention.kind for mention in self.mentions)

    @property
    def masked(self) -> str:
        """The text with its names blotted out, of the same length."""
        return blotted(self.text, self.mentions)

    def spelled(self, kind: NameKind) -> list[str]:
        """The names of a kind as they are written, or in full where a short form would not be known elsewhere."""
        return list(dict.fromkeys(self._spelled(mention) for mention in self.of(kind)))

    def _spelled(self, mention: Mention) -> str:
        written = self.text[mention.start : mention.end]
        alone = {(other.kind, other.name) for other in self.names.find(written)}
        if (mention.kind, mention.name) not in alone:
            return mention.name
        return mention.name if not mention.start and written.lower() == mention.name else written

    def again(self, text: str) -> "Reading":
        """Another text in its place, with the same closing."""
        return Reading(tidy(text), self.closing, _mentions(tidy(text), self.names, self.mentions), self.names)


def read(text: str, names: Names, known: Iterable[Mention] = ()) -> Reading:
    """Read a question; ``known`` are names of the questions before."""
    line = " ".join(text.split())
    end = _CLOSING.search(line)
    core = line[: end.start()] if end else line
    closing = "".join(_SIGNS.findall(line[len(core) :]))
    return Reading(core, closing, _mentions(core, names, known), names)


def _mentions(text: str, names: Names, known: Iterable[Mention]) -> tuple[Mention, ...]:
    found: dict[tuple[int, int], Mention] = {}
    end = -1
    for mention in names.find(text, known):
        if mention.name not in _GENERAL and (mention.start >= end or (mention.start, mention.end) in found):
            found.setdefault((mention.start, mention.end), mention)
            end = mention.end
    return tuple(found.values())


def blotted(text: str, mentions: Iterable[Mention]) -> str:
    """A text with a sign that is no letter in place of each character of some names."""
    characters = list(text)
    for mention in mentions:
        characters[mention.start : mention.end] = _MASK * (mention.end - mention.start)
    return "".join(characters)


def stretch(text: str, mentions: tuple[Mention, ...]) -> tuple[int, int]:
    """From the first of some names to the last of those that are listed with it."""
    start, end = mentions[0].start, mentions[0].end
    for mention in mentions[1:]:
        if not _GLUE.fullmatch(text, end, mention.start):
            break
        end = mention.end
    return start, end


def tidy(text: str) -> str:
    """Single spaces, none before a comma."""
    return re.sub(r"\s+([,;])", r"\1", " ".join(text.split())).strip(" ,;")
