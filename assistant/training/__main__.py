"""``python -m assistant.training``: make pairs, train an adapter, export it, and measure what it writes."""

import json
import logging
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.training.model import PAIRS, ROUNDS
from assistant.training.train import Plan
from corpus.errors import ExociteError

if TYPE_CHECKING:
    from assistant.training.measure import Judged

_log = logging.getLogger("assistant.training")
_PLAN = {field.name: field.default for field in fields(Plan)}


def _told(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose errors are one sentence each."""

    @wraps(command)
    def run(**given: Any) -> None:
        try:
            command(**given)
        except ExociteError as error:
            raise click.ClickException(str(error)) from error

    return run


@click.group(help="Tune the small model that words answers.")
def main() -> None:
    """Set up the log, which tells how far a command is."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")


_PAIRS = click.option(
    "--pairs", type=click.Path(path_type=Path), default=PAIRS, help="The file of pairs; the shipped one if left out."
)
_ADAPTER = click.option(
    "--folder", type=click.Path(path_type=Path), default="adapter", show_default=True, help="Where it is trained into."
)


@main.command(help="Make the training pairs from the shipped corpus.")
@click.option("--seed", default=_PLAN["seed"], show_default=True)
@click.option(
    "--without",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="A file of JSON Lines, or a folder of them, whose questions and sentences must not be among the pairs.",
)
@click.option(
    "--rounds", default=ROUNDS, show_default=True, type=click.IntRange(1), help="Times that each is laid out."
)
@_PAIRS
@_told
def pairs(seed: int, rounds: int, without: tuple[Path, ...], pairs: Path) -> None:
    """Write the pairs of a seed."""
    from assistant.training.model import digest_of, write_scenes
    from assistant.training.pairs import counted, make_scenes, sentences_of

    files = [file for path in without for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    scenes = make_scenes(seed, sentences_of(files), rounds)
    write_scenes(pairs, scenes)
    for split in ("train", "held"):
        _log.info("%s: %s", split, counted([scene for scene in scenes if scene.split == split]))
    _log.info("%s holds them; their digest is %s.", pairs, digest_of(scenes))


@main.command(help="Train an adapter of the bundled model on the pairs.")
@_PAIRS
@_ADAPTER
@click.option("--seed", default=_PLAN["seed"], show_default=True)
@click.option("--steps", default=_PLAN["steps"], show_default=True, type=click.IntRange(1))
@click.option("--scenes", default=_PLAN["scenes"], show_default=True, type=click.IntRange(1), help="Scenes in a step.")
@click.option("--stop", type=click.IntRange(1), help="End at this step, on the way to --steps.")
@click.option("--minutes", type=float, help="End after this time, however few steps were made.")
@click.option("--threads", type=click.IntRange(1), help="Threads of the processor; all where it is left out.")
@_told
def train(pairs: Path, folder: Path, threads: int | None, **given: Any) -> None:
    """Train on what the file of pairs holds."""
    from assistant.training.encode import encode
    from assistant.training.model import read_scenes
    from assistant.training.train import device, with_adapter
    from assistant.training.train import train as trained
    from assistant.training.weights import base_file, load

    scenes = read_scenes(pairs)
    model, tokenizer = load(base_file(), threads)
    plan = replace(Plan(), **given)
    encoded = {
        split: [encode(scene, tokenizer) for scene in scenes if scene.split == split] for split in ("train", "held")
    }
    _log.info("Training on %s.", "an accelerator" if device() == "cuda" else "the processor")
    for point in trained(with_adapter(model, plan), encoded["train"], encoded["held"], plan, folder):
        _log.info(
            "step %d, %.0f s, %d tokens, loss %s, held out %s",
            point.step,
            point.seconds,
            point.tokens,
            "-" if point.loss is None else f"{point.loss:.4f}",
            "-" if point.held is None else f"{point.held:.4f}",
        )


@main.command(help="Write a trained adapter as a GGUF file for llama.cpp.")
@_ADAPTER
@click.option("--to", type=click.Path(path_type=Path), default="adapter.gguf", show_default=True)
@_told
def export(folder: Path, to: Path) -> None:
    """Write the file."""
    from assistant.training.export import export as exported
    from assistant.training.weights import base_file, heads_of

    _log.info("%s has %d bytes.", to, exported(folder, *heads_of(base_file()), to))


@main.command(help="Measure what the bundled model writes on held-out pairs, without and with an adapter.")
@_PAIRS
@click.option(
    "--adapter", type=click.Path(path_type=Path, exists=True), help="A GGUF file; the shipped one if left out."
)
@click.option("--most", default=60, show_default=True, type=click.IntRange(1), help="Pairs at most.")
@click.option("--threads", default=0, type=click.IntRange(0), help="Threads of the processor; 0 for as many as it has.")
@click.option("--out", type=click.Path(path_type=Path), help="A file of JSON Lines for every answer.")
@_told
def measure(pairs: Path, adapter: Path | None, most: int, threads: int, out: Path | None) -> None:
    """Ask both models the same, in the same way."""
    from assistant.settings import AssistantSettings
    from assistant.training.measure import chosen, judged, measured
    from assistant.training.model import read_scenes
    from assistant.writers.choose import chat_of
    from corpus.names.names import Names

    some, names = chosen(read_scenes(pairs), most), Names()
    with out.open("w", encoding="utf-8") if out else nullcontext() as file:
        for tuned, named in ((False, ""), (True, str(adapter) if adapter else "shipped")):
            chat = chat_of(AssistantSettings.load(model="bundled", adapter=named, model_threads=threads))
            answers: list[Judged] = []
            for answer in judged(chat, some, names):
                answers.append(answer)
                if file:
                    file.write(f"{json.dumps({'tuned': tuned, **asdict(answer)}, ensure_ascii=False)}\n")
                    file.flush()
            _log.info("%s: %s", "tuned" if tuned else "untuned", json.dumps(asdict(measured(answers))))


if __name__ == "__main__":
    main(prog_name="python -m assistant.training")
