"""How near a text is to a claim: by the words that it lacks, and by the encoder."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np

from assistant.claims.stated import Stated
from assistant.support.cover import uncovered
from assistant.support.tokens import read
from index.encoder.encoder import Encoder

_COMPARED = 2
"""Sentences of a text that the encoder compares, those that lack the fewest words."""
_KEPT = 5_000
"""Vectors kept, of 1.5 kB each."""


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence and how near it is to a claim."""

    sentence: str
    cosine: float
    missing: float
    """Share of the claim's content words that it has no word for."""

    @property
    def nearness(self) -> float:
        """The cosine less half the missing share."""
        return self.cosine - self.missing / 2


class Reading:
    """Compares sentences; safe to share between threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = Lock()
        self._vectors: OrderedDict[str, Any] = OrderedDict()

    def similarity(self, one: str, other: str) -> float:
        """The cosine of two texts."""
        return float(np.dot(self._vector(one), self._vector(other)))

    def nearest(self, claim: Stated, heading: str, sentences: Sequence[str]) -> Near:
        """The sentence that is nearest to a claim, its heading counted with it; of at least one sentence."""
        texts, _ = read([heading, *sentences], claim.names)
        shares: list[tuple[float, str]] = []
        for sentence, tokens in zip(sentences, texts[1:], strict=True):
            missing, count = uncovered(claim.tokens, [texts[0], tokens])
            shares.append((len(missing) / max(count, 1), sentence))
        shares.sort(key=lambda item: item[0])
        found = [Near(text, self.similarity(claim.text, text), share) for share, text in shares[:_COMPARED]]
        return max(found, key=lambda near: near.nearness)

    def _vector(self, text: str) -> Any:
        with self._lock:
            if text in self._vectors:
                self._vectors.move_to_end(text)
                return self._vectors[text]
        vector = self._encoder.embed_question(text)
        with self._lock:
            self._vectors[text] = vector
            if len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        return vector
