"""The circular or long non-coding RNA that vesicles carry, where a record's microRNA is not what they carry."""

import re
from collections.abc import Iterable

from assistant.support.tokens import Token
from corpus.model import Record

_NAME = re.compile(r"(?<=lncRNA )[\w.-]*\w|\b(?:hsa_)?(?:circ|ciRS|Linc)(?!RNA\b)[\w-]*\w")
_SIGNS = re.compile(r"[\W_]+")


def cargo_names(record: Record) -> frozenset[str]:
    """How the other RNA is called, folded; empty where the vesicles carry the microRNA."""
    if record.ev_cargo == "miRNA":
        return frozenset()
    return frozenset(folded(name) for name in _NAME.findall(record.ev_cargo.split(";")[0]))


def is_named(cargo: frozenset[str], tokens: Iterable[Token]) -> bool:
    """Whether a text names one of some RNAs."""
    return bool(cargo) and any(folded(token.text) in cargo for token in tokens)


def folded(name: str) -> str:
    """A name without signs, in lower case: circ-XIAP is circXIAP."""
    return _SIGNS.sub("", name).lower().removeprefix("hsa")
