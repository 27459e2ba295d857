"""What directions are about: resistance with its two signs, and the nouns of cell biology."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.support import lexicon as lex
from assistant.support.tokens import Token
from corpus.words import STOPWORDS

RESISTANCE = "resistance"
"""The key of resistance to treatment; sensitivity is its lowering."""

_KIND = r"(?:chemo|radio|drug|multidrug|immuno|cross)?"
_RESISTANCE = re.compile(
    rf"{_KIND}-?(?:resistan\w*|resist\w*|protect\w*|refractor\w*|toleran\w*|insensitiv\w*|tolerat\w*|unresponsiv\w*|ic50)\Z"
)
_SENSITIVE = re.compile(
    rf"{_KIND}(?:re|de)?-?(?:sensiti\w*|susceptib\w*|vulnerab\w*|responsiv\w*|effective|response|responses|respond\w*|efficacy|killing)\Z"
)
_VERB = re.compile(
    r"(?:re|chemo|radio|de)*(?:sensiti[sz](?:e|es|ed|ing)|resist(?:s|ed|ing)?|respond\w*|tolerat(?:e|es|ed|ing))\Z"
)
_ADJECTIVE = re.compile(
    rf"{_KIND}(?:in|un)?(?:resistant|refractory|tolerant|sensitive|susceptible|vulnerable|responsive|effective)\Z"
)
_HOLDERS = frozenset(
    "cell cells line lines tumour tumours tumor tumors patient patients case cases clone clones subline"
    " sublines disease model models subpopulation subpopulations cancer cancers variant ones one neighbours"
    " neighbors from and or".split()
)
_MAKING = frozenset(
    "make makes made making render renders rendered rendering become becomes became becoming more less stay"
    " stayed remain remained turn turned turns keep kept permanently highly again fully was were is are as and"
    " or both be been increasingly equally markedly much".split()
)
_NOT_OF_DRUGS = frozenset(("damage", "immune", "stress", "inflammatory", "antitumour", "pathological", "complete"))


def resistance_sign(tokens: Sequence[Token], place: int) -> tuple[int, bool]:
    """1 for resistance, -1 for sensitivity, 0 for other words; and whether it is said of something as a predicate.

    "made the cells resistant", "sensitised" and "resist" are predicates; "cisplatin-resistant cells" only
    says which cells, and is 0.
    """
    token = tokens[place]
    word = token.text.lower()
    if token.kind not in ("word", "code") or not (_RESISTANCE.match(word) or _SENSITIVE.match(word)):
        return _induced_death(tokens, place), False
    if word.startswith("protect"):
        return (1, not word.startswith("protecti")) if _protects(tokens, place) else (0, False)
    sign = 1 if _RESISTANCE.match(word) or word.startswith("desensiti") else -1
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before and before.text in _NOT_OF_DRUGS:
        return 0, False
    if _ADJECTIVE.match(word):
        if token.joined and not (after is None or after.kind == "sign" or after.text in ("in", "and", "by")):
            return 0, False
        if after and (after.kind in ("name", "code") or after.text in _HOLDERS - {"and", "or", "from"}):
            return 0, False
        if _holder_follows(tokens, place) or (before and before.text == "from") or (after and after.text == "from"):
            return 0, False
        making = before is not None and (before.text in _MAKING or _is_made(tokens, place))
        return (sign, True) if making else (0, False)
    if word.startswith("responder"):
        return 0, False
    predicate = bool(_VERB.match(word))
    return sign, predicate


def is_of_resistance(word: str) -> bool:
    """Whether a word of lower case letters is one of resistance or sensitivity."""
    return bool(_RESISTANCE.match(word) or _SENSITIVE.match(word))


def _holder_follows(tokens: Sequence[Token], place: int) -> bool:
    """Whether cells or the like follow, perhaps after one more word: "sensitive colorectal cells"."""
    for token in tokens[place + 1 : place + 4]:
        if token.kind != "word" or token.text in lex.PREPOSITIONS or token.text in ("and", "or", "by", "again"):
            return False
        if token.text in _HOLDERS:
            return True
    return False


def _is_made(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word such as "made" or "became" stands before: "made the cells resistant"."""
    for token in reversed(tokens[max(place - 9, 0) : place]):
        if token.kind == "sign" and token.text != "/":
            return False
        if token.text in _MAKERS:
            return True
    return False


_MAKERS = frozenset(
    "make makes made making render renders rendered rendering turn turns turned keep keeps kept leave leaves"
    " left become becomes became".split()
)


