"""What a claim adds to a finding that evidence must have too: a mechanism, a group of patients, a denial."""

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.claims.stated import Stated
from corpus.words import stem_set, stems

_GROUPS = stem_set(
    "male female boys girls smoker smokers smoked nonsmoker nonsmokers elderly older young younger"
    " children child paediatric pediatric adolescent adolescents adult adults pregnant pregnancy postmenopausal"
    " premenopausal obese obesity diabetic diabetes hepatitis hbv hcv cirrhosis cirrhotic asian caucasian"
    " african chinese japanese korean european american hispanic immunocompetent immunodeficient athymic"
    " aged vaccinated alcohol drinkers carriers homozygous heterozygous"
)
"""Stems that narrow a claim to some patients or animals."""
_WIDE = frozenset(("signalling", "other"))
"""Mechanisms so wide that most evidence speaks of them in other words."""
_SEXES = stem_set("men man women woman")
_OF_ONE_SEX = ("breast", "ovarian", "cervical", "endometrial", "prostate", "testicular", "uterine")
_DENYING = re.compile(
    r"\b(?:not?|nor|never|without|hardly|few|little|less|lack\w*|fail\w*|miss\w*|absent|absence|limit\w*|poor\w*|below|retract\w*"
    r"|untested|unclear|unknown|neither|none|only|minor\w*|fewer|incomplete\w*|contaminat\w*|remain\w*)\b|n['\u2019]t\b",
    re.IGNORECASE,
)


def strangers(claim: Stated, sentences: Sequence[str], mechanisms: Collection[str] = ()) -> list[str]:
    """The mechanisms and groups of patients that a claim names and the evidence does not."""
    return [*_mechanisms(claim, sentences, mechanisms), *_groups(claim, sentences)]


def denies(sentence: str) -> bool:
    """Whether a sentence has a word of denial or of want."""
    return _DENYING.search(sentence) is not None


def _mechanisms(claim: Stated, sentences: Sequence[str], held: Collection[str]) -> Iterator[str]:
    wanted = [mention for mention in claim.asked.mentions if mention.kind == "mechanism" and mention.name not in _WIDE]
    if not wanted:
        return
    known = {*held, *(m.name for m in claim.names.find(" ".join(sentences)) if m.kind == "mechanism")}
    for mention in wanted:
        if not any(claim.names.means("mechanism", mention.name, other) for other in known):
            yield claim.text[mention.start : mention.end]


def _groups(claim: Stated, sentences: Sequence[str]) -> Iterator[str]:
    asked = (
        _GROUPS if any(organ in name.name for name in claim.asked.names for organ in _OF_ONE_SEX) else _GROUPS | _SEXES
    )
    wanted = asked.intersection(stems(claim.text))
    if wanted:
        yield from sorted(wanted.difference(stems(" ".join(sentences))))
