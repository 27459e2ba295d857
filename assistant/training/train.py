"""Trains a LoRA adapter of the small model on encoded scenes, with a loss on the answers alone."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.training.encode import Encoded, batch
from corpus.errors import ExociteError

if TYPE_CHECKING:
    import torch

MODULES = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")
"""Parts of each layer that the adapter changes."""
_RISING = 0.1
"""Share of the training over which the learning rate rises."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The shipped adapter has the defaults; the README here tells what made it."""

    seed: int = 7
    rank: int = 8
    alpha: int = 16
    rate: float = 1e-3
    """Highest learning rate; it rises over the first tenth and falls as a cosine."""
    below: int = 0
    """Layers, counted from the input, that are left as they are; nothing is learned through them, which saves time."""
    longest: int = 1000
    """Tokens of the longest scene that is learned from."""
    scenes: int = 4
    """Scenes in one step."""
    steps: int = 331
    stop: int | None = None
    """Step at which to end early; the learning rate is then what it is there on the way to ``steps``."""
    minutes: float | None = None
    """Time after which the training ends early, its learning rate brought down by then."""
    measured: int = 54
    """Held-out scenes that the loss is measured on."""
    every: int = 100
    """Steps between two measures of the held-out loss, when the adapter is kept too."""


@dataclass(frozen=True, slots=True)
class Point:
    """Where a training stands."""

    step: int
    seconds: float
    tokens: int
    loss: float | None
    """Mean loss of a token of an answer since the last point; None before the first step."""
    held: float | None


def device() -> str:
    """An accelerator where there is one, else the processor."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def with_adapter(model: Any, plan: Plan) -> Any:
    """The model with a fresh adapter, which changes nothing yet."""
    from peft import LoraConfig, get_peft_model

    torch: Any = import_module("torch")
    torch.manual_seed(plan.seed)
    torch.set_flush_denormal(True)  # else tiny gradients take the processor many times as long
    config = LoraConfig(
        r=plan.rank,
        lora_alpha=plan.alpha,
        target_modules=list(MODULES),
        layers_to_transform=list(range(plan.below, model.config.num_hidden_layers)),
        task_type="CAUSAL_LM",
    )
    return get_peft_model(model, config)


def summed_loss(model: Any, scene: Encoded, on: str = "cpu") -> "torch.Tensor":
    """The loss of all tokens of a scene's answers, added up."""
    from torch.nn.functional import cross_entropy

    base, tensors = model.get_base_model(), batch(scene, on)
    hidden = base.model(
        input_ids=tensors.ids, position_ids=tensors.places, attention_mask=tensors.mask, use_cache=False
    ).last_hidden_state[0]
    return cross_entropy(base.lm_head(hidden[tensors.before]).float(), tensors.targets, reduction="sum")


def held_loss(model: Any, scenes: Sequence[Encoded], on: str = "cpu") -> float:
    """Mean loss of a token of an answer."""
    import torch

    with torch.no_grad():
        return sum(float(summed_loss(model, scene, on)) for scene in scenes) / sum(scene.learned for scene in scenes)


def train(model: Any, scenes: Sequence[Encoded], held: Sequence[Encoded], plan: Plan, folder: Path) -> Iterator[Point]:
    """Train an adapter in place, and keep it in a folder with its curve; gives a point before the first step too.

    Raises ExociteError where there is nothing to learn from.
    """
    import torch

    on = device()
    model.to(on).train()
    scenes = [scene for scene in scenes if scene.tokens <= plan.longest]
    if not scenes:
        raise ExociteError(f"No scene has {plan.longest} tokens or fewer, the longest to learn from; make other pairs.")
    held = [scene for scene in held if scene.tokens <= plan.longest][: plan.measured]
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer: Any = torch.optim.AdamW(weights, lr=plan.rate, weight_decay=0.0)
    curve = _begun(folder, plan)
    drawn, losses, tokens = _drawn(scenes, plan.seed), _Losses(), 0
    first = held_loss(model, held, on) if held else None
    yield curve.add(Point(0, 0.0, 0, None, first))
    started, done, step = perf_counter(), 0.0, 0
    while done < 1:
        step += 1
        for group in optimizer.param_groups:
            group["lr"] = plan.rate * _share(done)
        some = [next(drawn) for _ in range(plan.scenes)]
        learned = sum(scene.learned for scene in some)
        for scene in some:
            loss: Any = summed_loss(model, scene, on) / learned
            loss.backward()
            losses.add(float(loss.detach()) * learned, scene.learned)
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        tokens += sum(scene.tokens for scene in some)
        seconds = perf_counter() - started
        done = max(step / plan.steps, seconds / 60 / plan.minutes if plan.minutes else 0.0)
        if step == plan.stop:
            done = 1.0
        whole = done >= 1 or step % plan.every == 0
        if whole:
            model.save_pretrained(folder)
        if whole or step % 5 == 0:
            told = held_loss(model, held, on) if whole and held else None
            yield curve.add(Point(step, round(seconds, 1), tokens, losses.mean(), told))


class _Losses:
    """The mean loss of a token since it was asked for last."""

    def __init__(self) -> None:
        self._sum, self._count = 0.0, 0

    def add(self, loss: float, count: int) -> None:
        self._sum += loss
        self._count += count

    def mean(self) -> float:
        mean = self._sum / max(1, self._count)
        self._sum, self._count = 0.0, 0
        return mean


class _Curve:
    """The points of a training, kept in a file of JSON Lines."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.write_text("", encoding="utf-8")

    def add(self, point: Point) -> Point:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(asdict(point))}\n")
        return point


def _begun(folder: Path, plan: Plan) -> _Curve:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.json").write_text(f"{json.dumps(asdict(plan), indent=1)}\n", encoding="utf-8")
    return _Curve(folder / "curve.jsonl")


def _share(done: float) -> float:
    """The share of the highest learning rate where so much of the training is done."""
    if done < _RISING:
        return 0.1 + 0.9 * done / _RISING
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * min(1.0, (done - _RISING) / (1 - _RISING))))


def _drawn(scenes: Sequence[Encoded], seed: int) -> Iterator[Encoded]:
    """The scenes again and again, shuffled each time."""
    random, order = Random(seed), list(scenes)
    while True:
        random.shuffle(order)
        yield from order
