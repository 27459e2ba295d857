"""Why a statement passed the support check, and what a refusal offers."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.context import context_at, context_of
from assistant.conversation import turn_of
from assistant.support.support import supports
from corpus.names.names import Names
from index.filters import Filter
from ui.opening import Opening
from ui.page.sections import section_of
from ui.render.card_html import quote_digest
from ui.settings import Settings

QUESTIONS = [json.loads(line) for line in (Path(__file__).parent / "data" / "questions.jsonl").read_text().splitlines()]
UNANSWERABLE = [item["question"] for item in QUESTIONS if not item["answerable"]]
OTHERS = [
    "Who won the 1998 World Cup?",
    "Should I take cisplatin for my lung cancer?",
    "Does miR-99999 cause resistance?",
]


@pytest.mark.slow
def test_what_a_refusal_offers_is_answered(assistant: Assistant):
    tried = [*UNANSWERABLE[::4], *OTHERS]
    refused = [answer for answer in map(assistant.ask, tried) if answer.status == "refused"]
    assert len(refused) > len(tried) * 0.8
    for answer in refused:
        assert 1 <= len(answer.suggestions) <= 4
        assert len(set(answer.suggestions)) == len(answer.suggestions)
        for question in answer.suggestions:
            again = assistant.ask(question, history=[turn_of(answer)])
            assert (again.status, again.understood) == ("answered", question)
            assert again.citations


def test_what_is_offered_is_on_what_was_asked(assistant: Assistant):
    answer = assistant.ask("Does exosomal miR-21 make melanoma resist vemurafenib?")
    assert answer.status == "refused"
    assert any("miR-21" in question for question in answer.suggestions)


def test_a_filter_holds_for_what_is_offered(assistant: Assistant):
    wanted = Filter(drug=("cisplatin",))
    answer = assistant.ask("Does exosomal miR-888 affect olaparib response?", wanted)
    assert answer.status == "refused"
    for question in answer.suggestions:
        assert assistant.ask(question, wanted).status == "answered"


def test_an_answer_offers_nothing(assistant: Assistant):
    assert assistant.ask("What is an exosome?").suggestions == ()


def test_every_statement_says_by_what_it_passed(assistant: Assistant):
    answer = assistant.ask("What does exosomal miR-96 target in lung cancer?")
    assert all(statement.why for statement in answer.statements)
    quotes = {citation.number: " ".join(citation.quote.split()) for citation in answer.citations}
    for statement in answer.statements:
        own = any(statement.text == quotes[number] for number in statement.citations)
        assert own == (statement.why == "the evidence's own words")
    told = next(s.why for s in answer.statements if s.why != "the evidence's own words")
    assert told.startswith("same names: miR-96, cisplatin, lung cancer")
    assert "same effect: promotes resistance to cisplatin" in told


@pytest.fixture
def names(assistant: Assistant) -> Names:
    assistant.searcher.open()
    return assistant.searcher.names


def test_grounds_are_told_of_what_is_supported_alone(names: Names):
    evidence = ["Exosomal miR-21 lowered PTEN in 3 of 4 lines and made gastric cancer cells resistant to cisplatin."]
    good = supports("Exosomal miR-21 raises cisplatin resistance in gastric cancer.", evidence, names)
    assert good.verdict == "supported"
    assert good.grounds[0] == "same names: miR-21, cisplatin, gastric cancer"
    assert "same effect: promotes resistance to cisplatin" in good.grounds
    bad = supports("Exosomal miR-21 lowers cisplatin resistance in gastric cancer.", evidence, names)
    assert bad.verdict == "contradicted"
    assert bad.grounds == ()
    assert supports(evidence[0], evidence, names).grounds == ("word for word in the evidence",)


def test_a_section_is_given_for_a_known_quote_alone(assistant: Assistant):
    citation = assistant.ask("What is an exosome?").citations[0]
    opening = Opening(Settings.load(data=assistant.settings.data))
    opening._assistant = assistant
    section = section_of(opening)
    place = {"source": citation.source.id, "start": citation.start, "end": citation.end}
    given = section(place | {"digest": quote_digest(citation.quote)})
    assert "<mark>" in given
    assert len(given) > len(citation.quote)
    assert section(place | {"digest": "0"}) == ""
    assert section(place | {"end": 10**9, "digest": quote_digest(citation.quote)}) == ""
    assert section({"source": citation.source.id}) == ""
    assert section({"source": "no such", "start": 0, "end": 5, "digest": ""}) == ""


def test_the_context_of_a_place(assistant: Assistant):
    connection = assistant.searcher.store.connection
    citation = assistant.ask("What is an exosome?").citations[0]
    context = context_at(connection, citation.source.id, citation.start, citation.end, around=10)
    assert context
    assert context.quote == citation.quote
    assert max(len(context.before), len(context.after)) <= 10
    assert context_of(connection, replace(citation, quote="other")) is None
    assert context_at(connection, citation.source.id, 5, 5) is None
