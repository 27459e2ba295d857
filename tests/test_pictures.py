"""The pictures as SVG: well formed, inert, named in words, and the same each time."""

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from xml.etree import ElementTree

import pytest

from assistant.assistant import Assistant
from assistant.overview.facts import Fact, facts
from assistant.overview.graph import graph
from assistant.overview.matrix import matrix
from assistant.overview.picks import Pick
from assistant.overview.years import years
from tests.pages import HOSTILE
from ui.render.pick_link import pick_link, read_pick
from ui.render.pictures.data import graph_csv, matrix_csv, years_csv
from ui.render.pictures.figure_html import figure_html
from ui.render.pictures.heat_map import heat_map
from ui.render.pictures.inline import Picture
from ui.render.pictures.network import network
from ui.render.pictures.timeline import timeline

EVIL = f'"><svg onload=alert(1)> \'onload="x ]]> $\\frac{{1}}{{0}}$ \x00\x0b {HOSTILE}'
KEPT = {"svg", "g", "a", "path", "text", "tspan", "use", "defs", "clipPath", "rect", "title"}


@pytest.fixture(scope="module")
def some(assistant: Assistant) -> list[Fact]:
    found = facts(assistant.records(), assistant.searcher.names)
    return [fact for fact in found if "gastric cancer" in fact.cancers or fact.mirna == "miR-9-5p"]


@pytest.fixture(scope="module")
def evil(some: list[Fact]) -> list[Fact]:
    """Records whose every name is hostile."""
    names = {"drugs": (EVIL, "x"), "cancers": (EVIL,), "targets": (EVIL,), "donors": (EVIL,)}
    return [replace(fact, mirna=EVIL, **names) for fact in some]


def all_of(found: list[Fact]) -> list[Picture]:
    return [heat_map(matrix(found)), network(graph(found)), timeline(years(found))]


def spots(picture: Picture) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(picture.inline).iter("a"))


def test_they_are_well_formed_and_hold_nothing_from_outside(some: list[Fact]):
    seen: set[str] = set()
    for picture in all_of(some):
        for text in (picture.inline, picture.file):
            root = ElementTree.fromstring(text)
            assert {one.tag.rpartition("}")[2] for one in root.iter()} <= KEPT
            for one in root.iter():
                assert not [name for name in one.attrib if name.startswith("on") or name.endswith("src")]
                assert one.get("href", "#").startswith("#")
                assert "url(" not in one.get("style", "")
        assert "http" not in picture.inline
        assert re.findall('https?://[^"]*', picture.file) == ["http://www.w3.org/2000/svg"]
        ids = re.findall(r'\bid="([^"]*)"', picture.inline)
        assert len(ids) == len(set(ids))
        assert not seen & set(ids)
        seen |= set(ids)


def test_every_cell_and_node_is_a_link_with_words(some: list[Fact]):
    pictured = matrix(some), graph(some), years(some)
    heat, net, when = map(spots, all_of(some))
    pairs, nodes, counts = pictured[0].pairs, pictured[1].nodes, pictured[2].counts
    assert {read_pick(spot.attrib["href"]) for spot in heat} == {
        *(Pick(mirna=pair.mirna, drug=pair.drug) for pair in pairs),
        *(Pick(mirna=pair.mirna) for pair in pairs),
    }
    assert {read_pick(spot.attrib["href"]) for spot in net} == {Pick(**{n.node.kind: n.node.name}) for n in nodes}
    assert len(when) == len(counts) + len(pictured[2].cancers)
    for spot in (*heat, *net, *when):
        assert spot.attrib["aria-label"] == spot.findtext("title")
        assert len(spot.attrib["aria-label"]) > 8
    labels = {spot.attrib["aria-label"] for spot in heat}
    assert "miR-21, cisplatin: promotes resistance, 1 record" in labels
    assert "miR-9-5p, tamoxifen: promotes resistance, 1 record, a source retracted, corrected or questioned" in labels


def test_signs_say_what_colours_say(some: list[Fact]):
    words = ElementTree.fromstring(heat_map(matrix(some)).inline)
    texts = ["".join(text.itertext()).strip() for text in words.iter("text")]
    assert {"↑", "↓", "·"} <= set(texts)
    edges = re.findall(r"stroke-dasharray: ([^;\"]*)", network(graph(some)).inline)
    assert len(set(edges)) > 1


def test_hostile_names_are_inert(evil: list[Fact]):
    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag in {kept.lower() for kept in KEPT} | {"figure", "figcaption", "div"}
            assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "srcset")]
            assert all((to or "").startswith("#") for name, to in attrs if name == "href")

    for picture in all_of(evil):
        Tags().feed(figure_html(picture, EVIL, EVIL))
        root = ElementTree.fromstring(picture.inline)
        assert {one.tag for one in root.iter()} <= KEPT
        assert any("<script>document" in "".join(text.itertext()) for text in root.iter("text"))
        ElementTree.fromstring(picture.file)


def test_the_same_records_give_the_same_picture(some: list[Fact]):
    assert all_of(some) == all_of(some)


def test_colours_follow_the_theme_on_the_page_and_are_fixed_in_the_file(some: list[Fact]):
    for picture in all_of(some):
        assert "var(--" in picture.inline
        assert "currentColor" in picture.inline
        assert not re.search(r"(?:fill|stroke): #", picture.inline)
        assert "var(" not in picture.file


def test_a_pick_travels_as_a_link():
    for pick in (Pick(mirna="miR-21", drug="5-fluorouracil"), Pick(target=EVIL), Pick(cancer="a&b=c#d", year="none")):
        assert read_pick(pick_link(pick)) == pick
        assert re.fullmatch(r"#pick\?[\w%+.&=*-]*", pick_link(pick))
    assert read_pick("#pick?colour=red&__class__=x") == Pick()
    assert read_pick("nonsense") == Pick()


def test_their_data_are_all_the_numbers(some: list[Fact]):
    pairs = list(csv.DictReader(StringIO(matrix_csv(matrix(some)))))
    assert {(row["mirna"], row["drug"]) for row in pairs} == {(f.mirna, drug) for f in some for drug in f.drugs}
    assert all(len(row["records"].split()) == int(row["count"]) for row in pairs)
    parts = list(csv.DictReader(StringIO(graph_csv(graph(some)))))
    nodes = {(row["kind"], row["name"]) for row in parts if row["part"] == "node"}
    edges = [row for row in parts if row["part"] == "edge"]
    assert edges
    assert all((row["kind"], row["name"]) in nodes and (row["to_kind"], row["to_name"]) in nodes for row in edges)
    when = list(csv.DictReader(StringIO(years_csv(years(some)))))
    assert sum(int(row["count"]) for row in when) == sum(len(fact.cancers) for fact in some)
