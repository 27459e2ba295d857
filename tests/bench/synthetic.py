"""Any number of synthetic passages over the corpus's own words and names, and an encoder that costs nothing."""

import csv
import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from random import Random

import numpy as np

from corpus.model import Section, Source
from corpus.settings import CorpusSettings
from corpus.shipped import read_shipped
from index.encoder.bulk import unit
from index.encoder.encoder import Encoder

PER_SOURCE = 20
"""Passages of a source, about as many as a paper has."""
_TEMPLATES = (
    "Exosomal {mirna} from {donor} lowers {targets} and makes {cancer} resist {drugs}.",
    "In {cancer}, {mirna} carried by vesicles restores sensitivity to {drugs} through {targets}.",
    "Serum {mirna} was higher in patients with {cancer} who did not respond to {drugs}.",
    "{targets} is a direct target of {mirna} in {cancer}.",
    "Knockdown of {targets} had the effect of {drugs}.",
)
_SENTENCES, _WORDS, _NAMING = 5, 14, 0.5
"""Sentences of a passage, words of each, and the share of passages of which one sentence is from a template.

So a passage is as long as the corpus's own (70 words), and a question's words stand in about as large a share
of the passages (0.75 in the median, 0.80 in the corpus).
"""


class FreeEncoder(Encoder):
    """The encoder of the settings, but for passages, whose vectors are drawn at random, seeded by the text."""

    def embed_passages(self, texts: Sequence[str]) -> np.ndarray:
        seeds = (int.from_bytes(sha256(text.encode()).digest()[:8], "big") for text in texts)
        return unit(np.stack([np.random.default_rng(seed).standard_normal(self.dimension) for seed in seeds]))


def synthetic_sources(first: int, last: int) -> Iterator[Source]:
    """Sources with the passages numbered from ``first`` to ``last``, each a section of its own.

    The words of a passage are drawn from one source of the corpus, in short runs, so that each is as common
    as it is there, and in the same company.
    """
    folder = CorpusSettings().corpus
    with (folder / "records" / "records.csv").open(encoding="utf-8") as file:
        records = list(csv.DictReader(file))
    texts = [re.findall(r"[^\W\d_][\w-]+", source.text) for source in read_shipped(folder, 10**8)[0]]
    for start in range(first, last, PER_SOURCE):
        draw = Random(start)
        text, sections = "", []
        for number in range(start, min(start + PER_SOURCE, last)):
            passage = f"{_passage(draw, records, draw.choice(texts))} Sample {number}."  # no two are the same
            sections.append(Section(None, len(text), len(text) + len(passage)))
            text += passage + "\n\n"
        yield Source(id=f"synthetic-{start}", kind="file", text=text, sections=tuple(sections))


def _passage(draw: Random, records: Sequence[dict[str, str]], words: Sequence[str]) -> str:
    sentences = [_of_words(draw, words) for _ in range(_SENTENCES)]
    sentences[0] = _of_names(draw, draw.choice(records)) if draw.random() < _NAMING else sentences[0]
    return " ".join(sentences)


def _of_names(draw: Random, record: dict[str, str]) -> str:
    first = {name: value.split(";")[0] for name, value in record.items()}
    return draw.choice(_TEMPLATES).format(**first)


def _of_words(draw: Random, words: Sequence[str]) -> str:
    start = draw.randrange(max(1, len(words) - _WORDS))
    sentence = " ".join(words[start : start + _WORDS])
    return f"{sentence[0].upper()}{sentence[1:]}."  # names keep their capitals
