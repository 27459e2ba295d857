"""What a file says of the paper it holds, checked field by field."""

import re
import reprlib
from collections.abc import Callable, Mapping
from typing import Any, cast

from corpus.errors import ExociteError
from corpus.storable import storable

_STATUS = ("retracted", "corrected", "concern")
_YEARS = range(1400, 2201)
_DOI_ADDRESS = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def bibliography(where: object, meta: Mapping[str, Any]) -> dict[str, Any]:
    """The bibliographic fields of ``Source`` that ``meta`` fills; other keys are passed over.

    ``where`` opens each message. Raises ExociteError for a value of the wrong kind.
    """
    given = {name: value for name, value in meta.items() if value is not None and value != ""}
    fields: dict[str, Any] = {name: check(where, name, given[name]) for name, check in _CHECKS.items() if name in given}
    return {name: value for name, value in fields.items() if value != ""}


def _text(where: object, name: str, value: object) -> str:
    if isinstance(value, str):
        return storable(value).strip()
    raise _wrong(where, name, value, "write it as text.")


def _number(where: object, name: str, value: object) -> int:
    try:
        if isinstance(value, str | int | float) and not isinstance(value, bool) and int(value) == float(value):
            return int(value)
    except (ValueError, OverflowError):
        pass
    raise _wrong(where, name, value, "write it as a whole number.")


def _year(where: object, name: str, value: object) -> int:
    year = _number(where, name, value)
    if year not in _YEARS:
        raise _wrong(where, name, value, f"write a year from {_YEARS[0]} to {_YEARS[-1]}, or leave it empty.")
    return year


def _identifier(where: object, name: str, value: object) -> str:
    return _text(where, name, value if isinstance(value, str) else str(_number(where, name, value)))


def _doi(where: object, name: str, value: object) -> str:
    return _DOI_ADDRESS.sub("", _text(where, name, value), count=1)


def _status(where: object, name: str, value: object) -> str:
    if value not in _STATUS:
        raise _wrong(where, name, value, f"write one of {', '.join(_STATUS)}, or leave it empty.")
    return str(value)


def _flag(where: object, name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(where, name, value, "write true or false.")
    return value


def _authors(where: object, name: str, value: object) -> tuple[str, ...]:
    """A list of names, or one text with the names parted by semicolons."""
    names = value.split(";") if isinstance(value, str) else value
    if not isinstance(names, list):
        raise _wrong(where, name, value, "write a list of names.")
    authors = (_text(where, name, author) for author in cast("list[object]", names))
    return tuple(author for author in authors if author)


def _wrong(where: object, name: str, value: object, mend: str) -> ExociteError:
    return ExociteError(f"{where}: {name} is {reprlib.repr(value)}; {mend}")


_CHECKS: dict[str, Callable[[object, str, object], object]] = {
    "title": _text,
    "authors": _authors,
    "et_al": _flag,
    "year": _year,
    "journal": _text,
    "doi": _doi,
    "pmid": _identifier,
    "pmcid": _identifier,
    "licence": _text,
    "url": _text,
    "status": _status,
    "status_note": _text,
}
