"""How a text stands to a finding of a claim, by what its sentences say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.claims.fitting import Fits, fits_of
from assistant.claims.judged import Judged, judged
from assistant.claims.polarity import polarity, states_nothing
from assistant.claims.reading import Reading
from assistant.claims.restrictions import denies, strangers
from assistant.claims.roles import agent_of
from assistant.claims.stated import Stated, restated
from assistant.claims.tilt import tilt
from assistant.support.support import Support, supports
from assistant.support.tokens import Token, read
from index.search import Hit

if TYPE_CHECKING:
    from corpus.model import NameKind

_LEAST_COSINE, _LEAST_NEARNESS = 0.55, 0.39
"""Of a sentence that speaks of the same as a claim; chosen on the development claims."""


def judge_hit(claim: Stated, hit: Hit, reading: Reading) -> Judged:
    """By what the sentences of a passage say."""
    held: dict[NameKind, set[str]] = {}
    for mention, _ in hit.mentions:
        held.setdefault(mention.kind, set()).add(mention.name)
    fits = fits_of(claim.request.names, held, claim.names)
    if not fits.whole:
        return judged("related", fits)
    claim = in_its_words(claim, fits)
    passage = hit.passage
    sentences = [passage.text[a - passage.start : b - passage.start] for a, b in passage.sentences]
    return judge_text(claim, fits, passage.heading, sentences, reading)


def judge_text(
    claim: Stated, fits: Fits, heading: str, sentences: Sequence[str], reading: Reading, *, cargo: bool = False
) -> Judged:
    """By the words of a text: what it says as a whole, and its sentence that is nearest to the claim.

    Of ``cargo`` that acts on a microRNA the roles are not read well enough to say that something contradicts.
    """
    near = reading.nearest(claim, heading, sentences)
    share = fits.share if fits.by_kind else 1 - near.missing
    if near.cosine < _LEAST_COSINE or near.nearness < _LEAST_NEARNESS:
        return judged("related", fits, "speaks of something else", share=share)
    said = supports(claim.plain, [heading, *sentences] if heading else sentences, claim.names)
    if said.lacks & {"name", "number"} or ("denial" in said.lacks and not denies(near.sentence)):
        return judged("related", fits, said.reasons[0], share=share)
    if strange := strangers(claim, [heading, *sentences]):
        return judged("related", fits, f"no word of {strange[0]}", share=share)
    if said.verdict == "contradicted" and said.reasons[0].startswith("those who"):
        return judged("related", fits, "it is not clear who gives and who takes", share=share)
    if said.verdict == "contradicted" and not (cargo or claim.is_neutral or on_agent(said, claim)):
        return judged("contradicts", fits, said.reasons[0], share=share, nearness=near.nearness)
    if said.verdict == "supported":
        return judged("supports", fits, "says the same", share=share, nearness=near.nearness)
    match _way(claim, near.sentence):
        case "unclear":
            return judged("related", fits, "the direction is not clear", share=share)
        case "opposite" if not claim.mirnas:
            return judged("contradicts", fits, "the opposite direction", share=share, nearness=near.nearness)
        case _:
            return judged("supports", fits, "says the same", share=share, nearness=near.nearness)


def _way(claim: Stated, sentence: str) -> str | None:
    """How the direction of a sentence stands to that of a claim; None where nothing speaks against their being one."""
    (tokens,), _ = read([sentence], claim.names)
    agent = agent_of(claim, frozenset()) or _nobody
    tilts = tilt(claim.tokens, agent), tilt(tokens, agent)
    if tilts[0] == -tilts[1] != 0 or (claim.mirnas and tilts[0] and not tilts[1]):
        return "unclear"
    stated, held = polarity(claim.tokens), polarity(tokens)
    if states_nothing(sentence):
        return "unclear"
    return "opposite" if stated == -held != 0 else None


def on_agent(said: Support, claim: Stated) -> bool:
    """Whether what speaks against a claim is on the microRNA itself, which it is not about."""
    return any(said.reasons[0].endswith(f"effect on {name}") for name in claim.mirnas)


def _nobody(_: Token) -> bool:
    return False


def in_its_words(claim: Stated, fits: Fits) -> Stated:
    """The claim with a cancer called as the evidence calls it."""
    named = fits.usual(claim.asked.kinds.get("cancer", ()))
    return restated(claim, named) if named else claim
