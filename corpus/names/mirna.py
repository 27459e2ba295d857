"""The identity of a microRNA: what its name says, level by level, and when two names can mean the same."""

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class MicroRNA:
    """A name in its levels: family (miR-200), precursor (miR-200c, miR-181a-2), mature arm (miR-200c-3p).

    Nomenclature: Ambros et al. 2003, doi 10.1261/rna.2183803.
    """

    stem: str
    """``miR`` or ``let``."""
    number: str
    letter: str = ""
    copy: str = ""
    """Which of several equal genes, as in miR-181a-2; the last member of a cluster, as in miR-17-92."""
    arm: str = ""
    """``5p``, ``3p``, or ``*`` where miRBase never told which arm that was."""

    def __str__(self) -> str:
        copy = f"-{self.copy}" if self.copy else ""
        arm = self.arm if self.arm == "*" else f"-{self.arm}" if self.arm else ""
        return f"{self.stem}-{self.number}{self.letter}{copy}{arm}"

    @property
    def ends(self) -> "tuple[MicroRNA, MicroRNA] | None":
        """First and last member of a cluster; None for anything else."""
        if not self.copy or (self.copy.isdigit() and int(self.copy) <= _MOST_COPIES):
            return None
        number = self.copy.rstrip("abcdefghijklmnopqrstuvwxyz")
        return MicroRNA(self.stem, self.number, self.letter), MicroRNA(self.stem, number, self.copy[len(number) :])

    @property
    def hairpin(self) -> "MicroRNA":
        """The name without its arm."""
        return replace(self, arm="")


_NAME = re.compile(r"(miR|let)-([A-Z0-9-]*?\d+)([a-z]{0,2})(?:-(?![35]p)(\d{1,4}[a-z]?))?(?:-([35]p)|(\*))?")
_MOST_COPIES = 19


def number_of(name: str) -> str | None:
    """The number of a canonical name; None for anything else."""
    match = _NAME.fullmatch(name)
    return match[2] if match else None


def parse(name: str) -> MicroRNA:
    """Read a canonical name. Raises ValueError for anything else."""
    match = _NAME.fullmatch(name)
    if not match:
        raise ValueError(f"{name!r} is no canonical name of a microRNA")
    stem, number, letter, copy, arm, star = match.groups()
    return MicroRNA(stem, number, letter, copy or "", arm or star or "")


def same(one: MicroRNA, other: MicroRNA) -> bool:
    """Whether two names can mean the same: what both say agrees.

    miR-21 is miR-21-5p and miR-200 is miR-200c; miR-34a is not miR-34b and miR-21 is not miR-210. Where
    both name an arm, they name one mature sequence each, and miR-181a-3p is not miR-181a-2-3p. A cluster
    is the same as the two members that its name holds.
    """
    if one != other and (ends := one.ends or other.ends):
        single = other if one.ends else one
        return not single.ends and any(same(end, single) for end in ends)
    if (one.stem, one.number) != (other.stem, other.number):
        return False
    if one.arm and other.arm and one.letter == other.letter:
        return (one.copy, one.arm) == (other.copy, other.arm)
    pairs = ((one.letter, other.letter), (one.copy, other.copy), (one.arm, other.arm))
    return all(not left or not right or left == right for left, right in pairs)
