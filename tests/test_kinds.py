"""What kind of answer a question wants, by table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.kinds import kind_of
from corpus.names.names import Names

NAMES = Names()
KINDS = {
    "finding": (
        "What does exosomal miR-96 target in lung cancer?",
        "What is known about miR-1246?",
        "miR-433 paclitaxel",
        "Which protein loads miR-522 into exosomes?",
        "Where do the vesicles with miR-365 come from?",
        "What is the role of ceramide?",
    ),
    "list": (
        "Which exosomal miRNAs make gemcitabine fail in pancreatic cancer?",
        "List miRNAs from CAF exosomes linked to resistance",
        "What restores temozolomide sensitivity?",
        "Which drugs does miR-21 make fail?",
        "platinum resistance microRNAs",
        "Show me all microRNAs that target PTEN",
        "In which cancers does miR-155 act?",
        "Exosomal biomarkers of osimertinib resistance",
    ),
    "mechanism": (
        "How do macrophage exosomes cause chemoresistance?",
        "Why does miR-365 weaken gemcitabine?",
        "By what mechanism does miR-21 act in gastric cancer?",
        "Through which pathway does miR-222-3p work?",
        "Explain how fibroblasts protect tumours from cisplatin",
    ),
    "effect": (
        "Does exosomal miR-151a cause temozolomide resistance?",
        "Is miR-21 in serum a marker of response?",
        "Can miR-122 sensitise hepatocellular carcinoma to sorafenib",
        "Is it true that miR-155 promotes gemcitabine resistance?",
        "miR-96 promotes cisplatin resistance, right?",
    ),
    "compare": (
        "miR-433 in ovarian and in lung cancer?",
        "Compare miR-21 with miR-155",
        "How does exosomal miR-155 differ from miR-21 in gemcitabine resistance?",
        "miR-21: cisplatin versus paclitaxel",
        "Does miR-433 have the same effect in ovarian and lung cancer?",
    ),
    "definition": (
        "What is an exosome?",
        "What is GW4869 used for?",
        "Define extracellular vesicle",
        "What are tumour-associated macrophages?",
        "What does FOLFOX stand for?",
    ),
    "corpus": (
        "What sources do you have on glioblastoma?",
        "How many records mention cisplatin?",
        "Which papers are retracted?",
        "Do you have anything on myeloma?",
        "How big is your corpus?",
    ),
    "talk": ("thanks!", "Hello", "ok, great, thank you very much", "Good morning", "what can you do?"),
    "advice": (
        "What is the recommended dose of imatinib in children?",
        "Should my father with lung cancer take osimertinib?",
        "How long will I live with glioblastoma?",
        "A 62-year-old woman with ovarian cancer: give cisplatin or paclitaxel?",
        "Is gemcitabine safe for me?",
        "What is the prognosis of Mrs Smith with breast cancer?",
    ),
}


@pytest.mark.parametrize(("kind", "question"), [(kind, text) for kind, texts in KINDS.items() for text in texts])
def test_kind(kind: str, question: str):
    assert kind_of(question, NAMES.find(question)) == kind


@given(st.text(max_size=300))
def test_every_text_has_a_kind(text: str):
    assert kind_of(text, NAMES.find(text)) in KINDS
