"""What miRBase knows of human microRNAs: accessions, earlier names, and which names exist."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.errors import ExociteError
from corpus.names.mirna import MicroRNA, number_of, parse

_FILE = "mirbase.csv"
_COLUMNS = ["accession", "name", "former"]


@dataclass(frozen=True)
class MiRBase:
    """Names of release 22, all without ``hsa-`` and in the case of mature ones."""

    accessions: dict[str, str]
    """Current name by accession (MI..., MIMAT...)."""
    names: frozenset[str]
    """All current names in lower case."""
    numbers: frozenset[str]
    """The numbers of all families, as miR-21 has 21."""
    starred: dict[str, tuple[str, ...]]
    """Current names by each name with a star, in lower case, that an entry once had."""

    def has(self, name: MicroRNA) -> bool:
        """Whether that is a current name of a hairpin or a mature microRNA."""
        return str(name).lower() in self.names

    def accession(self, name: str) -> str | None:
        """The accession of a current name, such as MIMAT0000076 of miR-21-5p; None for a family or a former name."""
        return self._by_name.get(name.lower())

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Mature names last, since hairpins and some of them differ in case alone."""
        ordered = sorted(self.accessions.items(), key=lambda item: item[0].startswith("MIMAT"))
        return {name.lower(): accession for accession, name in ordered}

    def current(self, name: MicroRNA) -> MicroRNA:
        """The current name for one with a star; as it is where miRBase never had that one, or gave it to several."""
        now = self.starred.get(str(name).lower(), ()) if name.arm == "*" else ()
        return parse(now[0]) if len(now) == 1 else name


def read_mirbase(folder: Path) -> MiRBase:
    """Read ``mirbase.csv`` (columns accession, name, former).

    Raises ExociteError for a row that can't be read, naming file, line and reason.
    """
    path = folder / _FILE
    accessions: dict[str, str] = {}
    numbers: set[str] = set()
    starred: dict[str, tuple[str, ...]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.reader(file, strict=True), start=1):
                if line == 1 and row == _COLUMNS:
                    continue
                number = number_of(row[1]) if len(row) == len(_COLUMNS) else None
                if number is None:
                    raise ExociteError(
                        f"{path}, line {line}: it is no accession with the name of a microRNA; correct it."
                    )
                accessions[row[0]] = row[1]
                numbers.add(number)
                for former in row[2].lower().split(";") if "*" in row[2] else ():
                    if former.endswith("*"):
                        starred[former] = (*starred.get(former, ()), row[1])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ExociteError(f"{path} can't be read as a table ({error}); restore it.") from error
    return MiRBase(accessions, frozenset(name.lower() for name in accessions.values()), frozenset(numbers), starred)
