"""Europe PMC's REST service, as documented at europepmc.org/RestfulWebService.

Read there and in its announcements (groups.google.com/a/ebi.ac.uk/g/epmc-webservices, version 6.6) and clients
(ropensci/europepmc): ``search`` takes ``query``, ``resultType``, ``pageSize`` (1,000 at most) and ``cursorMark``; the
results end where the next cursor is missing or the one that was sent; ``PMC.../fullTextXML`` gives JATS, or 404 for
what is not open access. It publishes no rate, and asks for reasonable use. Tested against a local server only.
"""

from collections.abc import Iterator

from corpus.errors import ExociteError
from corpus.fetch.connection import Connection, read_json
from corpus.fetch.record import PaperRecord, record_of, results_of
from corpus.identifiers import Identifier
from corpus.readers.xml_tree import parsed

_PAGE = 100


class EuropePmc:
    """Records and full texts, over a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, identifier: Identifier) -> PaperRecord | None:
        """The record of a paper; None when there is none. Raises ExociteError as ``Connection.get`` does."""
        for value in self._page(_query(identifier), "*", 25)[0]:
            record = record_of(self._connection.address, value)
            if identifier.names(record.pmcid, record.pmid, record.doi):
                return record
        return None

    def records(self, query: str, limit: int) -> Iterator[PaperRecord]:
        """The records that a query finds, best first. Raises ExociteError as ``Connection.get`` does."""
        cursor: str | None = "*"
        seen: set[str] = set()
        while cursor and cursor not in seen and limit > 0:
            seen.add(cursor)
            values, cursor = self._page(query, cursor, min(_PAGE, limit))
            for value in values[:limit]:
                yield record_of(self._connection.address, value)
            limit -= len(values)
            if not values:
                return

    def full_text(self, pmcid: str) -> bytes | None:
        """The JATS XML of an open article, whole; None where there is none."""
        return self._connection.get(f"{pmcid}/fullTextXML", {}, lambda raw: _whole(pmcid, raw))

    def _page(self, query: str, cursor: str, size: int) -> tuple[list[object], str | None]:
        parameters = {
            "query": query,
            "format": "json",
            "resultType": "core",
            "cursorMark": cursor,
            "pageSize": str(size),
        }
        answer = self._connection.get("search", parameters, read_json)
        if answer is None:
            raise ExociteError(f"{self._connection.address} has no search (status 404); correct EXOCITE_FETCH_ADDRESS.")
        return results_of(self._connection.address, answer)


def _whole(pmcid: str, raw: bytes) -> bytes:
    parsed(pmcid, raw)
    return raw


def _query(identifier: Identifier) -> str:
    value = identifier.value
    return {"pmid": f"EXT_ID:{value} AND SRC:MED", "pmcid": f"PMCID:{value}", "doi": f'DOI:"{value}"'}[identifier.kind]
