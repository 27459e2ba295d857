"""JSON Lines, as documents to add and batches of questions share them."""

import json
from collections.abc import Iterator
from typing import Any, cast

from corpus.errors import ExociteError


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold something, counted from 1."""
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def parsed(where: str, line: str, holds: str) -> dict[str, Any]:
    """The object in a line.

    Raises ExociteError, opened by ``where``, for anything else; ``holds`` names what it should hold.
    """
    try:
        value: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ExociteError(f"{where} is not JSON ({error}); mend that line.") from error
    if not isinstance(value, dict):
        raise ExociteError(f"{where} is not an object with {holds}; mend that line.")
    return cast("dict[str, Any]", value)
