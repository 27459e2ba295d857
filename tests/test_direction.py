"""Which way a question asks, by table."""

import pytest

from assistant.direction import wanted_effect

P, R, B = "promotes_resistance", "reverses_resistance", "biomarker_only"
QUESTIONS = [
    (P, "Which exosomal miRNAs make gemcitabine fail in pancreatic cancer?"),
    (None, "List miRNAs from CAF exosomes linked to resistance"),
    (R, "What restores temozolomide sensitivity?"),
    (P, "Does exosomal miR-151a cause temozolomide resistance?"),
    (P, "Which microRNAs from cisplatin-resistant cells spread resistance?"),
    (None, "What do exosomes of resistant cells carry?"),
    (R, "Which miRNAs resensitise ovarian cancer cells to cisplatin?"),
    (R, "Which miRNAs make lung cancer cells more sensitive to gefitinib"),
    (R, "miRNAs that reverse drug resistance"),
    (P, "Which miRNAs reduce the efficacy of 5-FU?"),
    (B, "Which serum exosomal microRNAs predict response to platinum?"),
    (P, "exosomal miRNAs protecting glioma from TMZ"),
    (R, "Which vesicle microRNAs overcome taxane resistance in breast cancer?"),
    (B, "microRNAs in plasma exosomes as biomarkers of resistance"),
    (R, "Which microRNA increases chemosensitivity"),
    (P, "What makes tumours resist paclitaxel?"),
    (P, "Which miRNAs stop oxaliplatin working"),
    (P, "Which exosomal miRNAs render tumours resistant to radiotherapy?"),
    (P, "Which miRNA lowers response to trastuzumab"),
    (P, "Does miR-21 promote resistance by suppressing PTEN?"),
    (R, "Does loss of miR-100-5p in exosomes raise cisplatin resistance?"),
    (P, "Does miR-21 inhibition restore sensitivity to doxorubicin?"),
    (R, "Is oxaliplatin resistance reduced by exosomal miR-128-3p?"),
    (None, "Is miR-21 linked to resistance?"),
    (R, "Can miR-613 counter resistance?"),
    (R, "Does miR-122 sensitise HCC to sorafenib?"),
    (P, "Does miR-222 weaken the response to tamoxifen?"),
    (None, "Which microRNAs do not restore sensitivity?"),
    (P, "Why do cells with miR-21 not respond to cisplatin?"),
    (None, ""),
]


@pytest.mark.parametrize(("effect", "question"), QUESTIONS)
def test_direction(effect: str | None, question: str):
    assert wanted_effect(question) == effect
