"""The support check: swaps are caught, faithful rewordings and quotes are kept."""

import json
import logging
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.support.support import supports
from corpus.names.names import Names
from corpus.sentences import sentence_spans
from corpus.shipped import read_shipped
from tests.test_sentences import ODD

FILE = Path(__file__).parent / "data" / "support.jsonl"
PAIRS = [json.loads(line) for line in FILE.read_text().splitlines()]
CORPUS = Path(__file__).parent.parent / "corpus"
NAMES = Names()
LOG = logging.getLogger(__name__)

RAISES = "A higher level of miR-21 promotes resistance to cisplatin in lung cancer."
LOWERS = "A higher level of miR-100 reverses resistance to cisplatin in lung cancer."
TARGETS = "miR-21 targets PTEN."
HANDS = "Exosomes of M2 macrophages carried miR-21 to gastric cancer cells."
NOT_GEMCITABINE = "miR-21 raises resistance to cisplatin but not to gemcitabine."
NOT_155 = "miR-21 but not miR-155 raises resistance to cisplatin."
SETTINGS = (
    "miR-433 promotes resistance to paclitaxel in ovarian cancer.",
    "miR-433 reverses resistance to cisplatin in non-small cell lung cancer.",
)

# Statement, evidence, verdict.
TRICKY = [
    # Words for the same direction, over resistance and sensitivity alike.
    ("miR-21 confers resistance to cisplatin in lung cancer.", (RAISES,), "supported"),
    ("miR-21 desensitises lung cancer cells to cisplatin.", (RAISES,), "supported"),
    ("miR-21 reduces the sensitivity of lung cancer cells to CDDP.", (RAISES,), "supported"),
    ("miR-21 makes lung cancer cells less responsive to cisplatin.", (RAISES,), "supported"),
    ("miR-100 restores cisplatin sensitivity in lung cancer.", (LOWERS,), "supported"),
    ("miR-100 renders lung cancer cells susceptible to cisplatin.", (LOWERS,), "supported"),
    ("miR-100 overcomes cisplatin resistance in lung cancer.", (LOWERS,), "supported"),
    ("miR-21 sensitises lung cancer to cisplatin.", (RAISES,), "contradicted"),
    ("miR-21 reverses resistance to cisplatin in lung cancer.", (RAISES,), "contradicted"),
    # What is lost, silenced or blocked turns the direction.
    ("Loss of miR-21 restores sensitivity to cisplatin in lung cancer.", (RAISES,), "supported"),
    ("Silencing miR-21 re-sensitises lung cancer cells to cisplatin.", (RAISES,), "supported"),
    ("A miR-21 inhibitor overcomes cisplatin resistance in lung cancer.", (RAISES,), "supported"),
    ("Without miR-21 the lung cancer cells became sensitive to cisplatin.", (RAISES,), "supported"),
    ("Loss of miR-21 promotes resistance to cisplatin in lung cancer.", (RAISES,), "contradicted"),
    ("miR-21 knock-down raises cisplatin resistance in lung cancer.", (RAISES,), "contradicted"),
    (
        "Knock-down of PTEN raised resistance to cisplatin.",
        ("Loss of PTEN promoted cisplatin resistance.",),
        "supported",
    ),
    ("PTEN promotes resistance to cisplatin.", ("Knock-down of PTEN raised resistance to cisplatin.",), "contradicted"),
    ("miR-21 prevents the loss of PTEN.", ("miR-21 maintains PTEN.",), "supported"),
    ("miR-21 blocks the rise in resistance to cisplatin.", ("miR-21 reduces resistance to cisplatin.",), "supported"),
    # Negation and its scope.
    ("miR-21 does not confer resistance to cisplatin in lung cancer.", (RAISES,), "contradicted"),
    ("miR-21 failed to raise cisplatin resistance of lung cancer cells.", (RAISES,), "contradicted"),
    ("miR-21 has no effect on resistance to cisplatin in lung cancer.", (RAISES,), "contradicted"),
    ("A miR-21 inhibitor failed to overcome cisplatin resistance in lung cancer.", (RAISES,), "contradicted"),
    ("miR-21 did not fail to promote cisplatin resistance in lung cancer.", (RAISES,), "supported"),
    ("miR-21 raises resistance to cisplatin.", ("No evidence shows that miR-21 raises resistance.",), "not supported"),
    ("miR-21 raises resistance.", ("It is unclear whether miR-21 raises resistance.",), "unclear"),
    ("miR-21 was not required for resistance.", ("miR-21 was required for resistance.",), "unclear"),
    ("miR-21 raises resistance to cisplatin.", (NOT_GEMCITABINE,), "supported"),
    ("miR-21 raises resistance to gemcitabine.", (NOT_GEMCITABINE,), "contradicted"),
    ("miR-21 raises resistance to cisplatin.", (NOT_155,), "supported"),
    ("miR-155 raises resistance to cisplatin.", (NOT_155,), "contradicted"),
    # Several microRNAs, drugs and cancers.
    ("miR-21 promotes but miR-100 reverses resistance to cisplatin.", (RAISES, LOWERS), "supported"),
    ("miR-100 promotes but miR-21 reverses resistance to cisplatin.", (RAISES, LOWERS), "contradicted"),
    ("Resistance to cisplatin is promoted by miR-21 and reversed by miR-100.", (RAISES, LOWERS), "supported"),
    ("Resistance to cisplatin is promoted by miR-100 and reversed by miR-21.", (RAISES, LOWERS), "contradicted"),
    ("miR-433 promotes resistance to paclitaxel in ovarian cancer.", SETTINGS, "supported"),
    ("miR-433 promotes resistance to paclitaxel in non-small cell lung cancer.", SETTINGS, "not supported"),
    ("miR-433 promotes resistance to cisplatin in ovarian cancer.", SETTINGS, "not supported"),
    # Names by identity: a broader one is spoken of, a narrower one is not.
    ("miR-21 promotes resistance to platinum drugs in lung cancer.", (RAISES,), "supported"),
    ("miR-21-5p promotes resistance to cisplatin in lung cancer.", (RAISES,), "supported"),
    ("miR-21-5p promotes resistance to cisplatin in NSCLC.", (RAISES,), "unclear"),
    ("miR-21 promotes resistance to gemcitabine in lung cancer.", (RAISES,), "unclear"),
    ("miR-155 promotes resistance to cisplatin in lung cancer.", (RAISES,), "unclear"),
    # Roles.
    ("PTEN is a target of miR-21.", (TARGETS,), "supported"),
    ("PTEN is repressed by miR-21.", (TARGETS,), "supported"),
    ("PTEN targets miR-21.", (TARGETS,), "contradicted"),
    ("miR-21 is repressed by PTEN.", (TARGETS,), "contradicted"),
    ("miR-21 induces PTEN.", (TARGETS,), "contradicted"),
    ("M2 macrophages transfer miR-21 to gastric cancer cells.", (HANDS,), "supported"),
    ("Gastric cancer cells transfer miR-21 to M2 macrophages.", (HANDS,), "contradicted"),
    # Numbers, and words.
    ("miR-21 was raised in 28 patients.", ("miR-21 was raised in 82 patients.",), "unclear"),
    ("miR-21 was raised in 28% of patients.", ("miR-21 was raised in 28 nm vesicles of patients.",), "unclear"),
    ("High miR-21 went with longer survival.", ("High miR-21 went with shorter survival.",), "contradicted"),
    ("miR-21 causes regrowth of hair in lung cancer.", (RAISES,), "unclear"),
    ("", (RAISES,), "unclear"),
    (RAISES, (), "unclear"),
]


