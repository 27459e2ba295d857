"""Answers, evidence and sources as plain text for a terminal, without the control characters that it would obey."""

import textwrap
from collections.abc import Iterator

from assistant.model import Answer, Citation, ClaimedFinding, Stance, Statement, Verdict
from corpus.model import Record, Source
from corpus.storable import printable
from index.build import Built
from index.search import Found, Hit
from index.store.holdings import Holding
from ui.render.labels import (
    CHECKED,
    STANCES,
    STATUS,
    VERDICT,
    evidence_label,
    kind_label,
    marks,
    reference,
    section_and_page,
    status_line,
    wording_line,
)

WIDTH = 100


def answer_text(answer: Answer) -> str:
    """What is said first, statements under their groups with their numbers, then what each number cites."""
    lines: list[str] = []
    if answer.understood != answer.question:
        lines.append(_wrapped(f"Understood as: {answer.understood}"))
    if answer.message:
        lines.append(_wrapped(answer.message))
    group = None
    for statement in answer.statements:
        if statement.group != group:
            group = statement.group
            lines.append(f"{group}:" if group else "")
        lines.append(_wrapped(_statement(answer, statement)).replace(_WHOLE, " "))
    if wording := wording_line(answer):
        lines.append(_wrapped(wording))
    if answer.citations:
        lines += ["Citations", *(_citation(c) for c in answer.citations)]
    return printable("\n\n".join(lines))


_WHOLE = "\ue000"
"""Stands for a blank at which no line ends."""


def _statement(answer: Answer, statement: Statement) -> str:
    caveat = f" ({statement.caveat})" if statement.caveat else ""
    marks = [_mark(answer.citations[number - 1]) for number in statement.citations]
    return f"{statement.text}{caveat} {' '.join([*marks, f'({CHECKED})'] if statement.checked else marks)}"


def verdict_text(verdict: Verdict) -> str:
    """The verdict on each sentence and each of its findings, then the evidence for and against, and what is related."""
    several = len(verdict.sentences) > 1
    lines = [_wrapped(f"{VERDICT[verdict.verdict]}: {verdict.message}")]
    for number, sentence in enumerate(verdict.sentences):
        if several:
            lines.append(_wrapped(f"{number + 1}. {sentence.text}"))
            lines.append(_wrapped(f"{VERDICT[sentence.verdict]}: {sentence.message}", "   "))
        if len(sentence.findings) > 1:
            lines += [_finding(finding) for finding in sentence.findings]
        for stance, title in STANCES.items():
            found = [item for item in verdict.evidence if (item.sentence, item.stance) == (number, stance)]
            lines += [title, *map(_stance, found)] if found else []
    return printable("\n\n".join(lines))


def _finding(finding: ClaimedFinding) -> str:
    numbers = "".join(f"[{number}]" for number in finding.evidence)
    lacks = f" ({finding.lacks})" if finding.lacks else ""
    return _wrapped(
        f"- {', '.join(finding.names)}: {VERDICT[finding.verdict].lower()}{lacks} {numbers}".rstrip(), "   "
    )


def _stance(item: Stance) -> str:
    return f"{_citation(item.citation)}\n{_wrapped(f'Why: {item.why}.', '    ')}"


def found_text(found: Found) -> str:
    """Hits with their scores, and whose words each is in."""
    hits = (_hit(number, hit) for number, hit in enumerate(found.hits, start=1))
    return printable("\n\n".join(hits)) or "No passage matches."


def source_text(source: Source) -> str:
    """A source with its text as it is stored."""
    return printable("\n".join([*_head(source), "", source.text]))


def source_line(source: Source) -> str:
    """A source in one line."""
    licence = f"  [{source.licence}]" if source.licence else ""
    return _line(f"{source.id:<12} {source.kind:<7} {reference(source)}{licence}{marks(source)}")


def holding_line(holding: Holding) -> str:
    """A source in one line, with the others of the same paper that it stands for."""
    others = f"  [also {', '.join(holding.joined)}]" if holding.joined else ""
    return source_line(holding.source) + _line(others)


def record_line(record: Record, source: Source) -> str:
    """A curated record in one line."""
    cells = (record.mirna, record.effect, ", ".join(record.drugs), record.cancer, ", ".join(record.targets))
    named = "; ".join(cell for cell in cells if cell)
    return _line(f"{record.id}  {named}  ({source.id}){marks(source, record.confidence)}")


def built_line(built: Built) -> str:
    """What bringing the index in line came to, in one line."""
    what = "The index is in line" if built.changed else "Nothing has changed"
    return f"{what}: {built.sources} sources, {built.passages} passages, {built.embedded} embedded now."


def _hit(number: int, hit: Hit) -> str:
    passage, source = hit.passage, hit.source
    lines = [_wrapped(f"{number}. {hit.score:.3f}  {reference(source)}"), *_notice(source, "   ")]
    lines.append(
        _wrapped(f"{evidence_label(source, passage.record, passage.basis)}; source {source.id}{_page(hit)}", "   ")
    )
    lines.append(_wrapped(passage.text, "   "))
    return "\n".join(lines)


def _page(hit: Hit) -> str:
    page = hit.source.page_at(hit.passage.start)
    return f", page {page}" if page else ""


def _citation(citation: Citation) -> str:
    label = kind_label(citation)
    found = section_and_page(citation.section, citation.page)
    place = ", ".join(filter(None, (found, f"characters {citation.start}-{citation.end}")))
    lines = [_wrapped(f"[{citation.number}] {reference(citation.source)}"), *_notice(citation.source, "    ")]
    lines.append(_wrapped(f"{label}; source {citation.source.id}, {place}", "    "))
    lines.append(_wrapped(f"“{' '.join(citation.quote.split())}”", "    "))
    return "\n".join(lines)


def _notice(source: Source, indent: str) -> list[str]:
    notice = status_line(source)
    return [_wrapped(f"!! {notice}", indent)] if notice else []


def _mark(citation: Citation) -> str:
    status = citation.source.status
    return f"[{citation.number},{_WHOLE}{STATUS[status]}]" if status else f"[{citation.number}]"


def _head(source: Source) -> Iterator[str]:
    yield _line(reference(source))
    if notice := status_line(source):
        yield _line(notice)
    if source.licence:
        yield _line(f"Licence: {source.licence}")
    if source.note:
        yield _line(f"How it was read: {source.note}.")
    section = source.sections[0] if source.sections else None
    yield evidence_label(source, section.record if section else None, section.basis if section else None)


def _line(text: str) -> str:
    return printable(" ".join(text.splitlines()))


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
