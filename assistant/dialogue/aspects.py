"""Questions that ask for an aspect of something and leave open of what: "What is the mechanism?"."""

import re

from assistant.dialogue.reading import Reading
from corpus.words import STOPWORDS, stems

_ASPECTS = frozenset(
    stem
    for word in (
        "mechanism pathway target gene protein molecule role function effect action evidence proof data"
        " support experiment"
        " assay model method cell line animal mouse mice patient human clinic clinical trial cohort sample"
        " tissue blood serum"
        " plasma level expression concentration author group team lab study paper publication article source"
        " reference year"
        " journal limitation caveat strength conclusion result finding detail example outcome consequence implication"
        " explanation reason marker biomarker donor recipient origin downstream upstream direction size"
        " number drug cancer"
        " mirna microrna tumour resistance sensitivity resist sensitise restore reverse promote cause confer"
        " drive mediate"
        " regulate affect involve act work happen show report find discover publish describe observe test measure use"
        " carry transfer release secrete deliver inhibit block silence suppress activate explain confirm replicate"
        " validate prove know strong weak solid reliable good sure new recent first main direct other exact"
        " known possible"
        " vivo vitro biological molecular underlying responsible vesicle exosomal more tell give name list much many"
        " consider relevant important compound link associate implicate responds respond opposite contradict"
        " contradictory conflicting retract correct disagree"
        " agree conflict controversy"
    ).split()
    for stem in stems(word)
)
"""Words that ask for an aspect of something, or say next to nothing."""
_TELLING = frozenset(
    stem
    for word in (
        "mechanism pathway target gene protein role function effect evidence proof data support experiment model method"
        " trial retract cohort author study paper publication source reference limitation caveat conclusion result"
        " finding detail"
        " outcome consequence explanation reason marker donor recipient origin downstream upstream direction"
        " drug cancer implication clinical"
        " mirna patient animal mice resistance sensitivity report discover publish describe show explain cell level"
        " expression carry secrete release involve affect contradict disagree opposite conflict work happen"
    ).split()
    for stem in stems(word)
)
"""Of these, one at least has to be there."""
_CORPUS = re.compile(
    r"\b(?:you|your|yours|corpus|collection|altogether|in total|database|i|my|we|our)\b|\bhow many (?:records?"
    r"|sources?)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"(?:what|who) (?:is|are|was|were)(?: (?:an?|meant by))? (?!the\b|this\b|that\b|its?\b|known\b|affected\b"
    r"|targeted\b|involved\b)"
    r"(?:[\w-]+ ?){1,3}|what (?:do|does) (?:[\w-]+ ){1,3}mean|define .*",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:of|between|against) (?!the (?:effect|mechanism)\b)\S", re.IGNORECASE)
DEFINITE = re.compile(
    r"\bthe (?:\w+ )?(?:mechanisms?|targets?|target genes?|genes?|effects?|roles?|pathways?|outcomes?|evidence"
    r"|models?|donors?|functions?"
    r"|levels?|reasons?|results?|functions?)\b(?! (?:of|behind|for|by) )"
    r"|\bthe (?:consequences?|implications?)\b(?! of )",
    re.IGNORECASE,
)
AGENTLESS = re.compile(
    r"(?:which|what) .*\b(?:is|are|was|were|gets?|be|been) (?:\w+ly )?(?P<verb>targeted|affected|regulated"
    r"|silenced|suppressed|activated"
    r"|inhibited|involved|repressed|changed|altered|used|carried|transferred|known|reported|shown|tested"
    r"|hit)\b(?! (?:by|to))",
    re.IGNORECASE,
)
_THE_VESICLES = re.compile(r"\bthe (?:exosomes|vesicles)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_LONGEST = 12


def leaves_open(reading: Reading, goes_on: bool) -> bool:
    """Whether a question is short and asks for an aspect of something that it does not name.

    ``goes_on`` says that its opening ties it to the question before.
    """
    masked = reading.masked
    if len(masked.split()) > _LONGEST or _CORPUS.search(masked) or _DEFINING.fullmatch(masked):
        return False
    text = _THE_VESICLES.sub("", masked).replace("\ue000", " ")
    words = (word for word in _WORD.findall(text) if word.lower() not in STOPWORDS)
    content = {stem for word in words for stem in stems(word)}
    if not content <= _ASPECTS or content.isdisjoint(_TELLING) or "mirna" in reading.kinds:
        return False
    if reading.kinds and goes_on:
        return True
    if _OWN.search(masked):
        return False
    return not reading.kinds or bool(DEFINITE.search(masked) or AGENTLESS.match(masked))
