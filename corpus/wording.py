"""A record in sentences: the finding first, then the note, then the fields that are filled."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from corpus.model import Record

MECHANISMS = {
    "drug_efflux": "drug efflux",
    "drug_metabolism": "drug metabolism",
    "dna_damage_repair": "DNA damage repair",
    "energy_metabolism": "energy metabolism",
    "cancer_stem_cells": "cancer stem cells",
    "epigenetic": "epigenetic change",
    "apoptosis": "apoptosis",
    "emt": "epithelial-mesenchymal transition",
    "autophagy": "autophagy",
    "ferroptosis": "ferroptosis",
    "tumor_microenvironment": "tumour microenvironment",
    "cell_cycle": "cell cycle",
    "signaling": "signalling",
    "other": "other",
}

# How sure the finding is, by what was read and whether the note calls it inferred.
_OPENINGS = {
    ("abstract_read", False): "",
    ("abstract_read", True): "By inference, ",
    ("title_only", False): "As far as the title alone tells, ",
    ("title_only", True): "By inference from the title alone, ",
    ("secondary_review", False): "As a review reports it, ",
    ("secondary_review", True): "By inference from a review, ",
}

# Says no more than the cargo field does.
_CARGO_AGAIN = re.compile(
    r"(?:exosome|EV) cargo is (?:[^,;(]|\([^)]*\))+, (?:acting on|which binds|a) \S+(?: sponge)?\Z"
)


Part = Literal["finding", "note", "targets", "pathway", "mechanism", "level", "donor", "recipient", "model"]
"""What a sentence of a worded record tells."""


def word_record(record: Record) -> str:
    """The record in sentences built from its fields alone, each a paragraph, so that no sentence runs into the next."""
    return "\n\n".join(worded(record).values())


def worded(record: Record) -> dict[Part, str]:
    """The sentences of a record, in their order, by what they tell; what was not read has none."""
    return dict(_sentences(record))


def listed(items: Sequence[str]) -> str:
    """The items as English lists them: "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _sentences(r: Record) -> Iterator[tuple[Part, str]]:
    yield "finding", _finding(r)
    yield "note", _ended(r.evidence_note)
    if r.targets:
        yield "targets", f"{'Target' if len(r.targets) == 1 else 'Targets'} named for {r.mirna}: {listed(r.targets)}."
    if r.pathway:
        yield "pathway", f"Pathway: {'; '.join(r.pathway)}."
    mechanisms = [MECHANISMS[label] for label in r.mechanism if label != "other"]
    if mechanisms:
        yield "mechanism", f"Mechanism: {listed(mechanisms)}."
    if r.ev_level_change and not _CARGO_AGAIN.match(r.ev_level_change):
        yield "level", _ended(f"In the vesicles: {r.ev_level_change}")
    if r.donor:
        yield "donor", _ended(f"Donor: {r.donor}")
    if r.recipient:
        yield "recipient", _ended(f"Recipient: {r.recipient}")
    if r.model:
        yield "model", _ended(f"Model: {r.model}")


def _finding(r: Record) -> str:
    """The effect in one sentence, with the cargo where the vesicles carry something else than the microRNA."""
    drugs = listed([treatment(drug) for drug in r.drugs])
    if r.effect == "biomarker_only":
        core = f"the level of {r.mirna} is associated with the response to {drugs} in {r.cancer}"
        core += ", without a functional test"
    else:
        verb = "promotes" if r.effect == "promotes_resistance" else "reverses"
        core = f"a higher level of {r.mirna} in the recipient cells {verb} resistance to {drugs} in {r.cancer}"
    cargo = "" if r.ev_cargo == "miRNA" else f"; the vesicles carry {r.ev_cargo}"
    return opened(r, core + cargo)


def opened(record: Record, core: str) -> str:
    """A sentence that says first how sure a finding is."""
    sentence = _OPENINGS[record.confidence, "inferred" in record.evidence_note] + core
    return _ended(sentence[0].upper() + sentence[1:])


def treatment(drug: str) -> str:
    """A drug of a record as a sentence names it."""
    return "several drugs" + drug.removeprefix("multidrug") if drug.startswith("multidrug") else drug


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
