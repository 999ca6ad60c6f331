"""What an instructor takes home: complete, readable by their tools, and silent before the reveal."""

import csv
import io
import json
import re

import openpyxl
import pytest

from sandbox.desk.class_files import FILES
from sandbox.desk.classroom import Classroom
from sandbox.desk.wiring import Office
from tests.desk.class_player import BEST, TEACHER, Lesson


@pytest.fixture
def lesson(office: Office) -> Lesson:
    return Lesson.open(Classroom(office))


def took(lesson: Lesson, name: str, lang: str = "zh") -> bytes:
    found = lesson.classroom.file(TEACHER, lesson.code, name, lang)  # type: ignore[arg-type]
    assert found is not None
    return found


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def played(lesson: Lesson) -> Lesson:
    """Twelve people, one question in two rounds; one was late and did not answer."""
    tokens = [lesson.sit(name) for name in ("=1+1", *[""] * 10)]
    lesson.press("open")
    for token in tokens[:10]:
        lesson.vote(token)
    lesson.press("close", "show", "discuss", "revote")
    for token in tokens[:4]:
        lesson.vote(token, BEST)
    lesson.press("shift", "reveal")
    return lesson


@pytest.mark.parametrize("name", FILES)
def test_before_the_reveal_no_file_holds_an_answer_or_a_mark(lesson, name):
    token = lesson.sit("云溪")
    lesson.press("open")
    lesson.vote(token, BEST)
    lesson.press("close")
    content = took(lesson, name)
    assert b"CANARY" not in content
    if name == "answers.csv":
        assert len(rows(content)) == 2
    if name == "statements.jsonl":
        assert content == b""


def test_the_csv_opens_in_excel_with_a_row_for_every_stored_answer(played):
    content = took(played, "answers.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    mark, heads, *body = rows(content)
    assert "虚构实训数据" in mark[0]
    assert len(body) == 14
    assert all(len(row) == len(heads) for row in body)
    counting = [row for row in body if row[-1] == "是"]
    assert len(counting) == 10


def test_a_name_cannot_run_as_a_formula(played):
    names = {row[1] for row in rows(took(played, "answers.csv"))[2:]}
    assert "'=1+1" in names
    book = openpyxl.load_workbook(io.BytesIO(took(played, "gradebook.xlsx")))
    cell = book.worksheets[0].cell(row=4, column=2)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_gradebook_has_everybody_and_absence_is_not_zero(played):
    sheet = openpyxl.load_workbook(io.BytesIO(took(played, "gradebook.xlsx"))).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert len(table) == 11
    assert [row[3] for row in table] == [10] * 4 + [0] * 6 + ["未参与"]
    assert table[0][-1] == 100
    assert table[-1][-1] is None


def test_every_learning_record_stands_on_its_own(played):
    lines = [json.loads(line) for line in took(played, "statements.jsonl").splitlines()]
    assert len({one["id"] for one in lines}) == len(lines) == 14
    for one in lines:
        assert {"actor", "verb", "object", "result", "timestamp"} <= one.keys()
        assert 0 <= one["result"]["score"]["scaled"] <= 1
    assert took(played, "statements.jsonl") == took(played, "statements.jsonl")


def test_a_mistake_that_two_share_is_named_with_how_many_made_it(office):
    lesson = Lesson.open(Classroom(office))
    tokens = [lesson.sit() for _ in range(3)]
    lesson.press("open")
    for token in tokens[:2]:
        lesson.vote(token, {"choice": "gamma"})
    lesson.vote(tokens[2], BEST)
    lesson.press("close", "reveal")
    from sandbox.desk.class_report import class_report

    hall = lesson.classroom._hall(lesson.code)
    (found,) = class_report(hall, "zh").misconceptions
    assert (found.given, found.n, found.of) == ("丙种做法", 2, 3)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.slow
def test_the_report_is_one_page_whatever_was_asked(played, lang):
    tokens = [played.sit() for _ in range(2)]
    for _ in range(3):
        played.press("next")
        for token in tokens:
            played.vote(token)
        played.press("close", "reveal")
    content = took(played, "report.pdf", lang)
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == 1


def test_files_are_for_instructors_and_by_their_names_only(played):
    assert played.classroom.file("", played.code, "answers.csv", "zh") is None
    assert played.classroom.file(TEACHER, played.code, "secret.key", "zh") is None
    assert played.classroom.file(TEACHER, "000000", "answers.csv", "zh") is None
