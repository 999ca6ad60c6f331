"""The corpora: queries that must run, and queries that must not get anywhere."""

from pathlib import Path

HERE = Path(__file__).parent
GROUPS = ("files", "server", "changes", "others", "smuggled")
"""Attacks that must be refused outright; `heavy` ones may also come to a small result."""


def queries(file: Path) -> list[str]:
    """The queries of a file, in order; lines of `;;` stand between them."""
    return [each.strip("\n") for each in file.read_text(encoding="utf-8").split("\n;;\n")]


def attacks(group: str) -> list[str]:
    """One group of attacks."""
    return queries(HERE / "attacks" / f"{group}.sql")


def good() -> list[str]:
    """What analysts ordinarily write."""
    return queries(HERE / "good" / "queries.sql")


GENERATED = {
    "empty": "",
    "blank": " \n\t ",
    "comment": "-- nothing",
    "open comment": "/* SELECT 1",
    "open quote": "SELECT 'x",
    "nul": "SELECT 1\0",
    "long": "SELECT " + "1+" * 6_000 + "1",
    "brackets": "SELECT " + "(" * 4_000 + "1" + ")" * 4_000,
    "lists": "SELECT " + "[" * 4_000 + "1" + "]" * 4_000,
    "closed brackets": "SELECT 1" + ")" * 9_000,
    "sum": "SELECT " + "1+" * 4_000 + "1",
    "not": "SELECT " + "NOT " * 2_400 + "true",
    "minus": "SELECT " + "- " * 4_500 + "1",
    "case": "SELECT " + "CASE WHEN true THEN " * 450 + "1" + " END" * 250,
    "subqueries": "SELECT " + "(SELECT " * 1_000 + "1" + ")" * 1_000,
    "unions": "SELECT 1" + " UNION SELECT 1" * 600,
    "joins": "SELECT count(*) FROM rk" + ", rk" * 900,
    "withs": "WITH " + ",".join(f"a{n} AS (SELECT * FROM a{n - 1})" for n in range(1, 300))
    + " SELECT * FROM a299",
    "doubling": "WITH a0 AS (SELECT 1 AS x), "
    + ",".join(f"a{n} AS (SELECT * FROM a{n - 1} UNION ALL SELECT * FROM a{n - 1})"
               for n in range(1, 40)) + " SELECT count(*) FROM a39",
    "casts": "SELECT 1" + "::INT" * 1_800,
    "lambdas": "SELECT " + "list_transform([1], lambda x: " * 90 + "x" + ")" * 90,
    "columns": "SELECT " + ",".join(f"1 AS c{n}" for n in range(900)),
    "dots": "SELECT a" + ".a" * 4_000,
    "in": "SELECT 1 WHERE 1 IN (" + ",".join(map(str, range(2_000))) + ")",
    "semicolons": ";" * 9_000,
    "right to left": "SELECT 1 \u202e FROM rk",
    "half a pair": "SELECT '\ud800'",
    "kelvin": "SELECT \u212a FROM rk",
}  # fmt: skip
