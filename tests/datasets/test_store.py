"""Reading a world: the truth is out of reach of `visible`, and answers are only data."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.datasets import store
from sandbox.datasets.build import build_world
from sandbox.datasets.store import World
from sandbox.datasets.storing import TRUTH
from sandbox.errors import MisuseError, SandboxError
from sandbox.model.dataset import WorldParams, WorldReader
from sandbox.model.relation import Relation
from tests.datasets.toy import Toy

PARAMS = WorldParams(people=5, seed=1)


def asked(world: World, sql: str, answers: Mapping[str, Relation]) -> Relation:
    """Rows of one query over the world and these answers."""
    with world.answering(answers) as ask:
        return ask(sql)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("toy-world")
    build_world(Toy(), PARAMS, made)
    return made


@pytest.fixture(scope="module")
def world(folder: Path) -> Iterator[World]:
    opened = World(recipe=Toy(), params=PARAMS, folder=folder)
    yield opened
    opened.close()


def test_a_world_is_a_world_reader_with_its_dictionary(world: World) -> None:
    reader: WorldReader = world
    assert reader.seed == 1
    assert [table.name for table in world.tables()] == ["people"]
    log = ["cell", "line", "link", "recast"]
    assert [table.name for table in world.tables(truth=True)] == ["people", "lies", *log]


def test_dates_come_as_iso_text_and_rows_in_their_order(world: World) -> None:
    rows = world.visible("SELECT id, name, born FROM people LIMIT 2")
    assert rows == Relation(
        columns=("id", "name", "born"), rows=((0, "王0", "2000-01-01"), (1, "王1", "2000-01-02"))
    )


def test_truth_stands_beside_the_visible_tables(world: World) -> None:
    sql = "SELECT p.name, l.really FROM people p JOIN truth.lies l USING (id)"
    assert world.truth(sql).rows == (("王3", "CANARY-7351"),)


OUT_OF_REACH = [
    "SELECT * FROM truth.lies",
    'SELECT * FROM "truth"."main"."lies"',
    "SELECT * FROM lies",
    "SELECT * FROM people WHERE id IN (SELECT id FROM truth.lies)",
    "WITH t AS (FROM truth.lies) FROM t",
    "SELECT (SELECT really FROM truth.lies)",
    "SELECT EXISTS(FROM truth.lies)",
    "FROM duckdb_databases()",
    "FROM duckdb_databases",
    "FROM duckdb_tables()",
    "FROM duckdb_settings()",
    "FROM pragma_database_list()",
    "FROM pragma_database_list",
    "FROM information_schema.tables",
    "FROM pg_catalog.pg_tables",
    "FROM pg_tables",
    "FROM sqlite_master",
    "FROM system.main.duckdb_databases",
    "FROM temp.people",
    "FROM memory.main.people",
    "FROM '{truth}'",
    'FROM "{truth}"',
    "FROM read_csv('{truth}')",
    "FROM read_text('{truth}')",
    "FROM read_blob('{truth}')",
    "FROM read_duckdb('{truth}')",
    "FROM read_parquet('*')",
    "FROM glob('/*')",
    "FROM sniff_csv('{truth}')",
    "FROM parquet_metadata('x')",
    "FROM query('FROM truth.lies')",
    "FROM query_table('people')",
    "FROM repeat_row(1, num_rows = 3)",
    "SELECT current_setting('temp_directory')",
    "SELECT getvariable('x')",
    "SELECT current_query()",
    "SELECT nextval('s')",
    "ATTACH '{truth}' AS t2",
    "DETACH visible",
    "USE visible",
    "COPY people TO '/tmp/x'",
    "COPY people FROM '{truth}'",
    "EXPORT DATABASE '/tmp/x'",
    "IMPORT DATABASE '/tmp/x'",
    "SET threads = 4",
    "RESET threads",
    "SET VARIABLE x = 1",
    "PRAGMA database_list",
    "PRAGMA show_tables",
    "CALL duckdb_databases()",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CREATE TABLE x AS SELECT 1",
    "CREATE TEMP TABLE x AS SELECT 1",
    "CREATE VIEW x AS SELECT 1",
    "CREATE MACRO f() AS 1",
    "INSERT INTO people VALUES (1)",
    "UPDATE people SET id = 1",
    "DELETE FROM people",
    "DROP TABLE people",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "BEGIN",
    "CHECKPOINT",
    "VACUUM",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE SELECT 1",
    "SHOW DATABASES",
    "SHOW ALL TABLES",
    "DESCRIBE people",
    "SUMMARIZE people",
    "FROM (DESCRIBE people)",
    "FROM (SHOW DATABASES)",
    "SELECT 1; SELECT 2",
    "SELECT 1; ATTACH '{truth}'",
    "",
    ";",
    "-- nothing",
    "nonsense",
    "SELECT '",
    "SELECT ?",
    "SELECT $1",
]


@pytest.mark.parametrize("sql", OUT_OF_REACH)
def test_nothing_but_a_select_over_visible_tables_passes(
    sql: str, world: World, folder: Path
) -> None:
    with pytest.raises(SandboxError, match=r"[.?]$") as caught:
        world.visible(sql.replace("{truth}", str(folder / TRUTH)))
    assert "CANARY" not in str(caught.value)
    if "{truth}" not in sql:
        assert str(folder) not in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH '{truth}' AS t2",
        "FROM read_text('{truth}')",
        "FROM read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "COPY (SELECT 1) TO '/tmp/x'",
        "FROM truth.lies",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET python_enable_replacements = true",
        "SET autoload_known_extensions = true",
        "SET memory_limit = '50GB'",
        "SET temp_directory = '/tmp'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CREATE TABLE visible.x AS SELECT 1",
        "INSERT INTO people SELECT * FROM people",
        "FROM leak",
    ],
)
def test_the_engine_refuses_even_what_no_guard_has_read(
    sql: str, world: World, folder: Path
) -> None:
    leak = pa.table({"a": [1]})
    with world._connection(truth=False) as cursor:
        cursor.execute("USE visible")
        with pytest.raises(duckdb.Error):
            cursor.execute(sql.replace("{truth}", str(folder / TRUTH))).fetchall()
    assert leak.num_rows == 1


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("enable_external_access", False),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("allow_community_extensions", False),
        ("python_enable_replacements", False),
        ("lock_configuration", True),
        ("temp_directory", ""),
        ("threads", 1),
        ("async_threads", 1),
    ],
)
@pytest.mark.parametrize("truth", [False, True])
def test_every_setting_of_the_fence_holds(
    setting: str, value: object, truth: bool, world: World
) -> None:
    with world._connection(truth=truth) as cursor:
        found = cursor.execute(f"SELECT current_setting('{setting}')").fetchone()
    assert found == (value,)


@pytest.mark.parametrize(
    "call", ["now()", "today()", "random()", "current_date", "CURRENT_TIMESTAMP", "uuid()"]
)
def test_a_query_cannot_depend_on_clock_or_chance(call: str, world: World) -> None:
    with pytest.raises(SandboxError, match="another result every time"):
        world.truth(f"SELECT {call} FROM people")


@pytest.mark.parametrize(
    "sql",
    [
        "WITH a AS (SELECT id FROM people), b AS (FROM a) SELECT count(*) FROM b",
        "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 9) FROM n",
        "SELECT id, row_number() OVER (ORDER BY born DESC) FROM people QUALIFY id < 3",
        "FROM people SELECT name",
        "FROM visible.people",
        "FROM PEOPLE",
        "VALUES (1, 'x')",
        "SELECT * FROM range(3), unnest([1, 2]) u(v)",
        "SELECT list_transform([1, 2], lambda x: x + 1)",
        "FROM people PIVOT (count(*) FOR id IN (1, 2) GROUP BY born)",
        "SELECT a.id FROM people a ASOF JOIN people b ON a.said >= b.said",
        "SELECT date_diff('day', born, DATE '2027-03-01') FROM people",
        "SELECT 1;",
    ],
)
def test_ordinary_analyst_sql_passes(sql: str, world: World) -> None:
    assert world.visible(sql).columns


def test_a_misspelt_table_gets_a_suggestion_and_a_wrong_column_no_path(
    world: World, folder: Path
) -> None:
    with pytest.raises(SandboxError, match="Did you mean `people`"):
        world.visible("SELECT * FROM poeple")
    with pytest.raises(SandboxError, match=r"`truth\.leis`.*Did you mean `lies`"):
        world.truth("SELECT * FROM truth.leis")
    with pytest.raises(SandboxError, match='"nmae" not found') as caught:
        world.visible("SELECT nmae FROM people")
    assert str(folder) not in str(caught.value)


def test_too_many_rows_are_refused_not_cut(world: World) -> None:
    assert len(world.visible("SELECT i FROM range(100000) r(i)").rows) == 100_000
    with pytest.raises(SandboxError, match="100,000 rows"):
        world.visible("SELECT i FROM range(100001) r(i)")


def test_a_query_without_end_is_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_SECONDS", 0.2)
    with pytest.raises(SandboxError, match="Make it simpler"):
        world.visible(
            "SELECT count(*) FROM range(10000000) a(i), range(100000) b(j) WHERE (i*j)%7=3"
        )
    assert world.visible("SELECT 1").rows == ((1,),)


def test_a_greedy_query_is_stopped(world: World) -> None:
    with pytest.raises(SandboxError, match="more memory"):
        world.visible("SELECT len(list(i)) FROM range(200000000) r(i)")


@pytest.mark.parametrize("sql", ["SELECT " + "(" * 3000 + "1" + ")" * 3000, "x" * 50_001])
def test_a_query_of_absurd_size_is_refused(sql: str, world: World) -> None:
    with pytest.raises(SandboxError, match=r"\.$"):
        world.visible(sql)


def test_eight_threads_each_get_their_own_rows(world: World) -> None:
    def ask(n: int) -> bool:
        answer = Relation.of(["n"], [[n]])
        seen = world.visible(f"SELECT {n} AS n, count(*) FROM people").rows
        joined = asked(
            world, "SELECT n, count(*) FROM answer_a, people GROUP BY n", {"answer_a": answer}
        ).rows
        return seen == joined == ((n, 5),)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(200)))


# --- answers ---------------------------------------------------------------------------------

HOSTILE = [
    "x'); DROP TABLE people; --",
    "\"; ATTACH '/etc/passwd'",
    "{{7*7}} ${HOME} %s $1 ?",
    "\x00\x01\u202e\ufeff",
    "公民·𠮷",
    "\ud800",
    "NULL",
    "",
]


def test_hostile_answers_are_data(world: World) -> None:
    answer = Relation.of(["id", "label"], [[str(i), text] for i, text in enumerate(HOSTILE)])
    got = asked(world, "SELECT label FROM answer_x ORDER BY id", {"answer_x": answer})
    kept = [text if text != "\ud800" else "?" for text in HOSTILE]
    assert list(got.column("label")) == kept
    assert world.visible("SELECT count(*) FROM people").rows == ((5,),)


@pytest.mark.parametrize("name", ['answer_"; DROP TABLE people; --', "answer_选择", "answer x"])
def test_hostile_names_are_names(name: str, world: World) -> None:
    answer = Relation.of(['a" b; --', "c'"], [[1, 2]])
    sql = 'SELECT * FROM "' + name.replace('"', '""') + '"'
    assert asked(world, sql, {name: answer}) == answer


@pytest.mark.parametrize(
    ("column", "cells", "kind"),
    [
        ("label", ["a", "b"], "VARCHAR"),
        ("value", [1, 2], "BIGINT"),
        ("value", [1, 2.5, None], "DOUBLE"),
        ("value", [2**70, 1], "DOUBLE"),
        ("position", [1, 2], "INTEGER"),
        ("ok", [True, None], "BOOLEAN"),
        ("value", ["1", 2], "VARCHAR"),
        ("value", [None], "VARCHAR"),
        ("value", [], "VARCHAR"),
    ],
)
def test_answers_get_one_type_per_column(
    column: str, cells: list[object], kind: str, world: World
) -> None:
    answer = Relation.of([column], [[cell] for cell in cells])
    sql = f"SELECT any_value(typeof({column})) FROM (FROM answer_a UNION ALL FROM answer_a)"
    got = asked(world, sql, {"answer_a": answer}).rows[0][0]
    assert got == (kind if cells else None)
    empty = f"SELECT {column} FROM answer_a"
    assert len(asked(world, empty, {"answer_a": answer}).rows) == len(cells)


def test_an_answer_lives_in_one_call(world: World) -> None:
    answer = Relation.of(["id"], [[1]])
    asked(world, "FROM answer_a", {"answer_a": answer})
    for ask in (world.visible, world.truth):
        with pytest.raises(SandboxError, match="answer_a"):
            ask("FROM answer_a")


def test_an_answer_cannot_take_the_name_of_a_table(world: World) -> None:
    with pytest.raises(MisuseError, match="a table has that name"):
        asked(world, "SELECT 1", {"People": Relation.of(["id"], [])})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)),
            st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
        ),
        max_size=5,
    )
)
def test_what_goes_in_as_text_or_whole_number_comes_out_the_same(
    world: World, rows: list[tuple[str | None, int | None]]
) -> None:
    answer = Relation.of(["a", "b"], rows)
    got = asked(world, "FROM answer_x", {"answer_x": answer})
    assert got == answer


def test_a_closed_world_says_so(folder: Path) -> None:
    opened = World(recipe=Toy(), params=PARAMS, folder=folder)
    opened.truth("SELECT 1")
    opened.close()
    opened.close()
    assert opened.closed
    for ask in (opened.visible, opened.truth):
        with pytest.raises(SandboxError, match="was closed"):
            ask("SELECT 1")


def test_answers_asked_together_are_each_written_down_when_first_read(world: World) -> None:
    one = Relation.of(("id",), [("a",)])
    two = Relation.of(("id",), [("b",), ("c",)])
    with world.answering({"answer_one": one, "Answer_Two": two}) as ask:
        counts = [
            ask("SELECT count(*) AS n FROM answer_one").rows[0][0],
            ask("SELECT count(*) AS n FROM answer_two").rows[0][0],
            ask("SELECT count(*) AS n FROM answer_one, answer_two").rows[0][0],
        ]

    assert counts == [1, 2, 2]
