"""The full question that a text means after the questions before it."""

from collections.abc import Sequence

from assistant.dialogue.editing import constrained
from assistant.dialogue.ellipsis import filled
from assistant.dialogue.model import Understood
from assistant.dialogue.narrowing import narrowed
from assistant.dialogue.partial import whole
from assistant.dialogue.pointing import asked_kinds
from assistant.dialogue.pronouns import Resolver
from assistant.dialogue.reading import Reading, read
from assistant.dialogue.source import shown
from assistant.dialogue.spelling import mended
from assistant.dialogue.talk import is_talk, opened
from assistant.dialogue.topic import Topic
from assistant.dialogue.words import ASKING, CONSTRAINING
from assistant.model import Turn
from corpus.asked import LONGEST
from corpus.model import Mention
from corpus.names.names import Names

_WORDS = 40
"""A question of more words stands for itself."""
_READ = 10
"""Turns that are looked back at."""


def understand(question: str, history: Sequence[Turn], names: Names) -> Understood:
    """The full question; the one given, where it is complete, small talk, or follows nothing.

    ``history`` holds the earlier turns, oldest first. A question that asks to see a source of the answer
    before stays as it is, with the id of that source.
    """
    if not history or not question.strip() or len(question.split()) > _WORDS or len(question) > LONGEST:
        return Understood(question)
    if request := shown(question, history):
        return Understood(question, source=request.source)
    if is_talk(question):
        return Understood(question)
    topics = _topics(history, names)
    if not topics:
        return Understood(question)
    reading = read(mended(question), names, topics[0].reading.mentions)
    found = _followed(reading, topics)
    if found is None:
        return Understood(question)
    named = any(not mention.start for mention in found.of("mirna"))
    text = (found.text if named else found.text[:1].upper() + found.text[1:]) + reading.closing
    if len(text) > LONGEST:
        return Understood(question)
    return Understood(text, _carried(question, text, names))


def _topics(history: Sequence[Turn], names: Names) -> list[Topic]:
    """The earlier questions that were about something, newest first."""
    asked = [turn.question for turn in history[-_READ:] if turn.question.strip()]
    found = [Topic(read(text, names)) for text in reversed(asked) if not is_talk(text) and not shown(text, ())]
    return [topic for topic in found if topic.phrase] or found


def _followed(reading: Reading, topics: Sequence[Topic]) -> Reading | None:
    """The full question of one that needs those before it."""
    start = opened(reading.text)
    if not start.rest:
        return None
    rest = reading.again(start.rest)
    topic = topics[0]
    if found := narrowed(rest, topic) or filled(rest, topic, start.goes_on):
        return found
    if found := Resolver(rest, topics).resolved():
        return found
    if found := whole(rest, topics, start.goes_on):
        return found
    if start.goes_on and rest.kinds and rest.text.split()[0].lower() in ASKING:
        return constrained(rest, topic, CONSTRAINING - {"cell"} - asked_kinds(rest.text))
    return None


def _carried(question: str, text: str, names: Names) -> tuple[Mention, ...]:
    asked = {(mention.kind, mention.name) for mention in names.find(question)}
    found: dict[tuple[str, str], Mention] = {}
    for mention in names.find(text):
        if (mention.kind, mention.name) not in asked:
            found.setdefault((mention.kind, mention.name), mention)
    return tuple(found.values())
