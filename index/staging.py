"""Staging: what the corpus should hold is put into the store, cut into passages; the index follows."""

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.errors import ExociteError
from corpus.identifiers import Identifier, identifiers, identifiers_of
from corpus.joining import groups, is_abstract, is_worse, joined
from corpus.model import Record, Source
from corpus.names.names import Names
from corpus.passages import VERSION, make_passages
from index.encoder.encoder import Encoder
from index.store.frequencies import count_words
from index.store.mentions import name_again, named_otherwise
from index.store.parts import Candidate, candidates, make_parts, part_again
from index.store.sources import (
    Held,
    cut_otherwise,
    held_source,
    identified_elsewhere,
    insert,
    is_wanted,
    records_of,
    revision,
    take_out,
    unwant,
    unwant_shipped,
    want,
    wanted_holder,
    wanted_key,
    wanted_of_place,
    wanted_source,
    with_fields,
)
from index.store.store import Store

log = logging.getLogger(__name__)


class Staging:
    """Makes sources wanted, or not. Each call is one transaction: all of it or nothing."""

    def __init__(self, store: Store, encoder: Encoder, names: Names) -> None:
        self.store = store
        self._names = names
        self._encoder = encoder
        self._cut = f"{VERSION} {encoder.identity} {encoder.limit}"

    def add(
        self, sources: Iterable[Source], place: str, records: Sequence[Record] = (), content: str | None = None
    ) -> dict[str, str]:
        """Want a user's sources, in place of all that was read from the same place before.

        A paper is one source: a text of it that the user added from elsewhere goes, as the log tells, unless it is the
        better one. ``content`` names what the file holds. Returns, by its id, the source that was kept in place of a
        worse one.

        Raises ExociteError when an id belongs to a shipped source or to another place.
        """
        kept: dict[str, str] = {}
        of = _by_source(records)
        with self.store.writing() as connection:
            before = set(wanted_of_place(connection, place))
            elsewhere = _papers_elsewhere(connection, place)
            for source in sources:
                same: set[str] = set() if source.id in of else _same_paper(elsewhere, source)
                better = (held for name in same if (held := wanted_source(connection, name)))
                if stays := next((held.source.id for held in better if is_worse(source, held.source)), None):
                    kept[source.id] = stays
                    continue
                before.discard(source.id)
                take_out(connection, same)
                for other in same - {source.id}:
                    log.warning("%s is the same paper as %s, and stands in its place now.", source.id, other)
                holder = wanted_holder(connection, source.id)
                held = self._corrected(connection, Held(source, "user", place, content))
                if holder and holder != ("user", place) and not self._same(connection, held):
                    whose = "the shipped corpus" if holder[0] == "builtin" else holder[1]
                    raise ExociteError(
                        f"{place}: the id {source.id!r} is taken by a source from {whose}; give it another, "
                        + ("since shipped sources stay." if holder[0] == "builtin" else "or remove that one first.")
                    )
                self._stage(connection, held, of.get(source.id, ()))
            unwant(connection, before)
        return kept

    def _corrected(self, connection: sqlite3.Connection, held: Held) -> Held:
        """A source with the fields that somebody set by hand when it was read before."""
        before = wanted_source(connection, held.source.id)
        if before is None or before.place != held.place or not before.corrected:
            return held
        return replace(held, source=with_fields(held.source, before.corrected), corrected=before.corrected)

    def named(self, source: Source, place: str) -> Source:
        """The source under the id that its place has, or its own, with a number where another paper has that."""
        connection = self.store.connection
        if known := wanted_of_place(connection, place):
            return replace(source, id=known[0])
        free = _same_paper(_papers_elsewhere(connection, place), source)
        name, number = source.id, 1
        while name not in free and wanted_holder(connection, name):
            number += 1
            name = f"{source.id}-{number}"
        return replace(source, id=name)

    def restate(self, held: Held) -> None:
        """Want a source that a user added with other fields than before."""
        with self.store.writing() as connection:
            key = wanted_key(connection, held.source.id)
            self._stage(connection, held, records_of(connection, key) if key is not None else ())

    def remove(self, names: Iterable[str]) -> None:
        """Want these sources of a user no longer.

        Raises ExociteError when one of them is not there, or is shipped.
        """
        with self.store.writing() as connection:
            for name in names:
                holder = wanted_holder(connection, name)
                if holder is None:
                    raise ExociteError(f"There is no source {name!r}; 'exocite sources' lists them.")
                if holder[0] == "builtin":
                    raise ExociteError(
                        f"{name} is part of the shipped corpus; EXOCITE_BUILTIN=false leaves all of that out, "
                        "and single sources of it can't be removed."
                    )
                take_out(connection, (name,))

    def want_shipped(self, sources: Sequence[Source], records: Sequence[Record]) -> None:
        """Want exactly these of the shipped sources.

        Raises ExociteError when a user's source has the id of one of them.
        """
        of = _by_source(records)
        with self.store.writing() as connection:
            for source in sources:
                holder = wanted_holder(connection, source.id)
                if holder and holder[0] == "user":
                    raise ExociteError(
                        f"{source.id} is a shipped source and also one that you added from {holder[1]}; "
                        f"remove yours with 'exocite remove {source.id}', or set EXOCITE_BUILTIN=false."
                    )
            unwant_shipped(connection)
            for source in sources:
                self._stage(connection, Held(source, "builtin", None), of.get(source.id, ()))

    def cut_again(self) -> None:
        """Cut a user's sources anew where the encoder or the passage maker is no longer the same."""
        for key in cut_otherwise(self.store.connection, self._cut):
            with self.store.writing() as connection:
                self._stage(connection, held_source(connection, key), records_of(connection, key))

    def part_again(self) -> None:
        """Want every source as it was given, and nothing that was joined."""
        with self.store.writing() as connection:
            part_again(connection)

    def join(self) -> None:
        """Make one source of what is one paper, where a user added something of it."""
        with self.store.writing() as connection:
            found = candidates(connection)
            for group in groups([candidate.held.source for candidate in found]):
                members = [found[i] for i in group]
                if any(member.held.origin == "user" for member in members):
                    self._join(connection, members)

    def _join(self, connection: sqlite3.Connection, members: Sequence[Candidate]) -> None:
        wholes = {member.key: held_source(connection, member.key) for member in members}
        base = max(members, key=lambda member: _goodness(member, wholes[member.key].source))
        others = [member for member in members if member is not base]
        records = [record for member in members for record in records_of(connection, member.key)]
        source = joined(wholes[base.key].source, [wholes[other.key].source for other in others])
        names = tuple(dict.fromkeys(other.held.source.id for other in others))
        make_parts(connection, [member.key for member in members])
        self._stage(connection, replace(wholes[base.key], source=source, joined=names), records)

    def name_again(self) -> None:
        """Find the mentions of sources anew where the vocabulary is no longer the same."""
        with self.store.writing() as connection:
            if keys := named_otherwise(connection, self._names.identity):
                for key in keys:
                    name_again(connection, key, self._names)
                count_words(connection)

    def _stage(self, connection: sqlite3.Connection, held: Held, records: Sequence[Record]) -> None:
        name = revision(held.source, records, " ".join((self._cut, *held.joined)))
        if not want(connection, held, name):
            passages = make_passages(held.source, self._encoder.measure, self._encoder.limit)
            insert(connection, held, records, name, self._cut, passages, self._names)

    def _same(self, connection: sqlite3.Connection, held: Held) -> bool:
        return is_wanted(connection, held.source.id, revision(held.source, (), self._cut))


def _by_source(records: Iterable[Record]) -> dict[str, list[Record]]:
    of: dict[str, list[Record]] = {}
    for record in records:
        of.setdefault(record.source_id, []).append(record)
    return of


def _goodness(member: Candidate, source: Source) -> tuple[bool, bool, bool, bool, int]:
    """What makes one text of a paper the one that the others join: a user's full text before all."""
    is_text = member.held.origin == "user" and not member.has_records
    return is_text, not is_abstract(source), not source.pages, source.kind == "study", -member.key


def _papers_elsewhere(connection: sqlite3.Connection, place: str) -> dict[Identifier, set[str]]:
    """Ids of what a user added from other places than this one, by DOI, PMID and PMCID."""
    found: dict[Identifier, set[str]] = {}
    for name, *known in identified_elsewhere(connection, place):
        for identifier in identifiers(*known):
            found.setdefault(identifier, set()).add(name)
    return found


def _same_paper(papers: dict[Identifier, set[str]], source: Source) -> set[str]:
    return {name for identifier in identifiers_of(source) for name in papers.get(identifier, ())}
