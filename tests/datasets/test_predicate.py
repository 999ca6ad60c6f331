"""The `where` of a rule is one condition over its own table, and nothing else."""

import numpy as np
import pyarrow as pa
import pytest

from sandbox.datasets.predicate import columns_of, holds, refuse_unless_over
from sandbox.errors import SandboxError

DATA = pa.table({"a": [1, 2, None], "B": ["x", "y", "z"]})
ALL = np.arange(3)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("a > 1", [False, True, False]),
        ("b IN ('x', 'z')", [True, False, True]),
        ("a IS NULL OR left(B, 1) = 'x'", [True, False, True]),
        ("true", [True, True, True]),
        ("a > 1 -- and a comment", [False, True, False]),
    ],
)
def test_a_condition_holds_or_not_and_unknown_is_no(where: str, expected: list[bool]) -> None:
    assert holds(where, DATA, ALL).tolist() == expected


def test_only_the_asked_rows_are_looked_at() -> None:
    assert holds("B = 'y'", DATA, np.array([1, 2])).tolist() == [True, False]


@pytest.mark.parametrize(
    "where",
    [
        "a > (SELECT 1)",
        "EXISTS (SELECT 1 FROM clean)",
        "true) UNION SELECT (1",
        "true; DROP TABLE clean",
        "true) GROUP BY (a",
        "true) LIMIT (1",
        "true) ORDER BY (a",
        "row_number() OVER () = 1",
        "a > random()",
        "a < current_date",
        "getenv('HOME') = 'x'",
        "a >",
        "",
        "a = 1 FROM other",
        "read_text('/etc/passwd') IS NULL",
    ],
)
def test_anything_else_is_refused(where: str) -> None:
    with pytest.raises(SandboxError, match=r"\.$"):
        holds(where, DATA, ALL)


def test_columns_are_named_as_written_and_strange_ones_refused() -> None:
    assert columns_of("qhdm = '290102' AND left(xm, 1) = 'x'") == {"qhdm", "xm"}
    refuse_unless_over("A = 1", ("a", "b"))
    with pytest.raises(
        SandboxError, match=r"`qhmd`, which is no column here\. Did you mean `qhdm`\?"
    ):
        refuse_unless_over("qhmd = '1'", ("qhdm",))


def test_a_condition_of_another_type_is_told_in_a_sentence() -> None:
    with pytest.raises(SandboxError, match="cannot be evaluated"):
        holds("B", DATA, ALL)
