"""Whether words speak of resistance or of sensitivity, and the same question turned to the other."""

import re
from typing import Literal

Direction = Literal["resistance", "sensitivity"]

_ENDING = r"(?:e|es|s|ed|d|ing)?"
_UP = (
    rf"(?:(?:promot|caus|induc|increas|enhanc|mediat|facilitat|rais|produc|stimulat){_ENDING}"
    r"|(?:confer|transfer|transmit|spread|boost|trigger|strengthen|support|favou?r)(?:r?ed|r?ing|t?ed|t?ing|s)?"
    r"|driv(?:e|es|ing|en)|drove|lead(?:s|ing)? to|led to|contribut(?:e|es|ed|ing) to|give(?:s)? rise to)"
)
_DOWN = (
    rf"(?:(?:restor|revers|reduc|decreas|abolish|attenuat|abrogat|diminish|suppress|inhibit|block|counteract"
    rf"|lower|prevent"
    rf"|weaken|improv|increas|enhanc|rescu|reinstat){_ENDING}|overcom(?:e|es|ing)|overcame)"
)
_LOSS = re.compile(
    r"\b(?:reduc|decreas|lower|impair|suppress|los[set]|diminish|weaken)\w*\W+(?:\S+\W+){0,3}sensitiv", re.IGNORECASE
)
_GAIN = re.compile(rf"\b{_DOWN}\W+(?:\S+\W+){{0,4}}?\S*resist", re.IGNORECASE)
_SENSITIVE = re.compile(r"sensiti[sz]|\b(?:restor|revers|overc[oa]m|rescu)|(?<!in)sensitiv|\brespond", re.IGNORECASE)
_RESISTANT = re.compile(r"resist|\bfail|refractory|insensitiv", re.IGNORECASE)
_BARE_UP = re.compile(r"\b(?:promot|confer|driv|worsen)(?:e|es|s|ing|ers?|ring|red)?\b", re.IGNORECASE)
_RAISING = re.compile(
    r"\b(?:increas|enhanc|rais|boost|promot|induc|improv)\w*\W+(?:\S+\W+){0,3}\S*resist", re.IGNORECASE
)

_DIRECTING = re.compile(
    rf"\b(?:{_UP}|{_DOWN}|(?:re-?|chemo-?)?sensiti[sz]\w*|(?:chemo|radio)?(?:resist\w*|sensitiv\w*)|fail\w*"
    r"|promoters?|restorers?|respond\w*|drug)\b",
    re.IGNORECASE,
)

_BETWEEN = r"(?P<between>(?: (?!to\b|in\b|and\b|that\b)\S+){0,4}?)"
_RESISTANCE = r" (?P<noun>(?:chemo|radio)?resistance)\b"
_SENSITIVITY = r" (?P<noun>(?:chemo|radio)?(?:sensitivity|resistance|response))\b"
_KINDS_OF = re.compile(r" (?:acquired|intrinsic|primary|secondary|the|their|drug|more|greater|lost)\b", re.IGNORECASE)
_TO_SENSITIVITY = (
    (re.compile(rf"\b(?P<verb>{_UP}){_BETWEEN}{_RESISTANCE}", re.IGNORECASE), "restore"),
    (re.compile(rf"\b(?P<verb>{_UP}){_BETWEEN} (?P<noun>(?:failure))(?: of)?\b", re.IGNORECASE), "restore"),
    (
        re.compile(
            rf"\b(?P<link>(?:link|associat|relat|connect|tie|correlat|implicat|involv)\w* (?:to|with|in"
            rf"|for)){_BETWEEN}{_RESISTANCE}",
            re.IGNORECASE,
        ),
        "",
    ),
)
_TO_RESISTANCE = re.compile(rf"\b(?P<verb>{_DOWN}){_BETWEEN}{_SENSITIVITY}", re.IGNORECASE)
_LINK_TO_RESISTANCE = re.compile(rf"\brestoring{_BETWEEN} (?:chemo|radio)?sensitivity\b", re.IGNORECASE)
_MAKE_FAIL = re.compile(
    r"\b(?P<verb>make|makes|making|made) (?P<what>(?:(?!that\b|in\b)\S+ ){1,4}?)(?:fail|useless|ineffective"
    r"|less effective|stop working)\b",
    re.IGNORECASE,
)
_FAIL = re.compile(r"\b(?:fail(?P<s>s)?|stops? working)\b", re.IGNORECASE)
_SENSITISE = re.compile(
    r"\b(?:re-?|chemo-?)?sensiti[sz](?P<ending>e|es|ed|ing)(?P<what>(?: (?!to\b)\S+){1,4}?) to\b", re.IGNORECASE
)
_SENSITISE_BARE = re.compile(r"\b(?:re-?|chemo-?)?sensiti[sz](?P<ending>e|es|ed|ing)\b", re.IGNORECASE)


