"""Settings of this floor."""

from typing import Literal

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
    # Each value below was chosen on the 807 training claims of SciFact (nDCG@10) and the 195 questions of
    # tests/data/domain.jsonl for development (recall@5); the figures beside it are those with another value.
    depth: int = Field(  # 50: SciFact 0.732 without names, where 100 gives 0.736
        default=100, gt=0, description="Passages taken from each leg of the search before fusion."
    )
    fusion: Literal["convex", "rrf"] = Field(  # rrf: SciFact 0.716 without names, where convex gives 0.736
        default="convex",
        description="How the legs become one: by their scores, or by reciprocal rank, which is worse on SciFact.",
    )
    dense_share: float = Field(  # 0.5: SciFact 0.724 without names, where 0.75 gives 0.737
        default=0.75, ge=0, le=1, description="Share of the cosine in a score where the legs are fused by their scores."
    )
    rrf_k: int = Field(  # 10: SciFact 0.717 by rank, where 60 gives 0.716
        default=60,
        gt=0,
        description="Constant of reciprocal rank fusion (Cormack et al. 2009, doi 10.1145/1571941.1572114).",
    )
    heading_weight: float = Field(  # 4: SciFact 0.734 without names, where 1 gives 0.737
        default=1.0, ge=0, description="Weight of the heading in BM25, beside 1 for the text."
    )
    names_weight: float = Field(  # 1: SciFact 0.731; 0.3: 0.736
        default=0.15, ge=0, description="Weight of the names of a passage in BM25, beside 1 for the text."
    )
    lexical_share: float = Field(  # 1: SciFact 0.738, domain 0.989; 0.2: 0.740, 0.987; 0.1: 0.738, 0.987; 0.05: 0.735
        default=0.2,
        gt=0,
        le=1,
        description="Share of the passages above which the lexical leg leaves out a word while it has three others.",
    )
    lexical_places: int = Field(  # SciFact, which is a tenth of 100,000 passages: 5,000 0.739, 2,000 0.732
        default=50_000,
        gt=0,
        description="Passages that the lexical leg reads for the words of a question at most, the rarest words first.",
    )
    mirna_weight: float = Field(  # 0, like all that follow: domain 0.980, SciFact 0.736
        default=1.0, ge=0, description="What a hit gains by naming the asked microRNA."
    )
    drug_weight: float = Field(  # 0.3, with 0.3 for a cancer: SciFact 0.731
        default=0.15, ge=0, description="The same for a drug; a hit that names another one instead loses it."
    )
    cancer_weight: float = Field(default=0.1, ge=0, description="The same for a cancer.")
    gene_weight: float = Field(default=0.2, ge=0, description="The same for a gene.")  # 0.1: SciFact 0.737
    cell_weight: float = Field(default=0.05, ge=0, description="The same for a cell.")
    mechanism_weight: float = Field(default=0.02, ge=0, description="The same for a mechanism.")
    reranker: str = Field(
        default="",
        description="A cross-encoder that reads the best passages once more before names decide: a folder, or the name "
        "of one on the model hub (fetched once, which uses the internet). Empty for none.",
    )
    rerank_depth: int = Field(default=20, gt=0, description="Passages that the reranker reads for a question.")
    source_share: float = Field(  # 1: no difference on either
        default=0.4, gt=0, le=1, description="Share of the ten best hits that one source may take, unless it is named."
    )
    lock_wait: float = Field(
        default=600.0, ge=0, description="Seconds to wait for another process that is building the index."
    )
    fetch_address: str = Field(
        default="https://www.ebi.ac.uk/europepmc/webservices/rest",
        pattern=r"^https?://[^\s]+$",
        description="Address of Europe PMC's REST service, or of one that answers like it; only 'exocite fetch', "
        "'exocite sources --refresh-status' and the page's button for fetching ask it.",
    )
    fetch_per_second: float = Field(
        default=3.0, gt=0, le=50, description="Requests a second that are sent to that address at most."
    )
