"""A server on this machine that behaves like Europe PMC's REST service, as far as it is asked."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

ARTICLE = """<?xml version="1.0"?><!DOCTYPE article SYSTEM "JATS-archivearticle1.dtd">
<article article-type="research-article"><front><journal-meta><journal-title>J Test</journal-title></journal-meta>
<article-meta><article-id pub-id-type="doi">{doi}</article-id><title-group><article-title>{title}</article-title>
</title-group><permissions><license xmlns:x="http://www.w3.org/1999/xlink"
x:href="https://creativecommons.org/licenses/by/4.0/"/></permissions><abstract><p>In short.</p></abstract>
</article-meta></front><body><sec><title>Results</title><p>{text}</p></sec></body></article>"""


def record(number: int, **changes: Any) -> dict[str, Any]:
    """The record of an open paper with PMID 1000 + ``number``; None takes a field out."""
    fields = {
        "id": str(1000 + number),
        "source": "MED",
        "pmid": str(1000 + number),
        "pmcid": f"PMC{2000 + number}",
        "doi": f"10.5555/Test.{number}",
        "title": f"Vesicles of test {number}.",
        "authorList": {"author": [{"fullName": "Doe J"}, {"collectiveName": "Test Group"}]},
        "journalInfo": {"journal": {"title": "Journal of tests"}, "yearOfPublication": 2020},
        "pubYear": "2020",
        "abstractText": "<h4>Background</h4>Cells <i>in vivo</i>, 10<sup>6</sup>; p &lt; 0.1.<h4>Results</h4>It rose.",
        "isOpenAccess": "Y",
        "license": "cc by",
        "citedByCount": number,
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


@dataclass
class EuropePmc:
    """The service: what it holds, what was asked of it, and what it answers instead for a while."""

    server: HTTPServer
    records: list[dict[str, Any]] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    instead: list[Response] = field(default_factory=list)
    """Answers that are given first, each once."""

    def __post_init__(self):
        self.server.expect_request(re.compile("/rest/.*")).respond_with_handler(self.answer)

    @property
    def address(self) -> str:
        return self.server.url_for("/rest")

    def hold(self, *records: dict[str, Any], text: str = "It rose in cells.") -> None:
        for item in records:
            self.records.append(item)
            if item.get("isOpenAccess") == "Y":
                made = ARTICLE.format(doi=item["doi"], title=item["title"], text=text)
                self.texts[item["pmcid"]] = made.encode()

    def answer(self, request: Request) -> Response:
        path = request.path.removeprefix("/rest/")
        self.asked.append(path if path != "search" else f"search {request.args['query']}")
        self.agents.add(request.headers["User-Agent"])
        if self.instead:
            return self.instead.pop(0)
        if path == "search":
            return self.search(request)
        pmcid = path.removesuffix("/fullTextXML")
        if pmcid not in self.texts:
            return Response(status=404)
        return Response(self.texts[pmcid], mimetype="application/xml")

    def search(self, request: Request) -> Response:
        """The records that a query names; one without an identifier finds all. A cursor is the place of the next."""
        assert (request.args["format"], request.args["resultType"]) == ("json", "core")
        query, cursor, size = (request.args[name] for name in ("query", "cursorMark", "pageSize"))
        named = re.fullmatch(r"EXT_ID:(\d+) AND SRC:MED|PMCID:(PMC\d+)|DOI:\"(.+)\"", query)
        found = self.records
        if named:
            wanted = next(filter(None, named.groups())).lower()
            found = [r for r in found if wanted in (r.get(name, "").lower() for name in ("pmid", "pmcid", "doi"))]
        start = 0 if cursor == "*" else int(cursor.removeprefix("after-"))
        page = found[start : start + int(size)]
        following = f"after-{start + len(page)}" if page else cursor
        body = {"version": "6.9", "hitCount": len(found), "nextCursorMark": following, "resultList": {"result": page}}
        return Response(json.dumps(body), mimetype="application/json")
