"""Words that point back to what was said before, as patterns."""

import re

from assistant.dialogue.words import NOUNS, VESICLES
from corpus.model import NameKind

_BEFORE_THAT = (
    r"(?:(?<=^)|(?<=\bis )|(?<=\bdoes )|(?<=\bcan )|(?<=\bin )|(?<=\bof )|(?<=\bto )|(?<=\bfor )|(?<=\bwith )"
    r"|(?<=\bby )|(?<=\bon )"
    r"|(?<=\bagainst )|(?<=\bfrom )|(?<=\babout )|(?<=\bunder )|(?<=\baffect )|(?<=\btarget )|(?<=\bthrough ))that"
)
_NOT_BEFORE = (
    r"(?![\w-])"
    r"(?! (?:resistance|sensitivity|efflux|suppressors?|microenvironment|models?|response|metabolism|delivery|types?))"
)
_DETERMINED: tuple[tuple[NameKind, re.Pattern[str]], ...] = tuple(
    (
        kind,
        re.compile(
            rf"\b(?:(?:this|{_BEFORE_THAT})(?! targets?\b)|these|those|the same|such|said) (?:same "
            rf"|particular )?(?P<noun>{noun}){_NOT_BEFORE}",
            re.IGNORECASE,
        ),
    )
    for kind, noun in NOUNS.items()
)
_DEFINITE_KINDS: tuple[NameKind, ...] = ("mirna", "drug", "cancer")
_DEFINITE: tuple[tuple[NameKind, re.Pattern[str]], ...] = tuple(
    (
        kind,
        re.compile(
            rf"\bthe (?P<noun>{NOUNS[kind]})(?= (?:also|too|is|are|was|itself|works?|fails?|responds?|resists?"
            rf"|does|do|acts?|be"
            r"|become|becomes|known|found|affects?|targets?|still)\b|$)",
            re.IGNORECASE,
        ),
    )
    for kind in _DEFINITE_KINDS
)
DETERMINED_VESICLES = re.compile(rf"\b(?:these|those|such|the same|this) {VESICLES}\b", re.IGNORECASE)
DETERMINED_RESISTANCE = re.compile(
    r"\b(?:this|that|such|the same) (?:drug )?(?:resistance|sensitivity|chemoresistance)\b", re.IGNORECASE
)
PATIENTS = re.compile(r"\b(?:these|those|such) patients\b", re.IGNORECASE)
OF_RESISTANCE = re.compile(
    r"\bit (?:ever |still )?(?:be )?(?:reversible|reversed|overcome|prevented|permanent|acquired)\b"
    r"|\b(?:linked|related|associated|connected|tied|involved|contribut\w+|role|implicated) (?:to|with|in) it\b"
    r"|\b(?:cause|drive|confer|promote|reverse|overcome|mediate|induce|prevent)s? it\b",
    re.IGNORECASE,
)
STATEMENT = re.compile(
    r"\b(?:this|that|these|those)(?: same)? (?P<noun>effects?|findings?|results?|roles?|stud(?:y|ies)"
    r"|interactions?|relationships?"
    r"|associations?|links?|claims?|evidence|pathways?|mechanisms?|observations?|conclusions?|topic|data|axis"
    r"|phenomenon)\b",
    re.IGNORECASE,
)
OF = {
    "evidence": "for",
    "study": "on",
    "studies": "on",
    "claim": "about",
    "claims": "about",
    "data": "on",
    "topic": "of",
}
CLAUSE = re.compile(
    r"(?:(?P<before>\b(?:is|was|does|did|has|can|could|of|about|for|behind|on|with|to|by|reported|showed|shown"
    r"|found|discovered"
    r"|explain|explains|confirm|confirmed|confirms|support|supports|published|know|say|says|said|prove|proved"
    r"|proven|measured"
    r"|tested|replicated|see|describe|described|studied|why|how|causes?|mediates?)) )"
    r"(?P<pronoun>this|that|(?:(?<=why )|(?<=explain ))it)"
    r"(?= (?:been|be|shown|seen|found|known|reported|tested|in|done|published|confirmed|demonstrated|true"
    r"|happen|happens"
    r"|occur|occurs|measured|so|replicated|proven|studied|observed|established|first|also|ever|hold|work|mean"
    r"|with|by)\b|$)",
    re.IGNORECASE,
)
EMPTY_IT = re.compile(
    r"\bit (?:(?:is|was|has been|be) )?(?:true|known|possible|likely|clear|correct|certain|established"
    r"|important|worth|safe"
    r"|useful|necessary|take|takes|seems?|proven|shown) (?:that|whether|if|to|how|why|which|what)\b|\bit (?:is"
    r"|was) \w+ that\b",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(
    r"\b(?P<whose>its|their)(?: own)? (?P<what>(?:(?:main|direct|downstream|known|target|donor) )?[\w-]+)",
    re.IGNORECASE,
)
ONE = re.compile(r"\bit\b", re.IGNORECASE)
MANY = re.compile(
    r"\b(?:they|them|both(?= (?:of them )?[a-z]+)|(?:these|those)"
    r"(?= (?:also|all|both|act|work|target|affect|been|be|come|from|in|too|do|have|have|cause|promote|restore"
    r"|linked|known)\b|$))\b",
    re.IGNORECASE,
)
THERE = re.compile(r"(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere) there$", re.IGNORECASE)
OF_DRUG = re.compile(
    r"\b(?:take|prescribe|give|given|administer|dose|stop|start|side effects? of|metaboli[sz]e|dosage of|approved)\b",
    re.IGNORECASE,
)
OF_CANCER = re.compile(
    r"\bit (?:best |usually |normally )?(?:be )?(?:treated|diagnosed|cured)\b|\bpatients with it\b|\b(?:treat"
    r"|cure|diagnose) it\b",
    re.IGNORECASE,
)
AGAINST = re.compile(r"\b(?:compare[ds]?|differ(?:s|ent)?|versus|vs|than|similar|like)\b", re.IGNORECASE)
AUXILIARY = re.compile(r"\b(?P<aux>do|does|are|is|have|has|were|was) $", re.IGNORECASE)


POINTING: tuple[tuple[NameKind, re.Pattern[str], bool], ...] = (
    *((kind, pattern, False) for kind, pattern in _DETERMINED),
    *((kind, pattern, True) for kind, pattern in _DEFINITE),
)
"""Nouns that point back, by kind; those with no more than "the" in front come last and are marked."""

_BOUNDARY = re.compile(
    r"[.;?!:,] |\b(?:and|but|or) (?:what|how|which|does|is|why|where|when|do|are)\b|\b(?:because|when|if|while)\b"
)
_OWN_ONE = re.compile(r"\ban? (?:exosome|vesicle|cell|tumou?r|cancer|drug|miRNA|microRNA|gene)\b", re.IGNORECASE)
_OWN_MANY = re.compile(
    r"\b(?<!these )(?<!those )(?<!the )(?:cells|exosomes|vesicles|patients|tumou?rs|cancers"
    r"|miRNAs|microRNAs|drugs|genes|people|authors)\b",
    re.IGNORECASE,
)


def points_inside(before: str, many: bool) -> bool:
    """Whether a pronoun behind this text stands for something in it; names are blotted out in it."""
    if (_OWN_MANY if many else _OWN_ONE).search(before):
        return True
    name = before.rfind("\ue000")
    return name >= 0 and bool(_BOUNDARY.search(before, name))


def asked_kinds(text: str) -> frozenset[NameKind]:
    """The kinds of name that a question wants to know: those carry nothing over."""
    return frozenset(
        kind
        for kind, noun in NOUNS.items()
        if re.search(
            rf"\b(?:which|what|other|any|more|how many|list|many|all|another"
            rf"|further)(?: [\w-]+){{0,2}}? {noun}(?![\w-])",
            text,
            re.IGNORECASE,
        )
    )
