"""Settings of this floor."""

from pydantic import Field

from corpus.settings import CorpusSettings


class IndexSettings(CorpusSettings):
    """How passages are embedded, stored and searched."""

    encoder: str = Field(
        default="bundled",
        description="'bundled' (all-MiniLM-L6-v2 from its package), a folder with a sentence-transformers model, "
        "or the name of one on the model hub (fetched once, which uses the internet).",
    )
    device: str = Field(default="cpu", description="Where passages are embedded: cpu, cuda, mps.")
    batch_size: int = Field(default=16, gt=0, description="Passages embedded at a time.")
    passage_pieces: int = Field(
        default=256, ge=32, description="Word pieces of a passage at most; the encoder's own limit holds too."
    )
    depth: int = Field(default=50, gt=0, description="Passages taken from each leg of the search before fusion.")
    rrf_k: int = Field(
        default=60,
        gt=0,
        description="Constant of reciprocal rank fusion (Cormack et al. 2009, doi 10.1145/1571941.1572114).",
    )
    heading_weight: float = Field(
        default=1.0, ge=0, description="Weight of the heading in BM25, beside 1 for the text."
    )
    lock_wait: float = Field(
        default=600.0, ge=0, description="Seconds to wait for another process that is building the index."
    )
