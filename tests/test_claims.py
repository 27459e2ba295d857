"""Claims: what they state, how evidence stands to them, and the verdict that follows."""

import logging

import pytest

from assistant.assistant import Assistant
from assistant.claims.checkable import is_checkable
from assistant.claims.opposite import opposite
from assistant.claims.splitting import parts_of
from assistant.claims.stated import stated
from assistant.claims.tilt import losses, tilt
from assistant.claims.verdicts import verdict_of, whole
from assistant.model import Verdict
from assistant.support.tokens import Token, read
from corpus.errors import ExociteError
from corpus.names.names import Names
from index.asked import Asked, asked_names
from index.filters import Filter
from index.store.sources import live_source

NAMES = Names()
EIGHT = (
    "Exosomal miR-21 and miR-155 promote cisplatin and paclitaxel resistance in lung and ovarian cancer through PTEN."
)
log = logging.getLogger(__name__)


def names_of(text: str) -> Asked:
    return asked_names(text, NAMES, {})


def reasons(verdict: Verdict, stance: str) -> list[str]:
    return [item.why for item in verdict.evidence if item.stance == stance]


# -- what is stated ------------------------------------------------------------------------------------------


def test_a_claim_is_split_into_its_findings():
    parts = parts_of(EIGHT, names_of, NAMES)
    found = [tuple(name.name for name in stated(part, names_of, NAMES).asked.names) for part in parts]
    assert len(parts) == len(set(found)) == 8
    assert ("miR-155", "paclitaxel", "ovarian cancer", "PTEN") in found
    assert all("PTEN" in names and len(names) == 4 for names in found)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            "miR-21 promotes resistance to cisplatin but restores sensitivity to paclitaxel in lung cancer.",
            ["miR-21 cisplatin lung cancer", "miR-21 paclitaxel lung cancer"],
        ),
        (
            "miR-21 and miR-155 promote cisplatin and paclitaxel resistance, respectively.",
            ["miR-21 cisplatin", "miR-155 paclitaxel"],
        ),
        (
            "Exosomal miR-122 potentiates sorafenib in HCC, while exosomal miR-200c-3p antagonises this drug.",
            ["miR-122 sorafenib hepatocellular carcinoma", "miR-200c-3p sorafenib hepatocellular carcinoma"],
        ),
        (
            "Exosomal miR-25-3p raises the TMZ resistance of GBM cells, as does exosomal miR-151a.",
            ["miR-25-3p temozolomide glioblastoma", "miR-151a temozolomide glioblastoma"],
        ),
        (
            "miR-193a acts on LRRC1 in NSCLC and miR-1236 on SLC9A1 in breast cancer, restoring cisplatin response.",
            None,
        ),
        ("Exosomal miR-96 promotes cisplatin resistance in lung cancer.", ["miR-96 cisplatin lung cancer"]),
    ],
)
def test_clauses(claim: str, expected: list[str] | None):
    parts = parts_of(claim, names_of, NAMES)
    if expected is None:
        mirnas = [stated(part, names_of, NAMES).mirnas for part in parts]
        assert mirnas == [{"miR-193a"}, {"miR-1236"}]
        return
    found = [" ".join(name.name for name in stated(part, names_of, NAMES).asked.names) for part in parts]
    assert found == expected


