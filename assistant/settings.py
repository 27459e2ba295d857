"""Settings of this floor."""

from pydantic import Field

from index.settings import IndexSettings


class AssistantSettings(IndexSettings):
    """How much is read for an answer, and when nothing that was read answers."""

    passages_read: int = Field(default=10, gt=0, description="Passages read for one answer.")
    claim_passages: int = Field(
        default=20, gt=0, description="Passages read for each sentence of a claim, and as many for its opposite."
    )
    max_statements: int = Field(default=6, gt=0, description="Statements in one answer at most.")
    min_cosine: float = Field(
        default=0.3, ge=-1, le=1, description="Refuse where no passage is as near to the question as this cosine."
    )
    min_support: float = Field(
        default=0.75,
        ge=0,
        le=2,
        description="Refuse where no passage has this sum of cosine and half the covered share of the question.",
    )
    keep_above: float = Field(
        default=0.75, ge=0, le=1, description="Share of the best sentence's score that every further statement reaches."
    )
