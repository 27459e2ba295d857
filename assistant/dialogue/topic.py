"""What an earlier question is about, worded so that it can stand in another question."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.dialogue.direction import direction
from assistant.dialogue.listing import Listing, listing
from assistant.dialogue.reading import Reading
from assistant.dialogue.words import SETTING_PHRASE, VESICLES
from corpus.model import NameKind
from corpus.wording import listed

_BEFORE = re.compile(
    r"(?:(?:[\w\ue000+]+(?: cell)?-(?:derived|secreted)|serum|plasma|circulating|\ue000+) )*"
    r"(?:exosomal|vesicular|exosome-derived|EV|circulating|serum|plasma)[ -]$",
    re.IGNORECASE,
)
_VESICLES = re.compile(
    rf"(?:\ue000+(?:-derived| cell)? )?(?:[\w-]+-derived )?\b{VESICLES}\b(?: from \ue000+)?", re.IGNORECASE
)
_DEFINED = re.compile(
    r"(?:what (?:is|are)|define|what's|describe|explain)(?: meant by)? (?!the\b)(?P<what>(?:[\w-]+ ?){1,3})",
    re.IGNORECASE,
)
_SETTING = re.compile(rf" ({SETTING_PHRASE})$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:chemo|radio)(?:resistance|sensitivity)|(?:drug|multidrug) (?:resistance|sensitivity)", re.IGNORECASE
)


@dataclass(frozen=True)
class Topic:
    """An earlier question."""

    reading: Reading

    @cached_property
    def listing(self) -> Listing | None:
        return listing(self.reading)

    @cached_property
    def setting(self) -> str | None:
        """Where it asks, such as "in patients"."""
        match = _SETTING.search(self.reading.masked)
        return match[1] if match else None

    @cached_property
    def resistance(self) -> str | None:
        """The noun for its direction, with the drug in front."""
        towards = direction(self.reading.text)
        if not towards:
            return None
        if drugs := self._drugs:
            return f"{listed(drugs)} {towards}"
        match = _NOUN.search(self.reading.text)
        return match.group().lower() if match else f"drug {towards}"

    @property
    def _drugs(self) -> list[str]:
        return self.reading.spelled("drug")

    def mirnas(self) -> str | None:
        """Its microRNAs, as it words them: "CAF-derived exosomal miR-196a"."""
        found = self.reading.of("mirna")
        if not found:
            return None
        before = _BEFORE.search(self.reading.masked[: found[0].start])
        adjectives = self.reading.text[before.start() : before.end()] if before else ""
        return adjectives + listed(self.reading.spelled("mirna"))

    @cached_property
    def vesicles(self) -> str | None:
        """The exosomes that it speaks of: "macrophage exosomes"."""
        match = _VESICLES.search(self.reading.masked)
        if not match:
            return None
        found = self.reading.text[match.start() : match.end()]
        return found if found.lower().endswith("s") or " from " in found else f"{found}s"

    @cached_property
    def subject(self) -> tuple[str, NameKind | None] | None:
        """What it is about first of all, and of what kind; None where only resistance or a disease is."""
        if found := self.mirnas():
            return found, "mirna"
        if self.listing and self.listing.kind == "mirna":
            return self.listing.head, "mirna"
        if self.vesicles:
            return self.vesicles, None
        if genes := self.reading.spelled("gene"):
            return listed(genes), "gene"
        if self._drugs and not self.resistance:
            return listed(self._drugs), "drug"
        for kind in ("cell", "mechanism"):
            if found := self.reading.spelled(kind):
                return listed(found), kind
        if not self.reading.mentions and (match := _DEFINED.fullmatch(self.reading.text)):
            return match["what"].strip(), None
        return None

    @cached_property
    def origin(self) -> str | None:
        """The cells that it names and its subject does not."""
        cells = self.reading.of("cell")
        held = self.subject[0] if self.subject else ""
        missing = [self.reading.text[m.start : m.end] for m in cells if self.reading.text[m.start : m.end] not in held]
        return f"from {missing[0]}" if missing else None

    def constraints(self, without: frozenset[NameKind] = frozenset()) -> str:
        """The drug and the cancer: "in cisplatin resistance of lung cancer"."""
        cancers = [] if "cancer" in without else self.reading.spelled("cancer")
        drugs = [] if "drug" in without else self._drugs
        if drugs and self.resistance:
            return f"in {self.resistance}" + (f" of {listed(cancers)}" if cancers else "")
        parts = [f"with {listed(drugs)}"] if drugs else []
        parts += [f"in {listed(cancers)}"] if cancers else []
        return " ".join(parts)

    @cached_property
    def phrase(self) -> str | None:
        """All of it as one noun phrase; None where it names nothing."""
        subject, kind = self.subject or ("", None)
        taken: frozenset[NameKind] = frozenset({kind} if kind else ())
        around = self.constraints(taken)
        if not subject:
            around = around.removeprefix("in ").removeprefix("with ") or self.resistance or ""
        elif not around and self.resistance:
            around = f"in {self.resistance}"
        elif self.resistance and "drug" not in self.reading.kinds and around.startswith("in "):
            around = f"in {self.resistance} of {around.removeprefix('in ')}"
        if not subject and not around and not self.origin:
            return None
        parts = [subject, self.origin or "", around, self.setting or ""]
        return " ".join(filter(None, parts)) or None
