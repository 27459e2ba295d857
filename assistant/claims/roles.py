"""Who acts in a claim, the microRNA or what binds it, and whether a record has it act the same way."""

import re

from assistant.claims.cargo import cargo_names, folded, is_named
from assistant.claims.stated import IsAgent, Stated, stated
from assistant.claims.tilt import losses
from assistant.findings import Finding
from corpus.model import Effect, Record

_SIGN: dict[Effect, int] = {"promotes_resistance": 1, "reverses_resistance": -1, "biomarker_only": 0}


def agent_of(claim: Stated, cargo: frozenset[str]) -> IsAgent | None:
    """What tells the tokens of what acts in a claim: the cargo, or the microRNA; None where it names neither."""
    if cargo:
        return lambda token: folded(token.text) in cargo
    if claim.mirnas:
        return lambda token: any(kind == "mirna" for kind, _ in token.names)
    return None


def cargo_of(claim: Stated, record: Record) -> frozenset[str]:
    """The names of a record's cargo where the claim names it; else none."""
    cargo = cargo_names(record)
    return cargo if is_named(cargo, claim.tokens) else frozenset()


def way_of(claim: Stated, finding: Finding, cargo: frozenset[str]) -> str | None:
    """How the effect of a record stands to the one stated: same, opposite, association; None where one is not told."""
    record = finding.record
    mirna = agent_of(claim, frozenset())
    if cargo and mirna and _leads(claim, mirna, cargo):
        agent, held = mirna, _SIGN[record.effect]
    else:
        agent, held = agent_of(claim, cargo), _of_cargo(record) if cargo else _SIGN[record.effect]
    if agent is None:
        return None
    if not held and claim.is_causal:
        return "association"
    wanted = (claim.is_association or not held) and claim.goes_with(agent)
    wanted = wanted or (claim.way(agent) if held else 0)
    held = held or _noted(record, claim, agent)
    return None if not (wanted and held) else "same" if wanted == held else "opposite"


def _noted(record: Record, claim: Stated, agent: IsAgent) -> int:
    """What a high level of the microRNA goes with, by what a record says of its level, or by its note."""
    texts = (f"{record.mirna} {record.ev_level_change or ''}", record.evidence_note)
    if any(_UNTOLD.search(text) for text in texts):
        return 0
    read = (stated(text, lambda _: claim.asked, claim.names).goes_with(agent) for text in texts)
    return next(filter(None, read), 0)


_UNTOLD = re.compile(
    r"(?:direction|result)(?: of the result)?(?: for each miRNA)? (?:was |is )?not |differed|differentially",
    re.IGNORECASE,
)
"""Where a record does not tell which way a level goes."""


def _leads(claim: Stated, mirna: IsAgent, cargo: frozenset[str]) -> bool:
    """Whether the microRNA stands before the cargo, and not as what that takes away."""
    at, first = next(
        (at, token) for at, token in enumerate(claim.tokens) if mirna(token) or folded(token.text) in cargo
    )
    means = any(token.text in ("by", "via", "through") for token in claim.tokens[max(at - 4, 0) : at])
    return mirna(first) and not means and not losses(claim.tokens, mirna)


def _of_cargo(record: Record) -> int:
    return 1 if "cargo promotes resistance" in record.ev_cargo else -1


def turned_target(claim: Stated, finding: Finding) -> str | None:
    """A gene of a record that a claim has raised where the record has it lowered, or the other way round."""
    agent = agent_of(claim, frozenset())
    asked = {name.name for name in claim.asked.kinds.get("gene", ())}
    if agent is None or not asked:
        return None
    for target in finding.record.targets:
        reported = 1 if _RAISED.search(target) else -1
        for gene in asked.intersection(claim.names.named("gene", target)):
            if claim.way_of_gene(gene, agent) == -reported:
                return gene
    return None


_RAISED = re.compile(r"\((?:induced|raised|up|activated|increased)", re.IGNORECASE)
"""What the curated targets say of those few that the microRNA does not lower."""
