"""A question on the corpus itself: counted in the store, never guessed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.asking import Asking
from assistant.draft import Draft, Point, Quote
from assistant.findings import Finding
from assistant.phrasing import by_effect, finding_points
from corpus.wording import listed
from index.asked import Asked
from index.filters import speaking_of
from index.search import Searcher
from index.store.mentions import Placed, read_mentions
from index.store.passages import Stored, read_passages

MOST = 20
"""Sources shown at most, each with the sentence that speaks most of what is asked for."""
_RECORDS = re.compile(r"\b(?:records?|findings?|entries|curated)\b", re.IGNORECASE)
_PASSAGES = re.compile(r"\bpassages?\b", re.IGNORECASE)
_STATUSES: Mapping[str, str] = {
    "retract": "retracted",
    "correct": "corrected",
    "concern": "concern",
    "question": "concern",
}
"""Words of a question that ask for a publication status."""
_MARKS = {"retracted": "as retracted", "corrected": "as corrected", "concern": "with an expression of concern"}
_KINDS = {"review": "review", "study": "study", "note": "note", "file": "file of yours"}


def answer_holdings(asking: Asking, searcher: Searcher) -> Draft:
    """How much there is on what the question names, or in all, with what shows it."""
    asked = asking.found.asked
    about = listed([name.spelling for name in asked.names]) if asked.names else ""
    if _RECORDS.search(asking.question):
        found = asking.matching() if asking.request.names or asking.request.effect else list(asking.findings)
        return _records(found, len(asking.findings), about)
    with searcher.store.reading() as connection:
        keys = [key for key in speaking_of(connection, asked) if asking.among is None or key in asking.among]
        if _PASSAGES.search(asking.question):
            return Draft(message=f"{_many(len(keys), 'passage')} of the corpus {_speak(len(keys), about)}.")
        stored = read_passages(connection, keys)
        mentions = read_mentions(connection, keys)
    status = next((status for sign, status in _STATUSES.items() if sign in asking.question.casefold()), None)
    if status is None:
        return _sources(stored, mentions, asked, about)
    marked = [item for item in stored if item.source.status == status]
    return _sources(marked, mentions, asked, about, f"marked {_MARKS[status]}")


def _records(found: list[Finding], of: int, about: str) -> Draft:
    if not about:
        return Draft(message=f"The corpus has {of} records.")
    message = f"{_many(len(found), 'record')} of the {of} in the corpus {_speak(len(found), about)}."
    found = by_effect(found)
    return Draft(tuple(finding_points(found, by_effect=True)), message, tuple(found))


def _sources(
    stored: Sequence[Stored],
    mentions: Mapping[int, Sequence[Placed]],
    asked: Asked,
    about: str,
    marked: str | None = None,
) -> Draft:
    first: dict[str, Stored] = {}
    for item in stored:
        first.setdefault(item.source.id, item)
    kinds = Counter(item.source.kind for item in first.values())
    parts = listed([_many(count, _KINDS[kind]) for kind, count in kinds.most_common()]) if kinds else ""
    message = f"{_many(len(first), 'source')} of the corpus {_speak(len(first), about)}"
    if marked:
        one = len(first) == 1
        message = f"{_many(len(first), 'source')} of the corpus {'is' if one else 'are'} {marked}"
        message += f" and {_speak(len(first), about)}" if about else ""
    message += f": {parts}." if parts else "."
    if not about and not marked:
        return Draft(message=message)
    shown = tuple(_shown(item, mentions.get(item.key, ()), asked) for item in list(first.values())[:MOST])
    return Draft(shown, message if len(first) <= MOST else f"{message} The first {MOST} are shown.")


def _shown(item: Stored, mentions: Sequence[Placed], asked: Asked) -> Point:
    """The first sentence of a passage that speaks of what is asked, or the first of all."""
    passage = item.passage
    places = [mention.start for mention, inside in mentions if inside and any(asked.spoken_of((mention,)))]
    speaking = (span for span in passage.sentences if any(span[0] <= place < span[1] for place in places))
    start, end = next(speaking, passage.sentences[0])
    text = passage.text[start - passage.start : end - passage.start]
    return Point(" ".join(text.split()), (Quote(item.source, passage, start, end, text),))


def _many(count: int, what: str) -> str:
    plural = {"study": "studies", "file of yours": "files of yours"}.get(what, f"{what}s")
    return f"{count} {what if count == 1 else plural}"


def _speak(count: int, about: str) -> str:
    if not about:
        return "is there" if count == 1 else "are there"
    return f"{'speaks' if count == 1 else 'speak'} of {about}"
