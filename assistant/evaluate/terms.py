"""Gold terms held against texts: by identity where a term is a name, else by its stems."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import get_args

from assistant.coverage import prepared
from corpus.model import Mention, NameKind
from corpus.names.names import Names

_KINDS: tuple[NameKind, ...] = get_args(NameKind)


class Terms:
    """Compares terms by the names that the product knows."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known = {
            kind: tuple(Mention(kind, name, 0, 0) for of, name in names.vocabulary.entries if of == kind)
            for kind in _KINDS
        }
        self._name_of = lru_cache(maxsize=None)(self._read)

    def stands(self, term: str, text: str) -> bool:
        """Whether a text holds a term: its words in their order, or a name that means the one that it is."""
        if prepared(term) in prepared(text):
            return True
        wanted = {kind: name for kind in _KINDS if (name := self._name_of(kind, term))}
        held = self._names.find(text) if wanted else ()
        return any(m.kind in wanted and self._names.means(m.kind, wanted[m.kind], m.name) for m in held)

    def kind_of(self, terms: Sequence[str]) -> NameKind | None:
        """The kind of name that all terms are; None where there is none."""
        return next((kind for kind in _KINDS if all(self._name_of(kind, term) for term in terms)), None)

    def same(self, kind: NameKind, term: str, item: Collection[str]) -> bool:
        """Whether a term is one of the names that a listed item goes by; of microRNAs the coarser name decides."""
        name = self._name_of(kind, term)
        if kind != "mirna":
            return name in item
        return name is not None and any(self._names.means(kind, name, other) for other in item)

    def in_field(self, kind: NameKind, field: str) -> tuple[str, ...]:
        """The names of a kind in a field of a record, which holds nothing else."""
        return tuple(dict.fromkeys(m.name for m in self._names.find(field, self._known[kind]) if m.kind == kind))

    def in_text(self, kind: NameKind, text: str) -> tuple[str, ...]:
        """The names of a kind that a text mentions."""
        return tuple(dict.fromkeys(m.name for m in self._names.find(text) if m.kind == kind))

    def _read(self, kind: NameKind, term: str) -> str | None:
        """The name of a kind that a term is, with nothing beside it."""
        found = self._names.find(term, self._known[kind])
        return next((m.name for m in found if (m.kind, m.start, m.end) == (kind, 0, len(term))), None)
