"""Names in text: what is found, where, and what means the same."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ExociteError
from corpus.model import Mention
from corpus.names.mirbase import read_mirbase
from corpus.names.mirna import parse, same
from corpus.names.names import SHIPPED, Names, names_identity
from tests.test_sentences import ODD

NAMES = Names()

MICRORNAS = {
    "miR-21": ["miR-21"],
    "miR21": ["miR-21"],
    "miRNA-21": ["miR-21"],
    "microRNA 21": ["miR-21"],
    "MicroRNA-21": ["miR-21"],
    "hsa-miR-21-5p": ["miR-21-5p"],
    "mmu-miR-34a": ["miR-34a"],
    "mir-21": ["miR-21"],
    "MIR21": ["miR-21"],
    "miR_21": ["miR-21"],
    "let-7a": ["let-7a"],
    "Let-7": ["let-7"],
    "LET7B": ["let-7b"],
    "let 7 days pass": [],
    "miR-9*": ["miR-9-3p"],
    "miR-199a*": ["miR-199a-3p"],
    "miR-16-1*": ["miR-16-1-3p"],
    "miR-99a-5p/-125b-5p": ["miR-99a-5p", "miR-125b-5p"],
    "miR-221/222": ["miR-221", "miR-222"],
    "miR-221-222": ["miR-221", "miR-222"],
    "miR-200c/141": ["miR-200c", "miR-141"],
    "miR-15a and -16": ["miR-15a", "miR-16"],
    "miRs-21, -155, and -210": ["miR-21", "miR-155", "miR-210"],
    "microRNAs 21 and 155": ["miR-21", "miR-155"],
    "miR-21 and 155 patients": ["miR-21"],
    "miR-193a-3p/5p": ["miR-193a-3p", "miR-193a-5p"],
    "miR-142-3p and -5p": ["miR-142-3p", "miR-142-5p"],
    "miR-302a/b/c": ["miR-302a", "miR-302b", "miR-302c"],
    "miR-34b/c-5p": ["miR-34b", "miR-34c-5p"],
    "miR-451a/24 h": ["miR-451a"],
    "miR-96/LMO7": ["miR-96"],
    "the miR-200s": ["miR-200"],
    "miR-17-92 cluster": ["miR-17-92"],
    "miR-17~92": ["miR-17-92"],
    "miR-181a-2": ["miR-181a-2"],
    "miR-181a-2-3p": ["miR-181a-2-3p"],
    "miR-548ac": ["miR-548ac"],
    "miR-46146": ["miR-46146"],
    "ebv-miR-BART7-3p": ["miR-BART7-3p"],
    "antagomiR-155": ["miR-155"],
    "anti-miR-21": ["miR-21"],
    "MIR31HG": [],
    "MIR4435-2HG": [],
    "MIMAT0000076": ["miR-21-5p"],
    "MI0000077": ["miR-21"],
    "miR-\n21": ["miR-21"],
    "miR-155-\n5p": ["miR-155-5p"],
    "\u200bmiR-21\u00ad-5p": ["miR-21-5p"],
    **{f"miR{dash}21{dash}5p": ["miR-21-5p"] for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"},
}


@pytest.mark.parametrize(("text", "names"), MICRORNAS.items())
def test_micrornas(text: str, names: list[str]):
    assert [m.name for m in NAMES.find(text) if m.kind == "mirna"] == names


MEANT = [
    ("miR-21", "miR-21-5p", True),
    ("miR-200", "miR-200c-3p", True),
    ("miR-21-5p", "miR-21", True),
    ("miR-17-92", "miR-17-5p", True),
    ("miR-92a", "miR-17-92", True),
    ("miR-155", "miR-151a", False),
    ("miR-34a", "miR-34b", False),
    ("miR-21", "miR-210", False),
    ("miR-21-3p", "miR-21-5p", False),
    ("miR-181a-3p", "miR-181a-2-3p", False),
    ("let-7a", "miR-7", False),
    ("miR-18a", "miR-17-92", False),
]


@pytest.mark.parametrize(("one", "other", "meant"), MEANT)
def test_micrornas_mean_the_same(one: str, other: str, meant: bool):
    assert NAMES.means("mirna", one, other) is NAMES.means("mirna", other, one) is meant


def test_every_current_name_is_read_as_itself():
    for name in read_mirbase(SHIPPED).accessions.values():
        found = NAMES.find(f"Exosomal hsa-{name} was raised.")
        assert [m.name for m in found if m.kind == "mirna"] == [name]
        assert same(parse(name), parse(name))


OTHERS = {
    "DDP, CDDP and cis-diamminedichloroplatinum": {("drug", "cisplatin")},
    "TMZ or Temodar": {("drug", "temozolomide")},
    "PTX and Taxol": {("drug", "paclitaxel")},
    "5-FU, 5FU, 5\u2010fluorouracil": {("drug", "5-fluorouracil")},
    "AZD9291": {("drug", "osimertinib")},
    "Herceptin": {("drug", "trastuzumab")},
    "STI571, Gleevec": {("drug", "imatinib")},
    "L-OHP": {("drug", "oxaliplatin")},
    "Adriamycin resistance": {("drug", "doxorubicin")},
    "GEM resistance": {("drug", "gemcitabine")},
    "a GEM of a paper": set(),
    "gemcitabine (GEM) and nothing else": {("drug", "gemcitabine")},
    "NSCLC": {("cancer", "non-small cell lung cancer")},
    "non\u2010small\u2011cell lung cancer": {("cancer", "non-small cell lung cancer")},
    "esophageal squamous cell carcinoma": {("cancer", "oesophageal squamous cell carcinoma")},
    "HCC827": set(),
    "MDR1, P-gp and ABCB1": {("gene", "ABCB1")},
    "BCRP": {("gene", "ABCG2")},
    "PD-L1, PDL1": {("gene", "CD274")},
    "p53": {("gene", "TP53")},
    "they met at the cat": set(),
    "MET amplification": {("gene", "MET")},
    "CAFs": {("cell", "cancer-associated fibroblast")},
    "M2 macrophages": {("cell", "M2 macrophage")},
    "EMT": {("mechanism", "epithelial-mesenchymal transition")},
}


@pytest.mark.parametrize(("text", "names"), OTHERS.items())
def test_other_names(text: str, names: set[tuple[str, str]]):
    assert {(m.kind, m.name) for m in NAMES.find(text)} == names


NARROWER = [
    ("drug", "platinum drug", "cisplatin"),
    ("drug", "taxane", "paclitaxel"),
    ("drug", "oxaliplatin", "FOLFOX"),
    ("cancer", "lung cancer", "lung adenocarcinoma"),
    ("cancer", "glioma", "glioblastoma"),
    ("cell", "macrophage", "M2 macrophage"),
]


@pytest.mark.parametrize(("kind", "asked", "held"), NARROWER)
def test_narrower_names_are_meant(kind, asked: str, held: str):
    assert NAMES.means(kind, asked, held)
    assert not NAMES.means(kind, held, asked)


@given(ODD)
def test_offsets_are_exact(text: str):
    """Every mention's stretch of the text, read alone, is the same name."""
    woven = f"{text} miR\u201121 {text} cisplatin\u200b {text} NSCLC {text}"
    found = NAMES.find(woven)
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(woven)
        piece = woven[mention.start : mention.end]
        known = [Mention(mention.kind, mention.name, 0, 0)]
        if mention.kind != "mirna":  # a part of a list is no name alone
            assert mention.name in {m.name for m in NAMES.find(piece, known)}
    assert [woven[m.start : m.end] for m in found if m.name == "miR-21"] == ["miR\u201121"]