def test_many_names_stay_bounded():
    many = ", ".join(f"miR-{number}" for number in range(100, 160))
    claim = f"Exosomal {many} and miR-7 promote cisplatin, paclitaxel and doxorubicin resistance in lung cancer."
    assert len(parts_of(claim, names_of, NAMES)) == 36


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("miR-21 blunts the effect of cisplatin.", 1),
        ("Cisplatin sensitivity falls when miR-21 arrives.", 1),
        ("Cells succumb to lower doses of cisplatin after uptake of miR-21.", -1),
        ("Scarcity of miR-21 flags patients who do well on cisplatin.", 1),
        ("Depriving exosomes of miR-21 makes cells respond to cisplatin.", 1),
        ("miR-21 lowers PTEN and shields cells from cisplatin.", 1),
        ("Cells are kept from becoming cisplatin-resistant by miR-21.", -1),
        ("miR-21 is found in cisplatin-resistant cells.", 0),
        ("Cisplatin resistance of lung cancer rests on miR-21 and on loss of PTEN.", 1),
        ("Loss of miR-21 goes with worse response to cisplatin.", -1),
    ],
)
def test_tilt(sentence: str, expected: int):
    (tokens,), _ = read([sentence], NAMES)
    assert tilt(tokens, lambda token: bool(token.named("mirna"))) == expected


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("loss of exosomal miR-21", True),
        ("miR-21 knockdown", True),
        ("miR-21 was silenced", True),
        ("reduced miR-21", True),
        ("miR-21 reduced PTEN", False),
        ("miR-21 has reduced PTEN", False),
        ("less sensitive through miR-21", False),
        ("low oxygen loads exosomes with miR-21", False),
    ],
)
def test_losses(sentence: str, lost: bool):
    (tokens,), _ = read([sentence], NAMES)

    def is_mirna(token: Token) -> bool:
        return bool(token.named("mirna"))

    assert bool(losses(tokens, is_mirna)) == lost


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Exosomal miR-96 promotes cisplatin resistance in lung cancer.", True),
        ("In this review, we discuss exosomal microRNAs.", False),
        ("Further studies are needed.", False),
        ("Does miR-96 promote resistance?", False),
        ("miR-96", False),
        ("Lung cancer cells", False),
    ],
)
def test_what_can_be_checked(sentence: str, expected: bool):
    assert is_checkable(sentence) == expected


def test_the_opposite_is_looked_for():
    assert opposite("miR-21 promotes resistance.") == "miR-21 reverses resistance."
    assert opposite("The cells are resistant.") == "The cells are sensitive."
    assert opposite("Exosomes are small.") != "Exosomes are small."


# -- verdicts ------------------------------------------------------------------------------------------------


def test_verdicts_follow():
    assert verdict_of([]) == verdict_of(["related"]) == "not_found"
    assert verdict_of(["supports", "related"]) == "supported"
    assert verdict_of(["contradicts"]) == "contradicted"
    assert verdict_of(["supports", "contradicts"]) == "mixed"
    assert whole(["supported", "supported"]) == "supported"
    assert whole(["supported", "not_found"]) == "not_found"
    assert whole(["supported", "contradicted"]) == "mixed"
    assert whole(["contradicted", "not_found"]) == "contradicted"
    assert whole(["mixed", "supported"]) == "mixed"


@pytest.mark.slow
def test_every_record_supports_its_finding_and_contradicts_the_opposite(assistant: Assistant):
    asked = 0
    for finding in assistant.records():
        record = finding.record
        if record.effect == "biomarker_only":
            continue
        asked += 1
        for verb, effect, expected in (
            ("promotes", "promotes_resistance", "supports"),
            ("reverses", "reverses_resistance", "supports"),
        ):
            claim = f"Exosomal {record.mirna} {verb} resistance to {record.drugs[0]} in {record.cancer}."
            verdict = assistant.cite(claim)
            stances = {item.stance for item in verdict.evidence if item.citation.record == record.id}
            assert (expected if effect == record.effect else "contradicts") in stances, claim
            assert verdict.verdict in ("supported", "contradicted", "mixed"), claim
    assert asked > 150


def test_quotes_are_exact_and_numbered(assistant: Assistant):
    claims = (
        EIGHT,
        "miR-21 promotes chemoresistance. Exosomes are shed by cells. miR-7 promotes gefitinib resistance in NSCLC.",
    )
    for claim in claims:
        verdict = assistant.cite(claim)
        numbers = [item.citation.number for item in verdict.evidence]
        assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
        for item in verdict.evidence:
            held = live_source(assistant.searcher.store.connection, item.citation.source.id)
            assert held is not None
            assert held.source.text[item.citation.start : item.citation.end] == item.citation.quote
            assert 0 <= item.score <= 1
            assert item.why
        for sentence in verdict.sentences:
            assert claim[sentence.start : sentence.end] == sentence.text
            assert all(set(finding.evidence) <= set(numbers) for finding in sentence.findings)


