"""A file tells by itself what it holds and how good it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.datasets.build import build_file, build_world
from sandbox.datasets.inspect import ColumnQuality, FileQuality, TableQuality, inspect_file
from sandbox.datasets.plan import make_plan
from sandbox.datasets.validity import citizen_numbers, content_of, credit_codes, dates
from sandbox.desk import author
from sandbox.errors import MisuseError, SandboxError
from sandbox.model.dataset import BuiltTable, WorldParams
from sandbox.model.identifiers import credit_is_valid, id_is_valid
from tests.datasets.toy import Given, spec
from tests.defects.sample import Roll, order

NUMBERS = (
    "290102193803150017", "290102194110220427", "29010419411022042X", "290102200002290047",
    "290102193803150018", "290102190002290017", "29010219380315001", "x", "",
    "290102193813150017", "２９０１０２", "29010419411022042x",
)  # fmt: skip
CODES = (
    "91290102YY000001XM", "92290102YY000001XJ", "52290102YY000001XN", "9129O102YY000001XM",
    "91290102YY000001XJ", "91290102YY00000XXM", "", "91350100M000100Y43",
)  # fmt: skip


def column(table: TableQuality, name: str) -> ColumnQuality:
    return next(one for one in table.columns if one.name == name)


def inspected(folder: Path, kinds: dict[str, float]) -> FileQuality:
    plan = make_plan("test", [order(kind, rate) for kind, rate in kinds.items()])
    build_world(Roll(), WorldParams(people=300, seed=5), folder, plan=plan)
    return inspect_file(folder / "visible.duckdb")


def test_both_ways_of_checking_agree() -> None:
    cells = pa.array(NUMBERS)
    assert citizen_numbers(cells).tolist() == [id_is_valid(cell) for cell in NUMBERS]
    assert credit_codes(pa.array(CODES)).tolist() == [credit_is_valid(cell) for cell in CODES]


@given(
    st.lists(
        st.from_regex(r"\A29010[1-4](19|20)[0-9]{2}[01][0-9][0-3][0-9]{5}[0-9X]\Z"), max_size=8
    )
)
def test_citizen_numbers_are_judged_as_one_by_one(cells: list[str]) -> None:
    found = citizen_numbers(pa.array(["?", *cells], pa.string())).tolist()
    assert found == [False, *(id_is_valid(cell) for cell in cells)]


def test_days_are_days_of_the_calendar() -> None:
    cells = {"2024-02-29": True, "2023-02-29": False, "1900-02-29": False, "2000-02-29": True,
             "2027-04-31": False, "2027-13-01": False, "0000-01-01": False, "2027-3-1": False}  # fmt: skip
    assert dates(pa.array(list(cells))).tolist() == list(cells.values())


def test_content_is_told_from_the_cells() -> None:
    assert content_of("a", pa.array(NUMBERS[:5])) == "citizen-number"
    assert content_of("a", pa.array(CODES[:5])) == "credit-code"
    assert content_of("a", pa.array(["1938-03-15", "三月"])) == "date"
    assert content_of("xb", pa.array(["7"])) == "code"
    assert content_of("a", pa.array([], pa.string())) == "other"


def test_a_clean_register_is_whole_and_valid(tmp_path: Path) -> None:
    (roll,) = inspected(tmp_path, {}).tables
    assert (roll.name, roll.rows, roll.key, roll.unique) == ("roll", 300, "bh", 1.0)
    assert column(roll, "sfz").content == "citizen-number"
    assert {column(roll, name).valid for name in ("sfz", "xydm", "qhdm", "csrq")} == {1.0}
    assert column(roll, "nr").valid is None


def test_defects_show_in_the_figures(tmp_path: Path) -> None:
    kinds = {
        "d05_wrong_digit": 0.2,
        "d18_missing_id": 0.1,
        "d15_old_code": 1,
        "d08_date_format": 0.3,
    }
    (roll,) = inspected(tmp_path, kinds).tables
    assert 0.7 < (column(roll, "sfz").valid or 0) < 0.9
    assert 0.85 < (column(roll, "sfz").filled or 0) < 0.96
    assert 0.65 < (column(roll, "qhdm").valid or 0) < 0.85
    assert 0.6 < (column(roll, "csrq").valid or 0) < 0.8
    assert column(roll, "csrq").type == "VARCHAR"


def two_tables(folder: Path) -> Path:
    register, paid = spec("register", "gmsfhm", "gxsj"), spec("paid", "bh", "sfz", "rq")
    made = [
        BuiltTable(
            spec=register,
            data=pa.table({"gmsfhm": list(NUMBERS[:3]), "gxsj": [date(2027, 2, 20)] * 3}),
        ),
        BuiltTable(
            spec=paid,
            data=pa.table(
                {
                    "bh": ["a", "b", "b"],
                    "sfz": [NUMBERS[0], NUMBERS[3], None],
                    "rq": [date(2027, 2, 1)] * 3,
                }
            ),
        ),
    ]
    file = folder / "two.duckdb"
    build_file(Given([register, paid], made), WorldParams(people=3, seed=1, defects="none"), file)
    return file


def test_values_are_looked_for_in_the_register_and_days_in_the_newest(tmp_path: Path) -> None:
    found = {table.name: table for table in inspect_file(two_tables(tmp_path)).tables}
    sfz = column(found["paid"], "sfz")
    assert (sfz.refers, sfz.found, sfz.filled) == ("register.gmsfhm", 0.5, pytest.approx(2 / 3))
    assert (found["paid"].newest, found["paid"].behind) == (date(2027, 2, 1), 19)
    assert found["register"].behind == 0
    assert found["paid"].key is None


def test_the_desk_reports_the_same_in_plain_values(tmp_path: Path) -> None:
    file = two_tables(tmp_path)
    report = author.inspect(file)
    assert report.file == str(file)
    assert any("虚构实训数据" in line for line in report.about)
    paid = next(table for table in report.tables if table.name == "paid")
    assert (paid.newest, paid.behind, paid.rows) == ("2027-02-01", 19, 3)
    assert replace(paid.columns[1], label="").refers == "register.gmsfhm"


def test_what_is_no_world_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="There is no file"):
        inspect_file(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("not a database at all")
    with pytest.raises(SandboxError, match="cannot be read"):
        inspect_file(tmp_path / "text.duckdb")
    with duckdb.connect(str(tmp_path / "other.duckdb")) as other:
        other.execute("CREATE TABLE t AS SELECT 1")
    with pytest.raises(MisuseError, match="is no world"):
        inspect_file(tmp_path / "other.duckdb")
