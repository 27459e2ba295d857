"""Words of a question that are no names and yet narrow a list: hypoxic, engineered, caveolin."""

from assistant.asking import Asking
from assistant.direction import is_of_effect
from assistant.findings import Finding
from corpus.wording import Part
from corpus.words import stem_set, stems

_FIELDS: tuple[Part, ...] = ("donor", "recipient", "model", "level", "pathway", "finding")
"""Sentences that say in what a finding was made; a note's verbs would narrow by chance."""

_GENERAL = stem_set(
    "exosome exosomal vesicle vesicular extracellular ev evs sev sevs mirna mirnas micrornas microrna mir rna rnas"
    " noncoding cell cells cellular line lines tumor tumors tumour cancer cancers carcinoma malignant malignancy"
    " oncology disease drug drugs chemotherapy chemotherapeutic therapy therapies treatment treatments treated"
    " anticancer agent resistance resistant resist sensitive sensitivity response patient patients human people"
    " clinical serum plasma blood circulating derived secreted released shed carried carrying carry deliver"
    " delivered delivery transfer transferred transport cargo content contain containing inside packaged loaded via"
    " through donor recipient target targets gene genes protein biomarker marker markers predict predictive level"
    " levels high low higher lower expression expressed upregulated effect associated association linked link known"
    " reported described published overview table full complete every all entire corpus database collection record"
    " records finding findings paper papers evidence others other else new acquired intrinsic multidrug"
    " chemoresistance chemosensitivity cause partly mainly common single several different mechanism pathway"
    " signalling axis act action function regulate regulated mediated mediate show shown"
)


def narrowed(asking: Asking, found: list[Finding]) -> list[Finding]:
    """Those whose fields hold the words that are left of the question, where any does; else all."""
    for term in asking.terms.weights:
        words = term.split()
        if term in asking.tokens or any(word in _GENERAL or is_of_effect(word) for word in words):
            continue
        holding = [finding for finding in found if _holds(finding, term)]
        found = holding or found
    return found


def _holds(finding: Finding, term: str) -> bool:
    return any(term in f" {' '.join(stems(finding.places[part].text))} " for part in _FIELDS if part in finding.places)
