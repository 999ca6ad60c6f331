"""What a query looks at is known without running it."""

import pytest

from sandbox.authoring.sql import Query, Unreadable, examine


def described(sql: str) -> Query:
    query = examine(sql)
    assert isinstance(query, Query)
    return query


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ("SELECT a FROM ml", [("", "ml")]),
        ("FROM ml", [("", "ml")]),
        ('SELECT a FROM "Truth"."ATTR"', [("truth", "attr")]),
        ("WITH x AS (SELECT 1) SELECT * FROM x JOIN ml USING (a)", [("", "ml")]),
        ("SELECT (SELECT count(*) FROM truth.attr) FROM ml", [("", "ml"), ("truth", "attr")]),
        ("SELECT 1 FROM ml WHERE EXISTS (SELECT 1 FROM hj)", [("", "hj"), ("", "ml")]),
        ("SELECT a FROM ml UNION ALL SELECT b FROM truth.t", [("", "ml"), ("truth", "t")]),
        ("DESCRIBE truth.attr", [("truth", "attr")]),
        ("SELECT * FROM range(3), unnest([1])", []),
    ],
)
def test_tables_are_found_wherever_they_stand(sql: str, tables: list[tuple[str, str]]) -> None:
    assert sorted(described(sql).tables) == sorted(tables)


@pytest.mark.parametrize(
    ("sql", "function"),
    [
        ("SELECT * FROM read_csv('x.csv')", "read_csv"),
        ("SELECT * FROM 'x.parquet'", "x.parquet"),
        ("SELECT * FROM query('SELECT 1')", "query"),
        ("SELECT * FROM query_table('ml')", "query_table"),
    ],
)
def test_ways_out_of_the_world_are_found(sql: str, function: str) -> None:
    assert described(sql).functions == (function,)


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT a AS ID, b FROM ml", ("id", "b")),
        ("SELECT * FROM ml", None),
        ("SELECT ml.* EXCLUDE (a) FROM ml", None),
        ("WITH x AS (SELECT 1 AS a) SELECT a FROM x", ("a",)),
        ("SELECT a FROM ml UNION SELECT b FROM hj", ("a",)),
    ],
)
def test_columns_are_named_unless_only_the_data_can_tell(
    sql: str, columns: tuple[str, ...] | None
) -> None:
    assert described(sql).columns == columns


@pytest.mark.parametrize("sql", ["SELECT 1; SELECT 2", "DROP TABLE ml", "-- nothing", ";"])
def test_anything_but_one_query_is_told_apart(sql: str) -> None:
    assert not described(sql).single


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("SELECT a AS b\nFORM ml\nWHERE", (2, 1)),
        ("SELECT 'open", (1, 8)),
        ("SELECT (", (1, 8)),
    ],
)
def test_the_place_where_reading_stops_is_named(sql: str, place: tuple[int, int]) -> None:
    stop = examine(sql)

    assert isinstance(stop, Unreadable)
    assert (stop.line, stop.column) == place
