"""The tools themselves: what each does and when to use it, one path for HTTP and MCP."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui import lookups
from ui.page.programs.arguments import Arguments, Ask, Cite, Records, Search, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.assistant import Assistant
    from ui.opening import Opening


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its name, when to use it, what it takes, what it gives and how."""

    name: str
    title: str
    description: str
    arguments: type[Arguments]
    result: str
    """Name of the shape in ``ui.page.programs.results``."""
    run: "Callable[[Assistant, Any], dict[str, Any]]"

    def __call__(self, opening: "Opening", given: dict[str, Any]) -> dict[str, Any]:
        """The JSON that the command line prints, once the index is open.

        Raises ExociteError for arguments that do not fit, and as the commands do.
        """
        arguments = self.arguments.read(given)
        for _ in opening.notes():
            pass
        return self.run(opening.assistant(), arguments)


def _ask(assistant: "Assistant", given: Ask) -> dict[str, Any]:
    from ui.render.as_json import answer_json

    return answer_json(lookups.answered(assistant, given.question, given.history, given.wanted(), given.writer))


def _cite(assistant: "Assistant", given: Cite) -> dict[str, Any]:
    from ui.render.as_json import verdict_json

    return verdict_json(assistant.cite(given.claim, given.wanted()))


def _search(assistant: "Assistant", given: Search) -> dict[str, Any]:
    from ui.render.as_json import found_json

    return found_json(given.query, lookups.searched(assistant, given.query, given.limit, given.wanted()))


def _records(assistant: "Assistant", given: Records) -> dict[str, Any]:
    from ui.render.as_json import record_json

    found = lookups.listed(assistant, given.words, given.wanted())
    return {"records": [record_json(one.record, one.source) for one in found]}


def _source(assistant: "Assistant", given: Source) -> dict[str, Any]:
    from ui.render.as_json import whole_source_json

    return whole_source_json(lookups.whole(assistant, given.id))


TOOLS = (
    Tool(
        "ask",
        "Ask a question",
        "Answer a question about exosomal (extracellular vesicle) microRNAs and cancer drug resistance, with "
        "citations. Use it for 'which', 'what', 'how' and 'compare' questions on microRNAs, drugs, cancers, targets "
        "and mechanisms. Every statement carries the numbers of its citations, and every quote is an exact piece of a "
        "stored source, never paraphrased: repeat quotes word for word and cite the sources given. A refusal (status "
        "'refused') is an answer: the corpus does not hold it, and message says what is missing; do not fill it from "
        "memory. Sources with a status (retracted, corrected, concern) must be named as such.",
        Ask,
        "AskResult",
        _ask,
    ),
    Tool(
        "cite",
        "Check a claim",
        "Judge a claim about exosomal microRNAs and drug resistance against the corpus: supported, contradicted, mixed "
        "or not found, sentence by sentence, with exact quotes for and against. Use it before you state or keep a "
        "claim, or to find citations for a sentence that is already written. not_found means that the corpus has "
        "neither the claim nor its opposite, not that the claim is false. Evidence with the stance 'related' neither "
        "supports nor contradicts it: do not cite it as support.",
        Cite,
        "CiteResult",
        _cite,
    ),
    Tool(
        "search",
        "Search passages",
        "Find the passages nearest to a query, with their sources, best first. Use it to read around a topic or when "
        "ask refuses; it always returns the nearest passages, which need not answer anything: judge them yourself. "
        "Texts are exact pieces of the stored sources.",
        Search,
        "SearchResult",
        _search,
    ),
    Tool(
        "records",
        "List curated findings",
        "List the curated findings (microRNA, drug, cancer, effect, target, mechanism, model, source) that hold all "
        "words and pass the filters. Use it for complete lists and tables, such as every microRNA with an effect on "
        "one drug. Each is this project's own summary of a publication, not a quotation of it; an empty list means "
        "that nothing was curated.",
        Records,
        "RecordsResult",
        _records,
    ),
    Tool(
        "source",
        "Read a source",
        "Give one source with its bibliographic data, its publication status and the whole stored text, into which "
        "the offsets of all quotes point. Use it to check a quote (text[start:end], counted in Unicode code points) "
        "or to read its context. The text is what this corpus stores of a publication, mostly not its full text.",
        Source,
        "WholeSourceResult",
        _source,
    ),
)
"""All that is public."""
