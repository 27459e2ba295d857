"""Small talk, and what is refused without a search."""

import re

from assistant.draft import Draft, refused

_THANKS = re.compile(
    r"thank|cheers|\bta\b|great|nice|perfect|wonderful|excellent|brilliant|awesome|helpful|well done", re.IGNORECASE
)
_BYE = re.compile(r"bye|see you|good night", re.IGNORECASE)
_ADVICE = (
    "Exocite gives no advice on a patient's treatment, dose or outlook; ask a physician, and ask here what the "
    "literature reports on a microRNA, a drug or a cancer."
)


def answer_talk(question: str) -> Draft:
    """A short plain reply."""
    if _THANKS.search(question):
        return Draft(message="You are welcome.")
    if _BYE.search(question):
        return Draft(message="Goodbye.")
    return Draft(
        message="Exocite answers questions about exosomal microRNAs and cancer drug resistance from its corpus, with "
        "the exact words that each sentence rests on; ask one."
    )


def refuse_advice() -> Draft:
    """Why a question on a patient's treatment is not answered."""
    return refused(_ADVICE)
