"""A paper as Europe PMC's record of it has it (``resultType=core``).

The fields are those of europepmc.org/RestfulWebService and of the schema that its clients generate
(uk.ac.ebi.cdb.webservice): flags are "Y" or "N", a missing field is left out, ``license`` is such as "cc by-nc", and
``commentCorrectionList`` holds notices with ``type`` and ``reference``, as PubMed names them ("Retraction in").
"""

from hashlib import sha256
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import ExociteError
from corpus.model import Status
from corpus.readers.jats_status import gravest

_STATUS: dict[str, Status] = {
    "retraction in": "retracted",
    "partial retraction in": "retracted",
    "retracted and republished in": "retracted",
    "expression of concern in": "concern",
    "erratum in": "corrected",
    "correction in": "corrected",
    "corrected and republished in": "corrected",
    "retraction of": "retracted",
    "expression of concern for": "concern",
    "erratum for": "corrected",
}
_TYPES: dict[str, Status] = {"retracted publication": "retracted", "expression of concern": "concern"}


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True, populate_by_name=True)


class _Author(_Part):
    fullName: str | None = None  # noqa: N815 - the service's names
    collectiveName: str | None = None  # noqa: N815


class _Authors(_Part):
    author: list[_Author] = []


class _Journal(_Part):
    title: str | None = None


class _Issue(_Part):
    journal: _Journal = Field(default_factory=_Journal)


class _Notice(_Part):
    type: str = ""
    reference: str | None = None
    id: str | None = None


class _Notices(_Part):
    commentCorrection: list[_Notice] = []  # noqa: N815


class _Types(_Part):
    pubType: list[str] = []  # noqa: N815


class PaperRecord(_Part):
    """One record; what is None or empty is not in it."""

    id: str
    source: str
    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    title: str | None = None
    abstract: str | None = Field(default=None, alias="abstractText")
    licence: str | None = Field(default=None, alias="license")
    year: str | None = Field(default=None, alias="pubYear")
    open_access: str | None = Field(default=None, alias="isOpenAccess")
    revised: str | None = Field(default=None, alias="dateOfRevision")
    author_list: _Authors = Field(default_factory=_Authors, alias="authorList")
    issue: _Issue = Field(default_factory=_Issue, alias="journalInfo")
    notices: _Notices = Field(default_factory=_Notices, alias="commentCorrectionList")
    types: _Types = Field(default_factory=_Types, alias="pubTypeList")

    @property
    def authors(self) -> list[str]:
        named = (author.fullName or author.collectiveName for author in self.author_list.author)
        return [name for name in named if name]

    @property
    def is_open(self) -> bool:
        """Whether it is of the open access subset, whose licences let its text be kept and read by programs."""
        return self.open_access == "Y" and self.pmcid is not None

    @property
    def status(self) -> tuple[Status | None, str | None]:
        """The gravest status, and where the notice is."""
        found: dict[Status, str] = {}
        for notice in self.notices.commentCorrection:
            kind = " ".join(notice.type.lower().rstrip(":").split())
            if status := _STATUS.get(kind):
                place = notice.reference or (f"PMID {notice.id}" if notice.id else "")
                found.setdefault(status, " ".join(f"{notice.type.rstrip(':')}: {place}".split()).rstrip(":")[:300])
        for name in self.types.pubType:
            if status := _TYPES.get(name.lower()):
                found.setdefault(status, name[:100])
        return gravest(found)

    @property
    def place(self) -> str:
        """Names the record in its present state: another one stands for a change in what is taken from it."""
        return f"Europe PMC {self.source}:{self.id} {sha256(self.model_dump_json().encode()).hexdigest()[:16]}"


def record_of(where: str, value: object) -> PaperRecord:
    """A record. Raises ExociteError, opened by ``where``, when it is not of the form that is known."""
    try:
        return PaperRecord.model_validate(value)
    except (ValidationError, RecursionError) as error:
        raise _unknown(where, error) from error


def results_of(where: str, answer: object) -> tuple[list[object], str | None]:
    """The records of an answer to a search, and the cursor of the next page.

    Errors come with status 200 and ``errMsg`` in place of a list. Raises ExociteError for them and for other forms.
    """
    fields: dict[str, Any] = cast("dict[str, Any]", answer) if isinstance(answer, dict) else {}
    listed = fields.get("resultList")
    found: object = cast("dict[str, Any]", listed).get("result") if isinstance(listed, dict) else None
    if not isinstance(found, list):
        said = " ".join(str(fields.get("errMsg") or "no list of results").split())[:200]
        raise ExociteError(f"{where} answers in a form that is not known ({said}); check the query and the address.")
    cursor = fields.get("nextCursorMark")
    return cast("list[object]", found), cursor if isinstance(cursor, str) else None


def _unknown(where: str, error: Exception) -> ExociteError:
    first = error.errors()[0] if isinstance(error, ValidationError) else None
    what = f"{'.'.join(map(str, first['loc']))[:100]}: {first['msg']}" if first else "nested too deeply"
    return ExociteError(f"{where} answers with a record of a form that is not known ({what}); report it.")