@pytest.mark.parametrize(("statement", "evidence", "verdict"), TRICKY)
def test_tricky(statement: str, evidence: tuple[str, ...], verdict: str):
    found = supports(statement, evidence, NAMES)
    if verdict == "not supported":
        assert found.verdict != "supported"
    else:
        assert found.verdict == verdict, found.reasons
    assert bool(found.reasons) == (found.verdict != "supported")


def test_reasons_name_what_is_wrong():
    assert supports("miR-155 promotes resistance to cisplatin.", [RAISES], NAMES).reasons == (
        "miR-155 is not in the evidence",
    )
    assert supports("miR-21 reverses resistance to cisplatin.", [RAISES], NAMES).reasons == (
        "opposite effect on resistance to cisplatin",
    )
    assert supports("PTEN targets miR-21.", [TARGETS], NAMES).reasons[0].startswith("roles are exchanged: PTEN")


def test_the_set_is_as_described():
    changes = Counter(pair["change"] for pair in PAIRS)
    assert len(PAIRS) >= 340
    assert set(changes) == {
        *("microRNA", "drug", "cancer", "gene", "number", "direction", "role", "negation", "donor", "reword")
    }
    assert all((pair["change"] == "reword") == (pair["label"] == "supported") for pair in PAIRS)
    assert len({pair["id"] for pair in PAIRS}) == len({pair["statement"] for pair in PAIRS}) == len(PAIRS)
    assert sum(pair["split"] == "held" for pair in PAIRS) * 3 >= len(PAIRS)


