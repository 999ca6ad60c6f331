"""The law book is read whole, or the operator is told which line to mend."""

from datetime import date
from pathlib import Path

import pytest

from sandbox.authoring.laws import COLUMNS, read_laws
from sandbox.errors import MisuseError, NotFoundError

HEAD = ",".join(COLUMNS)
ROW = "house-rules,1,教学约定,Teaching convention,要点。,Gist.,2026-06-03,house"


def test_an_article_is_found_by_law_and_number(tmp_path: Path) -> None:
    file = tmp_path / "laws.csv"
    file.write_text(f"{HEAD}\n{ROW}\n", "utf-8")

    book = read_laws(file)
    article = book.find("house-rules", "1")

    assert book.laws() == ("house-rules",)
    assert article is not None
    assert article.status == "house"
    assert article.version_date == date(2026, 6, 3)
    assert book.find("house-rules", "2") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("law,article\n", "exactly the columns"),
        (f"{HEAD}\n{ROW}\n{ROW}\n", ":3: `house-rules` 1 is there twice"),
        (f"{HEAD}\n{ROW.replace('2026-06-03', 'June')}\n", ":2: `June` is not a day"),
        (f"{HEAD}\n{ROW.replace(',house', ',valid')}\n", ":2: status `valid` is none of"),
        (f"{HEAD}\n{ROW.replace('Gist.', '')}\n", ":2: 1 cell"),
        (f"{HEAD}\n{ROW.replace(',1,', ',first,')}\n", ":2: 1 cell"),
        (f"{HEAD}\n{ROW},more\n", ":2: the row does not have 8 cells"),
        (f"{HEAD}\nhouse-rules,1\n", ":2: the row does not have 8 cells"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_line(
    text: str, sentence: str, tmp_path: Path
) -> None:
    file = tmp_path / "laws.csv"
    file.write_text(text, "utf-8")

    with pytest.raises(MisuseError) as error:
        read_laws(file)

    assert sentence in str(error.value)


def test_a_missing_law_book_is_named() -> None:
    with pytest.raises(NotFoundError, match="no law book"):
        read_laws(Path("nowhere.csv"))