def direction(text: str, bare: bool = False) -> Direction | None:
    """What a text speaks of; with ``bare``, words such as "promote" count on their own."""
    if _LOSS.search(text):
        return "resistance"
    if _SENSITIVE.search(text):
        return "sensitivity"
    if _GAIN.search(text) and not _RAISING.search(text):
        return "sensitivity"
    if _RESISTANT.search(text) or (bare and _BARE_UP.search(text)):
        return "resistance"
    return None


def without(text: str) -> str:
    """A text without the words that give a direction, as far as they say nothing else."""
    return _DIRECTING.sub(" ", text)


def turned(text: str, to: Direction) -> str | None:
    """The same question of the other direction; None where it has no direction to turn."""
    found = direction(text)
    if found == to:
        return text
    if found is None:
        return None
    return _to_sensitivity(text) if to == "sensitivity" else _to_resistance(text)


def _to_sensitivity(text: str) -> str:
    for pattern, verb in _TO_SENSITIVITY:
        if match := pattern.search(text):
            between = _KINDS_OF.sub("", match["between"])
            head = _inflected(verb, match["verb"]) if verb else f"{match['link']} restoring"
            noun = "sensitivity to" if match["noun"].lower() == "failure" else _swapped(match["noun"])
            return f"{text[: match.start()]}{head}{between} {noun}{text[match.end() :]}"
    if match := _MAKE_FAIL.search(text):
        verb = _inflected("restore", match["verb"])
        return f"{text[: match.start()]}{verb} sensitivity to {match['what'].strip()}{text[match.end() :]}"
    text = _FAIL.sub(lambda match: "works" if match["s"] else "work", text)
    text = re.sub(r"\bresist(s|ed)?\b", lambda match: f"respond{match[1] or ''} to", text)
    return re.sub(r"(?i)resistan(ce|t)", lambda match: "sensitivity" if match[1] == "ce" else "sensitive", text)


def _to_resistance(text: str) -> str:
    if match := _LINK_TO_RESISTANCE.search(text):
        return f"{text[: match.start()]}{match['between'].strip()} resistance{text[match.end() :]}"
    if match := _TO_RESISTANCE.search(text):
        verb = _inflected("promote", match["verb"])
        between = _KINDS_OF.sub("", match["between"])
        return f"{text[: match.start()]}{verb}{between} {_swapped(match['noun'], True)}{text[match.end() :]}"
    if match := _SENSITISE.search(text):
        verb = {"es": "makes", "ed": "made", "ing": "making"}.get(match["ending"].lower(), "make")
        return f"{text[: match.start()]}{verb}{match['what']} resistant to{text[match.end() :]}"
    text = _SENSITISE_BARE.sub("promote resistance in", text)
    text = re.sub(r"(?i)(?<!in)sensitiv(ity|e)\b", lambda m: "resistance" if m[1] == "ity" else "resistant", text)
    return re.sub(r"\brespon(?:se|d) to\b", "resistance to", text)


def _swapped(noun: str, to_resistance: bool = False) -> str:
    prefix = re.match(r"(?:chemo|radio)?", noun, re.IGNORECASE)
    return f"{prefix.group() if prefix else ''}{'resistance' if to_resistance else 'sensitivity'}"


def _inflected(verb: str, like: str) -> str:
    """A verb in the form that another has: restore, restores, restored, restoring."""
    first = like.split()[0].lower()
    if first.endswith("ing"):
        return f"{verb[:-1]}ing"
    if first.endswith("ed") or first in ("made", "led", "drove", "overcame", "driven"):
        return f"{verb}d"
    return f"{verb}s" if first.endswith("s") else verb


def completed(predicate: str, towards: Direction) -> str:
    """A verb without its object made whole: "promote" is "promote resistance"."""
    if re.search(r"resist|sensiti[sz]|sensitiv|respon[ds]|\bfail", predicate, re.IGNORECASE):
        return predicate
    if towards == "sensitivity" and re.search(r"\brestor", predicate, re.IGNORECASE):
        return re.sub(r"(?i)\b(restor\w*)", r"\1 sensitivity", predicate, count=1)
    return re.sub(rf"(?i)\b({_UP}|{_DOWN})", r"\1 resistance", predicate, count=1)
