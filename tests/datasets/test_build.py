"""A build keeps what the recipe promised, is the same everywhere, and holds nobody real."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from sandbox.datasets.build import build_file, build_world
from sandbox.datasets.content import Digest, refuse_real_numbers
from sandbox.errors import SandboxError
from sandbox.model.dataset import BuiltTable, WorldParams
from sandbox.registry import discover
from tests.datasets.toy import LIES, PEOPLE, Given, Toy, spec

PARAMS = WorldParams(people=5, seed=1)


def digest_of(path: Path, seed: int) -> str:
    path.mkdir()
    return build_world(Toy(), WorldParams(people=5, seed=seed), path).digest


def test_equal_parameters_make_equal_content_and_other_seeds_other(tmp_path: Path) -> None:
    first = digest_of(tmp_path / "a", 1)
    assert first == digest_of(tmp_path / "b", 1)
    assert first != digest_of(tmp_path / "c", 2)


def test_content_is_the_same_on_one_thread_and_on_two(tmp_path: Path) -> None:
    recipe = discover("recipes").get("yunze")
    found = set()
    before = pa.cpu_count()
    try:
        for threads in (1, 2):
            pa.set_cpu_count(threads)
            folder = tmp_path / str(threads)
            folder.mkdir()
            found.add(build_world(recipe, WorldParams(people=150, seed=7), folder).digest)
    finally:
        pa.set_cpu_count(before)
    assert len(found) == 1


def test_a_file_for_outside_says_that_it_is_fiction_and_keeps_the_truth_apart(
    tmp_path: Path,
) -> None:
    out = tmp_path / "new" / "world.duckdb"
    summary = build_file(Toy(), PARAMS, out)
    assert (len(summary.tables), summary.rows) == (2, 6)
    with duckdb.connect(str(out), read_only=True) as seen:
        tables = {
            row[0] for row in seen.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
        assert tables == {"people", "_about"}
        assert "虚构实训数据" in str(seen.execute("SELECT zh FROM _about").fetchall())
        comments = "SELECT comment FROM duckdb_columns() WHERE table_name = 'people'"
        assert ("列 said / said",) in seen.execute(comments).fetchall()
        table = "SELECT comment FROM duckdb_tables() WHERE table_name = 'people'"
        assert seen.execute(table).fetchone() == ("表 people / It's table people",)
    with duckdb.connect(str(tmp_path / "new" / "world.truth.duckdb"), read_only=True) as hidden:
        assert hidden.execute("SELECT really FROM lies").fetchall() == [("CANARY-7351",)]
    assert b"CANARY" not in out.read_bytes()
    assert sorted(p.name for p in out.parent.iterdir()) == ["world.duckdb", "world.truth.duckdb"]


def test_a_file_that_was_there_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "world.duckdb"
    out.write_text("old")
    build_file(Toy(), PARAMS, out)
    with duckdb.connect(str(out), read_only=True) as seen:
        assert seen.execute("SELECT count(*) FROM people").fetchone() == (5,)


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(SandboxError, match=r"cannot be written.*Choose another place\."):
        build_file(Toy(), PARAMS, tmp_path / "file" / "world.duckdb")


def test_progress_names_each_table_and_ends_at_all(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    build_world(Toy(), PARAMS, tmp_path, lambda *step: seen.append(step))
    assert seen == [("people", 0, 2), ("lies", 1, 2), ("lies", 2, 2)]


ONE = spec("one", "a")
GOOD = BuiltTable(spec=ONE, data=pa.table({"a": [1]}))


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        (Given([ONE], []), "promised `one`, but did not build it"),
        (Given([], [GOOD]), "did not promise"),
        (Given([ONE], [GOOD, GOOD]), "or built it twice"),
        (
            Given([ONE], [BuiltTable(spec=ONE, data=pa.table({"b": [1]}))]),
            "its dictionary says a",
        ),
        (
            Given([ONE], [BuiltTable(spec=ONE, data=pa.table({"a": ["11010519491231002X"]}))]),
            "could be real",
        ),
    ],
    ids=["missing", "unknown", "twice", "columns", "real"],
)
def test_a_recipe_that_breaks_its_word_is_told_so(recipe: Given, says: str, tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match=says):
        build_world(recipe, PARAMS, tmp_path)


@pytest.mark.parametrize(
    "cell",
    [
        "11010519491231002X",
        "11010519491231002x",
        "110105491231002",
        "身份证 310101199001010010,已核",
        "91350100M000100Y43",
        "代码:91350100M000100Y43",
        "830000199001010015",
        "19010219900101001X",
    ],
)
def test_numbers_that_could_be_real_are_refused_without_repeating_them(cell: str) -> None:
    with pytest.raises(SandboxError, match="Column `a` of table `t`") as caught:
        refuse_real_numbers("t", pa.table({"a": ["", None, cell]}))
    assert cell not in str(caught.value)


@pytest.mark.parametrize(
    "cell",
    [
        "290102193803150017",
        "290102380315001",
        "91290102YY000001XM",
        "52290102YY000001XN",
        "2027-03-01",
        "154****1234",
        "云泽政办发〔2027〕12号(实训虚构)",
        "SQ-01",
        None,
    ],
)
def test_fictional_numbers_and_other_text_pass(cell: str | None) -> None:
    refuse_real_numbers("t", pa.table({"a": pa.array([cell], pa.string()), "n": [1]}))


def test_a_digest_sees_content_and_nothing_else() -> None:
    def digest(*tables: tuple[str, pa.Table]) -> str:
        made = Digest()
        for name, data in tables:
            made.add(name, data)
        return made.hexdigest()

    base = pa.table({"a": pa.array(["x", None, "yz"], pa.string())})
    sliced = pa.table({"a": pa.array(["?", "x", None, "yz", "?"], pa.string())}).slice(1, 3)
    chunked = pa.concat_tables([base.slice(0, 1), base.slice(1)])
    plain = digest(("t", base))
    assert plain == digest(("t", sliced)) == digest(("t", chunked))
    others = [
        digest(("u", base)),
        digest(("t", base.rename_columns(["b"]))),
        digest(("t", base.slice(1))),
        digest(("t", pa.table({"a": pa.array(["x", "", "yz"], pa.string())}))),
        digest(("t", pa.table({"a": pa.array(["xy", None, "z"], pa.string())}))),
        digest(("t", pa.table({"a": pa.array(["yz", None, "x"], pa.string())}))),
        digest(("t", base.cast(pa.schema([("a", pa.large_string())])))),
    ]
    assert plain not in others
    assert len(set(others)) == len(others)
    assert digest(("t", base), ("u", sliced)) == digest(("u", base), ("t", base))
    empty = pa.table({"a": pa.array([], pa.string())})
    assert digest(("t", empty)) == digest(("t", pa.table({"a": pa.chunked_array([], pa.string())})))


def test_the_toy_promises_what_the_tests_rely_on() -> None:
    assert Toy().tables() == (PEOPLE, LIES)
