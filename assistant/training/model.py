"""What the parts of the training pass on, and the file that the pairs are kept in."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from gzip import compress, decompress
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal
from zlib import error as error_of_zlib

from assistant.writers.prompts import NO_ANSWER, answer_line
from corpus.errors import ExociteError
from corpus.lines import numbered, parsed

Split = Literal["train", "held"]
PAIRS = Path(__file__).parent / "pairs.jsonl.gz"
"""The pairs that the shipped adapter learned from, and those held out."""
ROUNDS = 5
"""Times that what is learned from is laid out."""
_PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an answer and the numbers of the evidence that it rests on, counted from 1."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and what a faithful answer to it says; without sentences the evidence does not answer it."""

    kind: str
    question: str
    told: tuple[Told, ...]

    @property
    def answer(self) -> str:
        """The answer as a model should write it."""
        return "\n".join(answer_line(told.text, told.numbers) for told in self.told) or NO_ANSWER


@dataclass(frozen=True, slots=True)
class Scene:
    """Some evidence, and questions that are asked of it."""

    split: Split
    evidence: tuple[str, ...]
    pairs: tuple[Pair, ...]


def write_scenes(path: Path, scenes: Iterable[Scene]) -> None:
    """Keep scenes in a file of JSON Lines, packed where its name ends in .gz."""
    lines = (json.dumps(asdict(scene), ensure_ascii=False) for scene in scenes)
    whole = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(compress(whole, mtime=0) if path.suffix == _PACKED else whole)


def read_scenes(path: Path) -> list[Scene]:
    """The scenes of a file. Raises ExociteError naming the line that holds something else."""
    try:
        whole = path.read_bytes()
        text = (decompress(whole) if path.suffix == _PACKED else whole).decode()
    except (OSError, EOFError, error_of_zlib, UnicodeDecodeError) as error:
        raise ExociteError(f"The pairs in {path} can't be read ({error}); make them with the command pairs.") from error
    return [_scene(f"{path}, line {number},", line) for number, line in numbered(text)]


def digest_of(scenes: Sequence[Scene]) -> str:
    """Names the content of some scenes: 16 hexadecimal digits of a SHA-256."""
    return sha256(json.dumps([asdict(scene) for scene in scenes]).encode()).hexdigest()[:16]


def _scene(where: str, line: str) -> Scene:
    held: dict[str, Any] = parsed(where, line, "split, evidence and pairs")
    try:
        pairs = tuple(
            Pair(
                str(pair["kind"]),
                str(pair["question"]),
                tuple(Told(str(told["text"]), tuple(map(int, told["numbers"]))) for told in pair["told"]),
            )
            for pair in held["pairs"]
        )
        split: Split = "held" if held["split"] == "held" else "train"
        return Scene(split, tuple(map(str, held["evidence"])), pairs)
    except (KeyError, TypeError, ValueError) as error:
        raise ExociteError(
            f"{where} is no scene (it lacks {error}); make the file anew with the command pairs."
        ) from error
