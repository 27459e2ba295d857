"""Sentence borders in biomedical text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import LONGEST, sentence_spans

CASES = [
    ("Resistance was seen in lung cancer. Exosomes carrying miR-96 raised it.", 2),
    ("It lowered MGMT. Pathway analysis followed.", 2),
    ("It lowered LMO7. The effect was strong.", 2),
    ("Found in ovarian cancer. miR-433 lowered CDK6.", 2),
    ("We used E. coli and S. aureus. Both grew.", 2),
    ("As shown (Fig. 2A), growth fell. See Fig. 3.", 2),
    ("Smith et al. reported that miR-21 rose.", 1),
    ("Smith et al. 2020 found miR-21. It rose.", 2),
    ("Dose was 5 mg/kg i.v. daily vs. placebo. No. 3 died.", 2),
    ("The U.S. Food and Drug Administration approved it. It works.", 2),
    ("miR-155-5p rises. let-7a falls. circFBXW7 stays.", 3),
    ("Cells (A549/DDP). They were resistant.", 2),
    ("Genes, e.g. TP53, i.e. p53, were cut. OK.", 2),
    ("Binding of hnRNPA2B1. YBX1 too.", 2),
    ("Vesicles with PD-L1. Thus T cells tire.", 2),
    ("Patients (n = 12). Controls (n = 6).", 2),
    ("IC50 was 3.5 uM. The value 0.05 is low.", 2),
    ("It was seen in stage III. Stage IV tumours grew.", 2),
    ("Resistant to 5-FU. Cisplatin helped.", 2),
    ("Approx. ten mice were used.", 1),
    ("One\n\nTwo", 2),
    ("Listed:\n- one thing\n- another", 3),
    ("Hard wrapped\nlines stay\none sentence.", 1),
]


@pytest.mark.parametrize(("text", "count"), CASES)
def test_borders(text: str, count: int):
    assert len(sentence_spans(text)) == count, [text[a:b] for a, b in sentence_spans(text)]


ODD = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab Z.!?,;:-\n\r\t()|*0159\u2010\u2011\u2013\u2212\u00a0αβγµ\u0301\u0308é\u2028\u200b…“”"),
        st.characters(codec="utf-8"),
    ),
    max_size=400,
)


@given(ODD)
def test_every_sign_is_in_one_sentence(text: str):
    spans = sentence_spans(text)
    covered = [False] * len(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        last = end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        covered[start:end] = [True] * (end - start)
    assert all(covered[i] or text[i].isspace() for i in range(len(text)))


@pytest.mark.parametrize("unit", ["a", "a. ", ".", "\n", " \n", "- x\n", "CAPS) ", "é\u0301", "\U0001f9ec"])
def test_long_input_is_cut_and_does_not_stall(unit: str):
    text = unit * (300_000 // len(unit))
    assert all(end - start <= LONGEST for start, end in sentence_spans(text))