# Rules were made on "dev". "held" was written last, measured once (83 of 85 swaps, 49 of 54 rewordings) and never
# looked into, so it tells what to expect of sentences that nobody has seen.
@pytest.mark.parametrize(
    ("split", "caught", "kept"), [("dev", 0.98, 0.95), ("held", 0.97, 0.9), (None, 0.98, 0.95)], ids=str
)
def test_swaps_are_caught_and_rewordings_kept(
    split: str | None, caught: float, kept: float, record_property: Callable[[str, object], None]
):
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair in PAIRS:
        if split in (None, pair["split"]):
            verdict = supports(pair["statement"], pair["evidence"], NAMES).verdict
            total[pair["label"]] += 1
            right[pair["label"]] += (verdict == "supported") == (pair["label"] == "supported")
    shares = {label: right[label] / total[label] for label in total}
    LOG.info(
        "%s: %.3f of the swaps caught, %.3f of the rewordings kept", split or "all", shares["not"], shares["supported"]
    )
    record_property("caught", shares["not"])
    record_property("kept", shares["supported"])
    assert shares["not"] >= caught
    assert shares["supported"] >= kept


def test_every_sentence_of_the_corpus_supports_itself(record_property: Callable[[str, object], None]):
    sources, _ = read_shipped(CORPUS, 10_000_000)
    quoted = total = 0
    for source in sources:
        for section in source.sections:
            spans = sentence_spans(source.text, section.start, section.end)
            evidence = [source.text[start:end] for start, end in spans]
            verdicts = [supports(sentence, evidence, NAMES).verdict for sentence in evidence]
            quoted += verdicts.count("supported")
            total += len(evidence)
    LOG.info("%d of %d sentences support themselves", quoted, total)
    record_property("share", quoted / total)
    assert quoted == total


def test_a_quote_cut_from_what_turns_it_is_no_quote():
    quote = "miR-21 raises resistance"
    assert supports(quote, ["No evidence shows that miR-21 raises resistance."], NAMES).verdict != "supported"
    assert supports(quote, ["It is known that miR-21 raises resistance."], NAMES).verdict == "supported"


def test_similarity_is_asked_only_for_words():
    evidence = ["miR-21 promotes resistance to cisplatin in lung cancer and enlarges nuclei."]
    loose = "In lung cancer, miR-21 promotes cisplatin resistance with gigantic karyons appearing."
    assert supports(loose, evidence, NAMES).verdict == "unclear"
    assert supports(loose, evidence, NAMES, similarity=lambda _, __: 0.9).verdict == "supported"
    turned = loose.replace("promotes", "reverses")
    assert supports(turned, evidence, NAMES, similarity=lambda _, __: 1.0).verdict == "contradicted"


VOCABULARY = (
    "miR-21 PTEN circNFIX cisplatin resistance sensitivity not no longer failed to by through , ; : ( ) and but which"
    " raises lowered targets of loss the its it them high level less more so than over 28 % because when was is in"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=25).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(WORDS, ODD), st.lists(st.one_of(WORDS, ODD), max_size=3))
def test_no_input_raises(statement: str, evidence: list[str]):
    found = supports(statement, evidence, NAMES)
    assert bool(found.reasons) == (found.verdict != "supported")
