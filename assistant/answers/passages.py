"""Answers from the sentences of the passages found, for what no record tells."""

from collections.abc import Collection

from assistant.asking import Asking
from assistant.draft import Draft, Point, refused, verbatim
from assistant.evidence import choose


def from_passages(asking: Asking, opening: str | None = None) -> Draft:
    """The sentences that speak most of the question, after an opening where one is given, or a refusal."""
    if message := asking.refusal:
        return refused(message)
    chosen = choose(asking.weighed.evidence, asking.settings.max_statements, asking.settings.keep_above)
    return Draft(tuple(map(verbatim, chosen)), opening)


def sentences(asking: Asking, without: Collection[str]) -> list[Point]:
    """What the passages of other sources add, where they answer by themselves."""
    if asking.refusal:
        return []
    chosen = choose(asking.weighed.evidence, asking.settings.max_statements, asking.settings.keep_above)
    rest = ([item for item in group if item.hit.source.id not in without] for group in chosen)
    return [verbatim(group) for group in rest if group and group[0].hit.passage.record is None]
