"""Which way a question asks: for what promotes resistance, what reverses it, or what marks it.

Reversing resistance, restoring sensitivity and making cells sensitive are one direction; promoting resistance,
lowering sensitivity and making a drug fail are the other.
"""

import re
from collections.abc import Collection, Mapping, Sequence

from corpus.model import Effect
from corpus.words import stem_set, stems

_NEGATIONS = re.compile(
    r"\b(?:not|no longer|never|cannot|can't|fail(?:s|ed)? to|unable to|without)\b|n['’]t\b", re.IGNORECASE
)


_RESISTS = "resists"


_RAISING = stem_set(
    "aggravate augment behind boost bring cause confer contribute convey create drive elevate elicit enhance"
    " establish facilitate favour foster generate give heighten increase induce lead leave make maintain mediate"
    " potentiate produce promote provoke raise render strengthen spread support sustain transfer transmit trigger"
    " turn underlie upregulate"
)
_LOWERING = stem_set(
    "abolish abrogate alleviate attenuate block break bypass circumvent combat compromise counter counteract cut"
    " damage decrease defeat diminish dampen downregulate eliminate hamper hinder impair inhibit lessen limit lose"
    " loss lower mitigate negate overcome prevent reduce relieve remove repress stop halt reverse reversal suppress"
    " undo weaken"
)
_RESTORING = stem_set("improve reinstate recover regain renew rescue restore return")
_RESISTANT = stem_set(
    "chemoresistance chemoresistant radioresistance radioresistant resist resistance resistant refractory"
    " insensitive insensitivity tolerance tolerant fail failure unresponsive unresponsiveness evade escape survive"
    " survival protect protection ineffective useless"
)
_SENSITIVE = stem_set(
    "sensitivity sensitive susceptible susceptibility respond response responsive responsiveness efficacy effectiveness"
    " effective chemosensitivity radiosensitivity chemosensitive radiosensitive cytotoxicity vulnerable"
    " vulnerability kill work"
)
_SENSITISING = stem_set(
    "sensitize sensitise resensitize resensitise chemosensitize radiosensitize sensitization resensitization"
    " chemosensitization radiosensitization sensitizer chemosensitizer radiosensitizer"
)
_FAILING = stem_set("desensitize desensitise evade escape fail failure survive protect") | {_RESISTS}
"""What says by itself that a drug loses."""
_MARKING = stem_set(
    "biomarker marker predict predictor predictive prognostic indicate signature diagnostic monitor foretell"
)


def wanted_effect(question: str) -> Effect | None:
    """The effect that a question asks for; None where it leaves that open.

    "Does loss of miR-100-5p raise resistance?" asks whether the microRNA reverses it.
    """
    text, losses = _LOSS.subn(" ", _VERB.sub(f" {_RESISTS} ", _without_doers(question)))
    effect = _effect(stems(text), is_negated(question))
    return OPPOSITE.get(effect, effect) if losses and effect else effect


def is_negated(question: str) -> bool:
    """Whether a question denies something: "does it not", "who do not respond"."""
    return _NEGATIONS.search(question) is not None


OPPOSITE: Mapping[Effect, Effect] = {
    "promotes_resistance": "reverses_resistance",
    "reverses_resistance": "promotes_resistance",
}
_MIRNA = r"(?:exosomal |vesicular |serum )?(?:hsa-)?(?:mi(?:cro)?-?rna|mir|let)s?\b[\w/-]*"
_LESS = (
    r"loss|lack|absence|depletion|deletion|silencing|knock-?(?:down|out)|inhibition|inhibitors?|suppression"
    r"|down-?regulation|blockade|blocking|inhibiting|silencing|depleting|reduction|decrease|antagonism"
)
_LOSS = re.compile(
    rf"\b(?:{_LESS})\b(?: in| of)?(?: the)?(?: levels? of)? (?={_MIRNA})"
    rf"|\b(?:low|lower|less|reduced|decreased|fewer)(?: levels? of)? (?={_MIRNA})"
    rf"|(?<=[\w-])(?<=\d)(?:[\w-]*) (?:{_LESS})\b|\b(?:antagomirs?|anti-?mirs?)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\bresist(?:s|ed|ing)?\b", re.IGNORECASE)  # the noun falls on the same stem
# What is resistant or sensitive itself, as in "exosomes of resistant cells", says nothing of an effect.
_DOERS = re.compile(
    r"\b(?:[\w/-]+[- ])?(?:chemo|radio|drug|multidrug)?-?(?:resistant|sensitive|refractory|tolerant|insensitive)"
    r"(?: and (?:sensitive|resistant))?(?=[ -](?:[\w/-]+[ -]){0,3}?"
    r"(?:cells?|lines?|tumou?rs?|cancers?|patients?|gliomas?|carcinomas?|donors?|clones?|exosomes?|vesicles?|EVs?|ones)\b)",
    re.IGNORECASE,
)
_MAKING = re.compile(r"\b(?:make|makes|made|making|render\w*|leave\w*|turn\w*|become\w*)\b", re.IGNORECASE)


def _without_doers(question: str) -> str:
    return question if _MAKING.search(question) else _DOERS.sub(" ", question)


def _effect(words: Sequence[str], negated: bool) -> Effect | None:
    held = set(words)
    resistant, sensitive = held & _RESISTANT, held & _SENSITIVE
    verb = _nearest_verb(words, resistant or sensitive)
    if negated:  # of what does not do something no record tells, but of cells that do not respond
        return "promotes_resistance" if sensitive and not verb else None
    if held & _SENSITISING:
        lowered = any(word in _LOWERING for word in words[: min(map(words.index, held & _SENSITISING))])
        return "promotes_resistance" if lowered else "reverses_resistance"
    if held & _MARKING:
        return "biomarker_only"
    if sensitive and not resistant:
        if verb:
            return "promotes_resistance" if verb in _LOWERING else "reverses_resistance"
        return "reverses_resistance" if "again" in held else None
    if resistant and verb:
        return "promotes_resistance" if verb in _RAISING else "reverses_resistance"
    return "promotes_resistance" if held & _FAILING else None


def is_of_effect(stem: str) -> bool:
    """Whether a word tells of an effect on resistance."""
    return any(stem in words for words in _WORDS)


_WORDS = (
    _RAISING,
    _LOWERING,
    _RESTORING,
    _RESISTANT,
    _SENSITIVE,
    _SENSITISING,
    _MARKING,
    _FAILING,
    frozenset(("again",)),
)


def _nearest_verb(words: Sequence[str], objects: Collection[str]) -> str | None:
    """The verb of change that stands nearest to one of some words; of two, the one before it."""
    verbs = [at for at, word in enumerate(words) if word in _RAISING or word in _LOWERING or word in _RESTORING]
    places = [at for at, word in enumerate(words) if word in objects]
    pairs = [(abs(place - verb), verb > place, words[verb]) for verb in verbs for place in places]
    return min(pairs)[2] if pairs else None