@given(st.text())
def test_any_text_can_be_read(text: str):
    for mention in NAMES.find(text):
        assert text[mention.start : mention.end].strip()


FAULTS = [
    ("drugs.csv", "cisplatin,drug,platinum drug", "cisplatin,drugg,platinum drug", "'drugg' is not one of"),
    ("drugs.csv", "cisplatin,drug,platinum drug", "cisplatin,drug,platinum drag", "no row 'platinum drag'"),
    ("cancers.csv", "\nglioma,brain tumour,", "\nglioma,glioblastoma,", "falls under itself"),
    ("genes.csv", "\nPTEN,,", "\nPTEN,,; ", "empty item or spaces"),
    ("cells.csv", "name,broader", "name,wider", "the columns are"),
    ("mirbase.csv", ",miR-21,", ",miR21,", "no accession with the name of a microRNA"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), FAULTS)
def test_a_fault_in_a_vocabulary_is_named(tmp_path: Path, file: str, old: str, new: str, said: str):
    folder = shutil.copytree(SHIPPED, tmp_path / "vocabulary")
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ExociteError, match=re.escape(said)) as error:
        Names(folder)
    assert str(path) in str(error.value)
    assert "line" in str(error.value)
    assert names_identity(folder) != names_identity()


def test_the_files_are_as_described():
    """The table schema tells a biologist what each column means; the files keep to it."""
    from frictionless import Package

    report = Package(str(SHIPPED / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:5]
    assert {path.name for path in SHIPPED.glob("*.csv")} == {task.place.rsplit("/", 1)[-1] for task in report.tasks}


def test_every_row_has_a_source():
    for path in SHIPPED.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        if "source" in rows[0]:
            assert all(row["source"] for row in rows)


COORDINATED = [
    ("miR-433 in ovarian and in lung cancer?", ["ovarian cancer", "lung cancer"]),
    ("in breast, gastric or lung cancers", ["breast cancer", "gastric cancer", "lung cancer"]),
    ("head and neck cancer and other cancers", ["head and neck cancer"]),
    ("small cell and non-small cell lung cancer", ["non-small cell lung cancer"]),
    ("sensitive and resistant gastric cancer", ["gastric cancer"]),
]


@pytest.mark.parametrize(("text", "cancers"), COORDINATED)
def test_cancers_may_share_their_last_word(text: str, cancers: list[str]):
    found = [mention for mention in NAMES.find(text) if mention.kind == "cancer"]
    assert [mention.name for mention in found] == cancers
    assert all(text[mention.start : mention.end].split()[0] in mention.name for mention in found)


def test_a_line_that_resists_tamoxifen_is_no_macrophage():
    assert not [m for m in NAMES.find("exosomes of MCF-7/TAM cells and macrophages") if m.name.startswith("tumour-ass")]


@pytest.mark.parametrize("text", ["EGFR-TKIs fail", "an EGFR-TKI fails"])
def test_the_plural_of_an_acronym(text: str):
    assert [m.name for m in NAMES.find(text)] == ["EGFR tyrosine kinase inhibitor"]
