"""A checked claim as a piece of a page: its text marked by verdict, and the evidence. Every value is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from assistant.model import ClaimedFinding, ClaimVerdict, JudgedSentence, Stance, Stands, Verdict
from ui.render.citation_html import Contexts, citation_html
from ui.render.labels import SIGN, STANCES, VERDICT

_RESULT = '<section class="claim" aria-label="Verdict">{}</section>'
UNCHECKED = _RESULT.format(
    '<p class="hint">Each sentence is held against the corpus. The verdict comes with the exact words that speak for '
    "it and against it, and with what is only near to it.</p>"
)
_MEANING: dict[ClaimVerdict | None, str] = {
    "supported": "the corpus says it",
    "contradicted": "the corpus says the opposite",
    "mixed": "some for it, some against it",
    "not_found": "neither it nor its opposite is there",
    None: "states nothing checkable",
}
_NOTHING: dict[Stands, str] = {
    "supports": "<p>Nothing in the corpus supports it.</p>",
    "contradicts": "<p>Nothing in the corpus contradicts it.</p>",
}


def note_html(text: str) -> str:
    """What is said in place of a verdict: what is being waited for, or why there is none."""
    return _RESULT.format(f'<p class="note">{escape(text)}</p>')


def claim_html(verdict: Verdict, contexts: Contexts) -> str:
    """The verdict, the text with each sentence marked, and the evidence sentence by sentence."""
    alone = len(verdict.sentences) == 1
    parts = [
        f'<h2>Verdict</h2><p class="overall">{_badge(verdict.verdict)} {escape(verdict.message)}</p>',
        _text(verdict),
        _LEGEND,
    ]
    for number, sentence in enumerate(verdict.sentences):
        evidence = [item for item in verdict.evidence if item.sentence == number]
        parts.append(_judged(number, sentence, evidence, contexts, alone=alone))
    return _RESULT.format("".join(parts))


def _text(verdict: Verdict) -> str:
    """The claim as it was pasted, what lies between its sentences too."""
    parts: list[str] = []
    reached = 0
    for number, sentence in enumerate(verdict.sentences):
        parts += escape(verdict.claim[reached : sentence.start]), _said(number, sentence)
        reached = sentence.end
    parts.append(escape(verdict.claim[reached:]))
    return f'<div class="text">{"".join(parts)}</div>'


def _said(number: int, sentence: JudgedSentence) -> str:
    kind = sentence.verdict
    word = f"Sentence {number + 1}: {VERDICT[kind].lower()}"
    link = f'<a class="sign" href="#{_name(number)}" title="{word}" aria-label="{word}">{SIGN[kind]} {number + 1}</a>'
    return f'<span class="said {_class(kind)}">{link}&nbsp;{escape(sentence.text)}</span>'


def _judged(
    number: int, sentence: JudgedSentence, evidence: Sequence[Stance], contexts: Contexts, *, alone: bool
) -> str:
    heading = (
        f"<h3>{_badge(sentence.verdict)} {number + 1}. {escape(sentence.text)}</h3>"
        f'<p class="message">{escape(sentence.message)}</p>'
    )
    parts = ['<h3 class="unseen">Evidence</h3>' if alone else heading]
    if len(sentence.findings) > 1:
        shown = {item.citation.number for item in evidence}
        findings = "".join(_finding(number, finding, shown) for finding in sentence.findings)
        parts.append(f'<h4>The findings that it states</h4><ul class="findings">{findings}</ul>')
    parts += _sides(number, evidence, contexts, alone=alone)
    return f'<article class="judged" id="{_name(number)}" tabindex="-1">{"".join(parts)}</article>'


def _finding(number: int, finding: ClaimedFinding, shown: Iterable[int]) -> str:
    """One of several findings; evidence that is left out below for want of room is counted."""
    links = [f'<a href="#{_name(number, n)}">[{n}]</a>' for n in finding.evidence if n in shown]
    hidden = len(finding.evidence) - len(links)
    more = f" and {hidden} more" if hidden else ""
    lacks = f' <span class="lacks">Nearest evidence: {escape(finding.lacks)}.</span>' if finding.lacks else ""
    names = escape(", ".join(finding.names) or finding.text)
    return f"<li>{_badge(finding.verdict)} <span>{names} {' '.join(links)}{more}{lacks}</span></li>"


def _sides(number: int, evidence: Sequence[Stance], contexts: Contexts, *, alone: bool) -> Iterable[str]:
    """For and against beside each other, where either has something; what is only related below.

    That is folded, unless it is all that there is.
    """
    by = {stands: [item for item in evidence if item.stance == stands] for stands in STANCES}

    def pieces(stands: Stands) -> str:
        shown = "".join(
            citation_html(_name(number, item.citation.number), item.citation, contexts(item.citation), _why(item))
            for item in by[stands]
        )
        return f'<div class="pieces">{shown}</div>' if shown else ""

    decided = by["supports"] or by["contradicts"]
    if decided:
        columns = (
            f'<section class="side {stands}{"" if by[stands] else " empty"}">'
            f"<h4>{STANCES[stands]} ({len(by[stands])})</h4>{pieces(stands) or nothing}</section>"
            for stands, nothing in _NOTHING.items()
        )
        yield f'<div class="sides">{"".join(columns)}</div>'
    if near := by["related"]:
        title = f"{STANCES['related']} ({len(near)})"
        yield (f'<details class="related"><summary>{title}</summary>{pieces("related")}</details>')


def _why(item: Stance) -> str:
    return f"{item.why[:1].upper()}{item.why[1:]}."


def _badge(kind: ClaimVerdict | None) -> str:
    return f'<span class="badge {_class(kind)}"><span aria-hidden="true">{SIGN[kind]}</span> {_word(kind)}</span>'


def _word(kind: ClaimVerdict | None) -> str:
    return VERDICT[kind].capitalize()


def _class(kind: ClaimVerdict | None) -> str:
    return kind or "unchecked"


def _name(number: int, citation: int | None = None) -> str:
    """The id of a sentence, counted from 0, or of a citation under it."""
    return f"claim-{number + 1}" if citation is None else f"claim-{number + 1}-{citation}"


_LEGEND = (
    '<ul class="legend" aria-label="What the marks mean">'
    + "".join(f"<li>{_badge(kind)} {meaning}</li>" for kind, meaning in _MEANING.items())
    + "</ul>"
)
