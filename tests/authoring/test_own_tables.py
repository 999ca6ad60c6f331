"""Tables and defects that a scenario folder brings along."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.authoring import sheets
from sandbox.authoring.load import Examined
from sandbox.authoring.sheets import cell_mark, sheet_of
from sandbox.text import Text

Look = Callable[[Path], Examined]


def test_a_table_comes_with_its_headings_and_empty_cells_are_missing(
    village: Path, look: Look
) -> None:
    loaded = look(village).loaded
    assert loaded is not None
    (table,) = loaded.brought.tables

    assert table.spec.name == "visits"
    assert table.spec.label == Text(zh="走访记录", en="Home visits")
    labels = {column.name: column.label.zh for column in table.spec.columns}
    assert labels["name"] == "姓名"
    assert labels["day"] == "day"
    assert table.cells.column("name").to_pylist() == ["王小溪", '李"远"山']
    assert table.cells.column("phone").to_pylist() == ["154****1234", None]


@pytest.mark.parametrize("file", ["visits.csv", "visits.yaml"])
def test_the_digest_knows_every_file_of_a_table(village: Path, look: Look, file: str) -> None:
    before = look(village).loaded
    path = village / "tables" / file
    path.write_text(path.read_text("utf-8").replace("1", "3").replace("编号", "序号"), "utf-8")
    after = look(village).loaded

    assert before is not None
    assert after is not None
    assert before.digest != after.digest
    assert (before.key_digest == after.key_digest) == (file == "visits.yaml")


def test_own_tables_and_the_record_of_defects_can_be_asked(
    edit: Callable[[str, str], Path], look: Look
) -> None:
    folder = edit("- table: ml\n", "- table: visits\n")
    file = folder / "tables" / "truth_really.csv"
    file.write_text("id,entitled\n1,true\n", "utf-8")
    scenario = folder / "scenario.yaml"
    text = scenario.read_text("utf-8")
    at = text.index("truth.attr")
    both = "truth.really JOIN truth.cell ON true JOIN truth.line ON true JOIN truth.attr"
    scenario.write_text(text[:at] + both + text[at + len("truth.attr") :], "utf-8")

    assert [p.render("en") for p in look(folder).problems if p.code == "S143"] == []


def test_a_table_larger_than_allowed_is_not_read(
    village: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    said = [(p.code, p.line) for p in look(village).problems]
    monkeypatch.setattr(sheets, "MOST_COLUMNS", 2)
    wide = [(p.code, p.line) for p in look(village).problems]
    os.truncate(village / "tables" / "visits.csv", 20_000_001)
    large = [(p.code, p.line) for p in look(village).problems]

    assert said == [("S171", 4)]
    assert wide == [("S171", 2)]
    assert large == [("S171", 1)]


def test_a_link_out_of_the_folder_is_not_followed(
    village: Path, look: Look, tmp_path: Path
) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("id\n1\n", "utf-8")
    (village / "tables" / "more.csv").symlink_to(outside)

    assert [p.code for p in look(village).problems] == ["S160"]


@given(st.text(alphabet='a1,"\n\r é', max_size=60))
def test_any_text_is_a_sheet_or_a_problem_and_cells_know_their_place(text: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    noted: list[object] = []
    sheet = sheet_of(text, lambda *said: noted.append(said))

    assert sheet is not None or noted
    for row, cells in enumerate(sheet.rows if sheet else ()):
        for column, cell in enumerate(cells):
            mark = sheet.mark(row, column)
            rest = "\n".join(text.split("\n")[mark.line - 1 :])[mark.column - 1 :]
            assert rest.lstrip('"').startswith(cell.split('"')[0].split("\n")[0])


def test_a_cell_begins_after_the_commas_that_are_not_quoted() -> None:
    text = 'a,b,c\n1,"x,\ny",3\n'

    assert cell_mark(text, 2, 1) == (2, 3)
    assert cell_mark(text, 2, 2) == (3, 4)
