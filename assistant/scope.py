"""Questions that only borrow names of the field: on other organisms, on people's lives, on money and permits."""

from assistant.asking import Asking
from assistant.coverage import prepared
from assistant.refusal import CERTAIN
from corpus.wording import listed
from corpus.words import stem_set

_OUTSIDE = stem_set(
    # organisms that the corpus is not on
    "plant plants wheat rice maize barley soybean potato tomato arabidopsis crop crops seed leaf fungus fungal"
    " fungi yeast bacteria bacterial bacterium coli tuberculosis salmonella antibiotic antibiotics malaria"
    " plasmodium parasite parasites worm nematode elegans drosophila insect insects mosquito bee fish salmon chicken"
    " poultry cow cattle bovine sheep goat horse equine pig pigs porcine swine dog dogs canine cat cats feline weed"
    " herbicide pesticide pests rust virus viral"
    # people
    " married marry wife husband spouse birthday birthplace salary earn earns wage hobby hobbies"
    " religion politician phone telephone email address hometown nationality divorced award awards nobel prize"
    " degree career"
    # money, permits and trade
    " price prices cost costs reimbursement reimbursed insurance insurer euro euros dollar dollars fda ema nice"
    " approve approved approval licence licensed license patent patented patents brand manufacturer company stock"
    " shares market sold buy purchase order ordering supplier vendor catalogue legal law lawsuit tax"
    # the world at large
    " weather football soccer recipe cook film movie song music poem novel capital election president king queen war"
    " holiday hotel flight car laptop smartphone game software python javascript"
)
"""Stems that put a question outside the corpus unless its texts use them."""


def outside(asking: Asking) -> str | None:
    """Why a question lies outside the corpus, in one sentence; None when it does not."""
    if not asking.found.hits:
        return asking.refusal
    strange = [asking.terms.spellings[term] for term in _of_elsewhere(asking)]
    if not strange:
        return None
    names = [name.spelling for name in asking.found.asked.names]
    beside = f" together with {listed(names)}" if names else ""
    return f"The corpus has no evidence on {listed(strange)}{beside}; the nearest that it has: {asking.near}."


def _of_elsewhere(asking: Asking) -> list[str]:
    """Terms that say that it is on something else, and names that nothing which matches knows."""
    terms = [term for term in asking.terms.weights if term.strip() in _OUTSIDE]
    terms += asking.terms.names
    if asking.weighed.support < CERTAIN:
        terms += asking.terms.strangers
    terms = asking.terms.absent(terms, asking.weighed.stems)
    if not terms:
        return []
    texts = (place.text for finding in asking.matching(effect=False) for place in finding.places.values())
    return asking.terms.absent(terms, "".join(map(prepared, texts)))
