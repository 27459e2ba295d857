"""How the names of a claim stand to those of a piece of evidence: the same, narrower, broader or other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.evidence import DECIDING
from corpus.model import NameKind
from corpus.names.names import Names
from corpus.wording import listed
from index.asked import AskedName

Fit = Literal["same", "narrower", "usual", "broader", "other", "untold"]
"""Of the evidence: narrower supports a claim, as cisplatin does one on chemotherapy; broader does not, but where the
claim names the usual form of a cancer, as pancreatic ductal adenocarcinoma is of pancreatic cancer."""

_CALLED: Mapping[NameKind, str] = {"mirna": "microRNA", "drug": "drug", "cancer": "cancer"}
_FITTING = ("same", "narrower", "usual")
_USUAL: Mapping[str, str] = {
    "epithelial ovarian cancer": "ovarian cancer",
    "gastric adenocarcinoma": "gastric cancer",
    "pancreatic adenocarcinoma": "pancreatic cancer",
    "pancreatic ductal adenocarcinoma": "pancreatic cancer",
    "colorectal adenocarcinoma": "colorectal cancer",
    "prostate adenocarcinoma": "prostate cancer",
    "oral squamous cell carcinoma": "oral cancer",
    "head and neck squamous cell carcinoma": "head and neck cancer",
}
"""The form that most cancers of a place have, which papers call by either name."""


@dataclass(frozen=True, slots=True)
class Fits:
    """How evidence stands to the microRNA, drug and cancer of a claim, as far as it names them."""

    by_kind: Mapping[NameKind, Fit]
    held: Mapping[NameKind, Collection[str]]
    """The names of the evidence."""

    @property
    def whole(self) -> bool:
        """Whether it speaks of all that the claim names."""
        return all(fit in _FITTING for fit in self.by_kind.values())

    def usual(self, asked: Collection[AskedName]) -> dict[str, str]:
        """How the evidence calls the cancers that the claim calls by their usual form."""
        if self.by_kind.get("cancer") != "usual":
            return {}
        return {name.name: _USUAL[name.name] for name in asked if name.name in _USUAL}

    @property
    def share(self) -> float:
        """Of what the claim names, how much it speaks of: between 0 and 1."""
        worth = sum(1.0 if fit == "same" else 0.9 if fit == "narrower" else 0.0 for fit in self.by_kind.values())
        return worth / len(self.by_kind) if self.by_kind else 0.0

    def met(self) -> str:
        """What is the same, such as "same microRNA and drug"; empty where nothing is."""
        kinds = [self._met(kind, fit) for kind, fit in self.by_kind.items() if fit in _FITTING]
        return f"same {listed(kinds)}" if kinds else ""

    def _met(self, kind: NameKind, fit: Fit) -> str:
        return _CALLED[kind] if fit == "same" else f"{_CALLED[kind]} ({_some(self.held[kind])})"

    def missed(self) -> list[str]:
        """What is not the same, such as "other cancer (glioma)"."""
        return [self._missed(kind, fit) for kind, fit in self.by_kind.items() if fit not in _FITTING]

    def _missed(self, kind: NameKind, fit: Fit) -> str:
        if fit == "untold":
            return f"no {_CALLED[kind]} told"
        return f"{'broader' if fit == 'broader' else 'other'} {_CALLED[kind]} ({_some(self.held[kind])})"


def fits_of(
    wanted: Mapping[NameKind, Collection[AskedName]],
    held: Mapping[NameKind, Collection[str]],
    names: Names,
    text: str = "",
) -> Fits:
    """Hold the deciding names of a claim against those of a piece of evidence.

    What its fields tell only by a broader name, its ``text`` may tell.
    """
    by_kind: dict[NameKind, Fit] = {}
    for kind in DECIDING:
        if kind in wanted:
            found: list[Fit] = [_fit(name, held.get(kind, ()), names) for name in wanted[kind]]
            by_kind[kind] = min(found, key=_ORDER.index)
    if "broader" in by_kind.values():
        told = {(mention.kind, mention.name) for mention in names.find(text)}
        for kind, fit in by_kind.items():
            if fit == "broader" and any((kind, name.name) in told for name in wanted[kind]):
                by_kind[kind] = "same"
    return Fits(by_kind, held)


_ORDER: tuple[Fit, ...] = ("same", "narrower", "usual", "broader", "other", "untold")


def _fit(asked: AskedName, held: Collection[str], names: Names) -> Fit:
    if asked.name in held:
        return "same"
    if any(names.means(asked.kind, asked.name, other) for other in held):
        return "narrower"
    if _USUAL.get(asked.name) in held:
        return "usual"
    if any(other.startswith(f"{asked.name}-based") for other in held):
        return "narrower"
    if any(names.covers(asked.kind, asked.name, other) for other in held):
        return "broader"
    return "other" if held else "untold"


def _some(held: Collection[str]) -> str:
    shown = sorted(held)
    return listed(shown) if len(shown) <= _MOST else f"{', '.join(shown[:_MOST])} and {len(shown) - _MOST} more"


_MOST = 3
"""Names shown at most."""
