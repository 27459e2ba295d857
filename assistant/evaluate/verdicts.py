"""Claims whose verdicts are known, in JSON Lines: the project's own form, or that of SciFact."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from assistant.evaluate.gold import identifier
from assistant.model import ClaimVerdict
from corpus.errors import ExociteError
from corpus.lines import numbered, parsed
from corpus.readers.text import read_text

_VERDICTS: dict[str, ClaimVerdict] = {verdict: verdict for verdict in get_args(ClaimVerdict)}
_LABELS: dict[frozenset[str], ClaimVerdict] = {
    frozenset(): "not_found",
    frozenset(("SUPPORT",)): "supported",
    frozenset(("CONTRADICT",)): "contradicted",
    frozenset(("SUPPORT", "CONTRADICT")): "mixed",
}
_HOLDS = "claim and verdict, or claim and evidence"


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim, its verdict, and what carries that."""

    claim: str
    verdict: ClaimVerdict
    sources: frozenset[str]
    """Of which one should be among the first three: DOI, PMID, PMCID, or the id of a source or record."""
    group: str
    """What kind of claim it is, such as ``direction`` for one whose direction was turned; its verdict by default."""


def read_claims(path: Path, split: str | None = None) -> list[GoldClaim]:
    """Lines with ``claim``, ``verdict``, the list ``sources``, and perhaps ``swap`` and ``split``; or lines of SciFact.

    Those of SciFact (Wadden et al. 2020, doi:10.18653/v1/2020.emnlp-main.609) have ``evidence``: for each document,
    what its sentences say, SUPPORT or CONTRADICT. Raises ExociteError naming the line of the first fault, and where no
    claim is left.
    """
    found: list[GoldClaim] = []
    for number, line in numbered(read_text(path, 2**40)):
        where = f"{path}, line {number}"
        item = parsed(where, line, _HOLDS)
        gold = _of_scifact(where, item) if "verdict" not in item and "evidence" in item else _gold(where, item)
        if split is None or item.get("split") == split:
            found.append(gold)
    if not found:
        of = "" if split is None else f" of the split {split!r}; leave --split out, or name another"
        raise ExociteError(f"{path} has no claim{of}.")
    return found


def _claim(where: str, item: Mapping[str, Any]) -> str:
    claim = item.get("claim")
    if not isinstance(claim, str) or not claim.strip():
        raise ExociteError(f"{where} has no claim; write it as text.")
    return claim


def _gold(where: str, item: Mapping[str, Any]) -> GoldClaim:
    given, swap, sources = item.get("verdict"), item.get("swap"), item.get("sources", [])
    verdict = _VERDICTS.get(given) if isinstance(given, str) else None
    if verdict is None:
        raise ExociteError(f"{where}: verdict is {given!r}; write one of {', '.join(_VERDICTS)}.")
    texts = cast("list[object]", sources) if isinstance(sources, list) else [None]
    names = [text for text in texts if isinstance(text, str) and text.strip()]
    if len(names) != len(texts):
        raise ExociteError(f"{where}: sources must be a list of texts, none of them empty; mend that line.")
    if not names and verdict != "not_found":
        raise ExociteError(f"{where} has no sources; write what makes it {verdict}.")
    group = swap if isinstance(swap, str) else verdict
    return GoldClaim(_claim(where, item), verdict, frozenset(map(identifier, names)), group)


def _of_scifact(where: str, item: Mapping[str, Any]) -> GoldClaim:
    evidence = item["evidence"]
    try:
        labels = {str(document): {str(part["label"]) for part in parts} for document, parts in evidence.items()}
        verdict = _LABELS[frozenset(label for said in labels.values() for label in said)]
    except (AttributeError, KeyError, TypeError) as error:
        raise ExociteError(f"{where}: evidence is not that of SciFact, document to labels; mend that line.") from error
    return GoldClaim(_claim(where, item), verdict, frozenset(labels), verdict)
