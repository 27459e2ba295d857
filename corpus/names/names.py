"""All names together: what a text mentions, and when two mentions mean the same."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from corpus.model import Mention, NameKind
from corpus.names.context import read_context
from corpus.names.coordinated import coordinated
from corpus.names.dictionary import Dictionary
from corpus.names.mirbase import read_mirbase
from corpus.names.mirna import parse, same
from corpus.names.mirna_mentions import find_micrornas
from corpus.names.plain import plain
from corpus.names.vocabulary import read_vocabulary

SHIPPED = Path(__file__).parent.parent / "vocabulary"
_VERSION = 4
"""Raised whenever the same vocabulary would find other mentions."""


def vocabulary(corpus: Path) -> Path:
    """The vocabulary folder of a corpus folder; the shipped one where it has none."""
    return corpus / "vocabulary" if (corpus / "vocabulary").is_dir() else SHIPPED


_LINE = re.compile(r"-\d")
"""What makes a short name part of that of a cell line: PC-9."""
_BEFORE_A_NUMBER = ("cancer", "drug")


class Names:
    """Recognises microRNAs, drugs, cancers, genes, cells and mechanisms; safe to share between threads."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Read a vocabulary folder. Raises ExociteError for a fault in it, naming file, line and reason."""
        self.identity = names_identity(folder)
        self.vocabulary = read_vocabulary(folder)
        self._mirbase = read_mirbase(folder)
        self._dictionary = Dictionary(self.vocabulary, read_context(folder))

    def find(self, text: str, known: Iterable[Mention] = ()) -> tuple[Mention, ...]:
        """The mentions in a text, in order; ``known`` are those that stand around it, such as in its heading.

        A short form that may mean something else, such as GEM, counts where the long form stands in the
        text or is known, or beside a word that goes with its kind.
        """
        clean, places = plain(text)
        found = [Mention("mirna", str(name), a, b) for a, b, name in find_micrornas(clean, self._mirbase)]
        taken = [(mention.start, mention.end) for mention in found]
        for (kind, name), start, end in self._dictionary.find(clean, ((m.kind, m.name) for m in known)):
            if kind in _BEFORE_A_NUMBER and _LINE.match(clean, end):
                continue
            if not any(start < b and a < end for a, b in taken):
                found.append(Mention(kind, name, start, end))
        found += [
            Mention("cancer", name, start, end)
            for m in found
            if m.kind == "cancer"
            for name, start, end in coordinated(clean, m.start, m.end, self._cancer)
            if not any(start < other.end and other.start < end for other in found)
        ]
        found.sort(key=lambda mention: (mention.start, mention.end))
        if places is None:
            return tuple(found)
        return tuple(Mention(m.kind, m.name, places[m.start], places[m.end - 1] + 1) for m in found)

    def _cancer(self, text: str) -> str | None:
        whole = (
            (name, kind) for (kind, name), start, end in self._dictionary.find(text, ()) if end - start == len(text)
        )
        return next((name for name, kind in whole if kind == "cancer"), None)

    def named(self, kind: NameKind, text: str) -> list[str]:
        """The names of one kind in a text that is known to hold nothing else, so that short forms need no evidence."""
        known = (Mention(kind, name, 0, 0) for of, name in self.vocabulary.entries if of == kind)
        return list(dict.fromkeys(mention.name for mention in self.find(text, known) if mention.kind == kind))

    def means(self, kind: NameKind, asked: str, held: str) -> bool:
        """Whether a text that mentions ``held`` speaks of ``asked``: the same, or a narrower one.

        Of microRNAs the coarser name decides, whichever it is.
        """
        if kind == "mirna":
            return asked == held or _same_mirna(asked, held)
        return asked == held or held in self.vocabulary.narrower.get((kind, asked), ())

    def identifier(self, kind: NameKind, name: str) -> str | None:
        """The accession of a microRNA, or the identifier of a name in the ontology of its kind, where one is known."""
        if kind == "mirna":
            return self._mirbase.accession(name)
        entry = self.vocabulary.entries.get((kind, name))
        return entry.identifier if entry else None

    def covers(self, kind: NameKind, asked: str, held: str) -> bool:
        """Whether ``held`` is broader than ``asked``, as platinum drug is than cisplatin."""
        return held in self.vocabulary.broader.get((kind, asked), ())


def names_identity(folder: Path = SHIPPED) -> str:
    """Names the state of a vocabulary and of the way it is used, by its content."""
    digest = sha256(str(_VERSION).encode())
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:32]


@lru_cache(maxsize=100_000)
def _same_mirna(asked: str, held: str) -> bool:
    return same(parse(asked), parse(held))