@pytest.mark.parametrize(
    ("claim", "verdict", "why"),
    [
        ("Exosomal miR-96 promotes cisplatin resistance in breast cancer.", "not_found", "other cancer"),
        ("miR-96 promotes resistance to chemotherapy in lung cancer.", "supported", "same microRNA, drug (cisplatin)"),
        ("Exosomal miR-92a-3p causes oxaliplatin resistance in colorectal cancer.", "not_found", "broader drug"),
        ("miR-222 in exosomes causes gemcitabine resistance in lung cancer.", "supported", "miR-222-3p"),
        ("Exosomal miR-1182 restores docetaxel response in prostate cancer.", "supported", "vesicles carry circ-XIAP"),
        ("miR-143-3p renders osteosarcoma cells resistant to doxorubicin.", "not_found", "only an association"),
        (
            "Exosomal miR-96 promotes cisplatin resistance in lung cancer by inducing ferroptosis.",
            "not_found",
            "ferroptosis",
        ),
        (
            "Exosomal miR-96 promotes cisplatin resistance in lung cancer by targeting PTEN.",
            "not_found",
            "PTEN is not in",
        ),
        ("Intracellular miR-96 promotes cisplatin resistance in lung cancer.", "supported", "evidence is on vesicles"),
        ("miR-96 raises LMO7 in lung cancer.", "contradicted", "opposite effect on LMO7"),
        ("Exosomal miR-522 increases ferroptosis in gastric cancer.", "contradicted", "opposite effect on ferroptosis"),
    ],
)
def test_specificity(assistant: Assistant, claim: str, verdict: str, why: str):
    found = assistant.cite(claim)
    assert found.verdict == verdict, [(item.stance, item.why) for item in found.evidence]
    assert any(why in item.why for item in found.evidence), [item.why for item in found.evidence]


def test_parts_without_evidence_are_shown(assistant: Assistant):
    claim = "Exosomal miR-96 promotes cisplatin and gemcitabine resistance in lung cancer."
    verdict = assistant.cite(claim)
    assert verdict.verdict == "not_found"
    (sentence,) = verdict.sentences
    assert [finding.verdict for finding in sentence.findings] == ["supported", "not_found"]
    assert sentence.findings[0].evidence
    assert sentence.findings[1].lacks
    assert "not supported as a whole" in verdict.message


def test_a_paragraph_is_judged_sentence_by_sentence(assistant: Assistant):
    text = (
        "Exosomal miR-96 promotes cisplatin resistance in lung cancer. In this review, we discuss it. "
        "Exosomal miR-7 promotes gefitinib resistance in NSCLC."
    )
    verdict = assistant.cite(text)
    assert [sentence.verdict for sentence in verdict.sentences] == ["supported", None, "contradicted"]
    assert verdict.verdict == "mixed"
    assert {item.sentence for item in verdict.evidence} == {0, 2}
    nothing = assistant.cite("In this review, we discuss it. Further studies are needed.")
    assert (nothing.verdict, nothing.evidence) == (None, ())


def test_what_retracted_papers_say_is_flagged(assistant: Assistant):
    verdict = assistant.cite("Exosomal miR-32-5p promotes multidrug resistance in hepatocellular carcinoma.")
    assert verdict.verdict == "supported"
    assert verdict.evidence[0].citation.source.status == "retracted"
    assert "retracted" in verdict.message


def test_a_filter_narrows_the_evidence(assistant: Assistant):
    claim = "Exosomal miR-96 promotes cisplatin resistance in lung cancer."
    verdict = assistant.cite(claim, Filter(kind=("note",)))
    assert verdict.verdict == "not_found"
    assert all(item.citation.source.kind == "note" for item in verdict.evidence)


def test_faults_in_claims(assistant: Assistant):
    for claim, said in ((" ", "claim is empty"), ("x" * 4001, "limit is 4000")):
        with pytest.raises(ExociteError, match=said):
            assistant.cite(claim)
