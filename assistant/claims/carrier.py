"""Whether claim and evidence speak of what vesicles carry, or of what cells hold."""

import re

from assistant.claims.cargo import cargo_names, is_named
from assistant.claims.stated import Stated
from corpus.model import Record

_VESICLES = re.compile(r"exosom|vesic|\bEVs?\b|secret|shed|releas|extracellular|circulat|serum|plasma", re.IGNORECASE)
_CELLULAR = re.compile(
    r"\b(?:intra)?cellular (?:level|expression|mi)|\bintracellular|\bendogenous|\bin tissue|\btissue", re.IGNORECASE
)


def difference(claim: Stated, evidence: str, record: Record | None = None) -> str:
    """What must be said where one speaks of vesicles and the other does not; empty where both agree."""
    in_vesicles = _VESICLES.search(claim.text) is not None
    cargo = cargo_names(record) if record else frozenset[str]()
    if record and cargo and in_vesicles and not is_named(cargo, claim.tokens):
        return f"the vesicles carry {record.ev_cargo.split(';')[0].split(' (')[0]}, not the microRNA"
    if _CELLULAR.search(claim.text) and _VESICLES.search(evidence):
        return "the evidence is on vesicles"
    if in_vesicles and not _VESICLES.search(evidence):
        return "the evidence does not speak of vesicles"
    return ""
