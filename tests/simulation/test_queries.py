"""Which answers a query reads."""

import duckdb
import pytest

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.simulation.queries import answer_tables, rows


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("SELECT 1 AS value", set()),
        ("SELECT * FROM answer_a", {"answer_a"}),
        ("select * from ANSWER_A join Answer_b using (id)", {"answer_a", "answer_b"}),
        ("SELECT 'answer_a' FROM ml -- answer_b", set()),
        ("WITH answer_x AS (SELECT * FROM answer_a) SELECT * FROM answer_x", {"answer_a"}),
        ("SELECT (SELECT count(*) FROM answer_a) FROM truth.ml", {"answer_a"}),
        ("FROM answer_a SELECT count(*) AS value", {"answer_a"}),
        ("SELECT * FROM ml WHERE id IN (FROM answer_a)", {"answer_a"}),
        ("SELECT a.answer_b FROM answer_a AS a", {"answer_a"}),
        ("SELECT * FROM ml ANTI JOIN answer_a USING (id)", {"answer_a"}),
        ("SELECT FROM WHERE answer_a (", {"answer_a"}),
    ],
)
def test_tables_are_found_as_a_database_would(sql: str, read: set[str]) -> None:
    assert answer_tables(sql) == read


@pytest.mark.parametrize(
    "fault", [duckdb.BinderException("no column x.\nLINE 1: …"), SandboxError("no column x.")]
)
def test_a_fault_names_what_was_being_carried_out(fault: Exception) -> None:
    def fail(_sql: str) -> Relation:
        raise fault

    with pytest.raises(SandboxError) as caught:
        rows("Consequence `x`", "SELECT 1", fail)

    assert str(caught.value) == "Consequence `x` could not be carried out: no column x."
