"""Whether the words of a statement are those of its evidence, by stem or by a general synonym."""

from collections.abc import Iterable, Sequence

from assistant.support import lexicon as lex
from assistant.support.objects import is_of_resistance
from assistant.support.tokens import Token
from corpus.words import STOPWORDS

_GROUPS = (
    "exosome exosomal vesicle vesicular ev evs microvesicle exosome-derived",
    (
        "deliver transfer pass carry hand convey shuttle bring brought transmit transport ship send sent move export"
        " give supply receive import provide take taken uptake travel reach contain hold held rich load exchange"
        " conduct enter"
    ),
    "release secrete shed export excrete discharge emit secretion",
    "patient people person individual",
    "tumour tumor cancer neoplasm malignancy malignant carcinoma cell",
    "drug chemotherapy chemotherapeutic agent therapy treatment treat medicine chemoresistance",
    "survival survive outlive outlast viability viable",
    "mouse mice animal murine xenograft vivo",
    "serum blood circulate circulating",
    "plasma blood circulate circulating",
    "level amount abundance expression express quantity concentration content",
    "bind sponge soak mop tie capture bound",
    "death apoptosis apoptotic die kill killing",
    "grow growth proliferate proliferation viability",
    "migrate migration motility",
    "invade invasion invasive",
    "metastasis metastatic metastasise",
    "respond response responder responsive",
    "marker biomarker predictor predict forecast indicate prognostic",
    "associate predict link correlate relate connect tie go went accompany track",
    "pack package load sort",
    "target act hit",
    "axis pathway signalling cascade",
    "combine combination together add",
    "neighbour recipient bystander nearby adjacent",
    "parental parent sensitive naive",
    "distinguish separate tell told discriminate differ difference different",
    "fibroblast caf",
    "need require required necessary essential depend",
    "stem stemness stem-like",
    "derive derived origin source donor from",
    "involve part role participate",
    "size diameter nm",
    "observe see found find measure record rate",
    "propose suggest put forward offer consider",
    "confirm verify check validate",
)
_GROUP: dict[str, set[int]] = {}
for _number, _words in enumerate(_GROUPS):
    for _word in _words.split():
        _GROUP.setdefault(lex.stem(_word), set()).add(_number)

_FREE = frozenset(
    lex.stem(word)
    for word in (
        "study report show find result appear suggest demonstrate evidence according data indicate effect role"
        " way mean cause thus thereby also such given use used using line cell able ability enough include"
        " including like among respectively both within between observe case often again even fully full about"
        " around far once where become became remain stay make made render keep turn well alone direct"
        " directly presence benefit help several many various same different part known novel new act action"
        " back via associate link correlate go goes went along follow get got work occur occurs exist level"
        " amount see seen note may might come combine seem up down off mark towards serve effectively"
        " subsequently"
    ).split()
)
_ROOT = 5
"""Letters of a stem that make two words alike."""
_POLAR = lex.RAISE | lex.LOWER | lex.TARGET | lex.SPREAD | lex.POSSIBLE


def uncovered(statement: Sequence[Token], evidence: Iterable[Sequence[Token]]) -> tuple[list[str], int]:
    """The content words of a statement that the evidence has no word for, and how many content words there are."""
    tokens = [token for text in evidence for token in text]
    held = {token.stem for token in tokens} | {lex.stem(token.stem) for token in tokens if token.kind == "code"}
    words = {token.text for token in tokens if token.kind == "word"}
    groups = {number for stem in held for number in _GROUP.get(stem, ())}
    missing: list[str] = []
    count = 0
    for token in statement:
        if token.kind in ("sign", "number") or token.names:
            continue
        if token.text in STOPWORDS or token.text in lex.BREAKS or token.text in lex.PREPOSITIONS or len(token.text) < 2:
            continue
        count += 1
        stem = lex.stem(token.stem) if token.kind == "code" else token.stem
        if stem in held or stem in _FREE or stem in _POLAR or token.text in lex.NEGATION or token.text.endswith("ly"):
            continue
        if is_of_resistance(token.text) and any(is_of_resistance(word) for word in words):
            continue
        if not _GROUP.get(stem, set()).isdisjoint(groups) or _shares_root(stem, held):
            continue
        missing.append(token.text)
    return missing, count


def _shares_root(stem: str, held: Iterable[str]) -> bool:
    """Whether the evidence has a word that begins alike, or one that ends the word, as in chemosensitivity."""
    if len(stem) < _ROOT:
        return False
    return any(
        other[:_ROOT] == stem[:_ROOT] or (len(other) > _ROOT and stem.endswith(other)) or other.endswith(stem)
        for other in held
    )
