"""A scene as one sequence: its evidence is read once, and each question with its answer branches off from it.

A branch sees the evidence and itself, and counts its places from where the evidence ends, so that the loss is
that of the pairs one by one, at less than half of the work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.training.model import Scene
from assistant.writers.prompts import prompt

if TYPE_CHECKING:
    import torch

_SYSTEM, _USER, _END = "system", "user", "<|im_end|>"


class Tokenizer(Protocol):
    """What is used of a tokenizer of transformers."""

    def apply_chat_template(
        self, conversation: list[dict[str, str]], *, add_generation_prompt: bool, tokenize: bool
    ) -> str: ...

    def encode(self, text: str, *, add_special_tokens: bool) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of a scene: what all its pairs begin with, and of each pair the rest of its prompt and its answer."""

    shared: tuple[int, ...]
    branches: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    @property
    def tokens(self) -> int:
        """Tokens that a model reads."""
        return len(self.shared) + sum(len(asked) + len(told) for asked, told in self.branches)

    @property
    def learned(self) -> int:
        """Tokens that a model learns from."""
        return sum(len(told) for _, told in self.branches)


def rendered(tokenizer: Tokenizer, question: str, evidence: Sequence[str]) -> str:
    """The prompt of a pair as the model's own chat template lays it out, up to where the answer begins."""
    asked = prompt(question, evidence)
    messages = [{"role": _SYSTEM, "content": asked.system}, {"role": _USER, "content": asked.user}]
    return tokenizer.apply_chat_template(messages, add_generation_prompt=True, tokenize=False)


def encode(scene: Scene, tokenizer: Tokenizer) -> Encoded:
    """Encode a scene; prompt and answer are cut into tokens apart, as they are when a model answers."""
    prompts = [
        tokenizer.encode(rendered(tokenizer, pair.question, scene.evidence), add_special_tokens=False)
        for pair in scene.pairs
    ]
    answers = [tokenizer.encode(pair.answer + _END, add_special_tokens=False) for pair in scene.pairs]
    shared = _common(prompts)
    branches = zip(prompts, answers, strict=True)
    return Encoded(tuple(prompts[0][:shared]), tuple((tuple(asked[shared:]), tuple(told)) for asked, told in branches))


def _common(prompts: Sequence[Sequence[int]]) -> int:
    """How many first tokens all prompts share, so that at least the last one is each prompt's own."""
    shortest = min(map(len, prompts)) - 1
    alike = (place for place in range(shortest) if len({tokens[place] for tokens in prompts}) > 1)
    return next(alike, shortest)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one scene: ids and places (1, n), mask (1, 1, n, n), where answers are predicted, and by what."""

    ids: "torch.Tensor"
    places: "torch.Tensor"
    mask: "torch.Tensor"
    before: "torch.Tensor"
    """Indices of the tokens after which a token of an answer stands."""
    targets: "torch.Tensor"


def batch(encoded: Encoded, device: str = "cpu") -> Batch:
    """The tensors of a scene."""
    import torch

    shared = len(encoded.shared)
    ids, places, groups = list(encoded.shared), list(range(shared)), [0] * shared
    before: list[int] = []
    targets: list[int] = []
    for number, (asked, told) in enumerate(encoded.branches, start=1):
        first = len(ids) + len(asked) - 1
        ids += (*asked, *told)
        places += range(shared, shared + len(asked) + len(told))
        groups += [number] * (len(asked) + len(told))
        before += range(first, first + len(told))
        targets += told
    group = torch.tensor(groups)
    sees = (group[:, None] == group[None, :]) | (group[None, :] == 0)
    mask = sees & torch.ones(len(ids), len(ids), dtype=torch.bool).tril()
    return Batch(
        torch.tensor([ids], device=device),
        torch.tensor([places], device=device),
        mask[None, None].to(device),
        torch.tensor(before, device=device),
        torch.tensor(targets, device=device),
    )
