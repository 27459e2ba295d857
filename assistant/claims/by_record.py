"""How a curated record stands to a finding of a claim, by its fields and by its sentences."""

from collections.abc import Sequence

from assistant.claims.by_text import in_its_words, judge_text, on_agent
from assistant.claims.fitting import Fits, fits_of
from assistant.claims.judged import Judged, judged
from assistant.claims.reading import Reading
from assistant.claims.restrictions import strangers
from assistant.claims.roles import agent_of, cargo_of, turned_target, way_of
from assistant.claims.stated import Stated
from assistant.findings import Finding
from assistant.support.support import Support, supports


def judge_record(claim: Stated, finding: Finding, reading: Reading) -> Judged:
    """By its fields first, and by what its sentences say besides."""
    sentences = [place.text for place in finding.places.values()]
    fits = fits_of(claim.request.names, finding.names, claim.names, " ".join(sentences))
    if not fits.whole:
        return judged("related", fits)
    claim = in_its_words(claim, fits)
    cargo = cargo_of(claim, finding.record)
    if agent_of(claim, cargo) is None:
        return judge_text(claim, fits, "", sentences, reading)
    said = supports(claim.plain, sentences, claim.names)
    if said.lacks & {"name", "number"}:
        return judged("related", fits, said.reasons[0])
    found = _by_effect(claim, finding, fits, cargo, sentences) or _by_words(claim, finding, fits, cargo, said)
    return found or judge_text(claim, fits, "", sentences, reading, cargo=bool(cargo))


def _by_effect(
    claim: Stated, finding: Finding, fits: Fits, cargo: frozenset[str], sentences: Sequence[str]
) -> Judged | None:
    """By the direction of its effect on its target and on resistance; None where one of them is not told."""
    if not cargo and (gene := turned_target(claim, finding)):
        return judged("contradicts", fits, f"opposite effect on {gene}")
    match way_of(claim, finding, cargo):
        case "opposite":
            return judged("contradicts", fits, "opposite effect")
        case "association":
            return judged("related", fits, "only an association, no functional test")
        case way:
            strange = strangers(claim, sentences, finding.names.get("mechanism", ()))
    if strange:
        return judged("related", fits, f"no word of {strange[0]}")
    return judged("supports", fits, "same effect") if way == "same" else None


def _by_words(claim: Stated, finding: Finding, fits: Fits, cargo: frozenset[str], said: Support) -> Judged | None:
    """By the support check of all its sentences; None where that is not clear."""
    against = next((reason for reason in said.reasons if reason.startswith("opposite effect")), None)
    if against and not cargo and not on_agent(said, claim):
        return judged("contradicts", fits, against)
    lacks_little = said.lacks <= {"words", "effect"} and finding.record.effect == "biomarker_only"
    if said.verdict == "supported" or (lacks_little and not claim.is_causal):
        return judged("supports", fits, "says the same")
    return None