def _protects(tokens: Sequence[Token], place: int) -> bool:
    """Whether cells are protected, or protected from something: a protein is kept, not made resistant."""
    if tokens[place].joined and place and tokens[place - 1].named("drug"):
        return True
    return any(token.text in ("against", "from", "cells", "cell") for token in tokens[place + 1 : place + 8])


def _induced_death(tokens: Sequence[Token], place: int) -> int:
    """-1 for "cisplatin-induced apoptosis" and its like, which says sensitivity."""
    token = tokens[place]
    if token.stem not in _DEATH or place < 2:
        return 0
    before, drug = tokens[place - 1], tokens[place - 2]
    return -1 if before.joined and before.text == "induced" and drug.named("drug") else 0


_DEATH = frozenset(lex.stem(word) for word in "apoptosis death killing cytotoxicity".split())

_SAME = (
    "growth grow proliferation proliferate viability viable",
    "death apoptosis apoptotic die dying",
    "migration migrate motility",
    "invasion invasive invade",
    "metastasis metastatic metastases",
    "stemness stem stem-like",
    "survival survive outlive",
    "prognosis outcome",
    "release secretion secrete shedding shed export exocytosis",
    "uptake internalisation",
    "autophagy autophagic",
    "glycolysis glycolytic",
    "pack packing package loading load sort sorting",
    "emt mesenchymal",
    "ferroptosis ferroptotic",
    "pyroptosis pyroptotic",
    "phosphorylation phosphorylate",
    "protection protect protective",
    "effect effects benefit benefits opposite",
)
_CANON = {lex.stem(word): lex.stem(group.split()[0]) for group in _SAME for word in group.split()}
GENERIC = frozenset(
    "cell cells tumour tumours tumor tumors xenograft xenografts patient patients exosome exosomes vesicle"
    " vesicles line lines mouse mice fibroblasts macrophages role drug drugs".split()
)
"""Nouns that fill the place of an object and are none that effects are told of."""
MEASURES = frozenset(_CANON.values())
"""Keys of what is measured, so that their turning is a contradiction."""
_NO_CODE = frozenset(
    "microrna micrornas circrna lncrna sirna shrna mirna mirnas mrna rnas circrnas lncrnas evs qrt-pcr m1 m2"
    " cd4 cd8 e3".split()
)
_SURVIVAL = frozenset(("pfs", "os", "dfs", "efs"))
_NO_OBJECT = frozenset(
    lex.stem(word)
    for word in (
        "cell tumour tumor cancer patient mouse mice line culture exosome exosomal vesicle vesicular ev"
        " recipient donor result study abstract title review paper author data finding figure table marker"
        " time treatment drug chemotherapy therapy agent human animal vitro vivo serum plasma blood body"
        " xenograft several other certain single main total part way role kind type case group series cohort"
        " both them these those there alone one ability factor disease least most full partly course use used"
        " using given step number process function pattern known mirna microrna mirnas rna back place put"
        " bring brought far even also thus still seen saw found observed noted reported suggested proposed"
        " shown shows see find may might combine combined seem seems work worked works often whereupon follow"
        " predict enter track link mark associate get got receive received remain remained leave left more"
        " less well much many"
    ).split()
)


@lru_cache(maxsize=20_000)
def _key(stem: str, word: str) -> str:
    if (
        len(word) < 3
        or (_RESISTANCE.match(word) and not word.startswith("protect"))
        or _SENSITIVE.match(word)
        or word in STOPWORDS
        or stem in _NO_OBJECT
        or stem in lex.LEVEL
        or word.endswith("ly")
    ):
        return ""
    return _CANON.get(stem, stem)


def stem_key(word: str) -> str:
    """The key of a noun."""
    return _CANON.get(lex.stem(word), lex.stem(word))


def _named_key(token: Token) -> str:
    """Of a mechanism: how the vocabulary calls it, or the noun of the group that it belongs to."""
    held = token.named("mechanism")
    return _MECHANISMS.get(held[0][1], held[0][1]) if held else ""


_MECHANISMS = {
    "apoptosis": stem_key("death"),
    "cancer stem cells": stem_key("stemness"),
    "epithelial-mesenchymal transition": stem_key("emt"),
    "autophagy": stem_key("autophagy"),
}


def key_of(token: Token) -> str:
    """Under which key a noun or name is an object; empty for what is none."""
    if token.kind == "code" and token.stem in _SURVIVAL:
        return stem_key("survival")
    if token.kind == "code":
        return (
            ""
            if token.stem in _NO_CODE or not (any(map(str.isdigit, token.stem)) or len(token.stem) > 3)
            else token.stem
        )
    if token.kind == "name":
        if held := token.named("mirna", "gene"):
            return held[0][1]
        return _named_key(token)
    return _key(token.stem, token.text) if token.kind == "word" else ""
