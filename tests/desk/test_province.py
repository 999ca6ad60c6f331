"""The picture of the province: well-formed drawings that agree with the figures."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sandbox.desk.bars import Bar, bars
from sandbox.desk.province import KEPT, write_province
from sandbox.desk.wiring import ROOT
from sandbox.errors import SandboxError
from sandbox.recipes.yunze import KIND
from sandbox.text import FICTION_MARK, Text

SVG = "{http://www.w3.org/2000/svg}"
TITLE = Text(zh="甲 < 乙", en="A < B")


def drawn(file: Path) -> ET.Element:
    return ET.fromstring(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_province(tmp_path_factory.mktemp("province"), people=3000, seed=3)


def test_every_chart_of_the_page_is_there_and_says_that_it_is_fictional(page: Path) -> None:
    charts = re.findall(r"\]\((.+?\.svg)\)", page.read_text(encoding="utf-8"))

    assert len(charts) == 5
    for chart in charts:
        words = "".join(drawn(page.parent / chart).itertext())
        assert FICTION_MARK.zh in words
        assert FICTION_MARK.en in words


def test_bars_are_as_long_as_their_values_and_nothing_leaves_the_picture() -> None:
    rows = [
        Bar(name="a", value=1, said="1"),
        Bar(name="b", value=4, said="4"),
        Bar(name="c", value=0, said="0"),
    ]
    picture = ET.fromstring(bars(TITLE, TITLE, rows))
    _paper, *boxes = picture.findall(f"{SVG}rect")
    widths = [float(box.attrib["width"]) for box in boxes]

    assert widths[1] == pytest.approx(4 * widths[0], abs=0.2)
    assert widths[2] == 0
    right = [float(box.attrib["x"]) + float(box.attrib["width"]) for box in boxes]
    assert max(right) < 720


def test_a_chart_without_values_can_be_drawn() -> None:
    assert ET.fromstring(bars(TITLE, TITLE, [Bar(name="a", value=0, said="0")])) is not None


def test_what_was_measured_is_kept_when_the_page_is_written_again(page: Path) -> None:
    page.write_text(page.read_text("utf-8") + f"{KEPT}\n\nmeasured\n", "utf-8")
    write_province(page.parent, people=3000, seed=3)
    once = page.read_text("utf-8")
    write_province(page.parent, people=3000, seed=3)

    assert once.count("measured") == 1
    assert page.read_text("utf-8") == once


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(SandboxError, match="cannot be written"):
        write_province(tmp_path / "file", people=1000, seed=3)


def test_the_page_in_the_repository_was_made_by_the_recipe_as_it_is() -> None:
    """Mend with `python -m sandbox province --out data`."""
    text = (ROOT / "data" / "PROVINCE.md").read_text(encoding="utf-8")

    assert f"`{KIND.name}` v{KIND.version}" in text
    assert KEPT in text
