"""Where the right rows are ordered, and by which of their columns."""

import pytest

from sandbox.references.query import _keys, _order


@pytest.mark.parametrize(
    ("sql", "ordered", "keys"),
    [
        ("SELECT a, b FROM t", False, ()),
        ("SELECT a, b FROM t ORDER BY b", True, (1,)),
        ("SELECT a, b FROM t ORDER BY b DESC, a", True, (1, 0)),
        ("SELECT a, count(*) AS n FROM t GROUP BY a ORDER BY N DESC", True, (1,)),
        ("SELECT a, b FROM t ORDER BY 2", True, (1,)),
        ("SELECT a, b FROM t ORDER BY lower(a)", True, ()),
        ("SELECT a, b FROM t ORDER BY c, a", True, ()),
        ("SELECT * FROM t ORDER BY a", True, ()),
        ("SELECT a FROM (SELECT a FROM t ORDER BY a)", False, ()),
    ],
)
def test_the_order_is_that_of_the_query_itself(
    sql: str, ordered: bool, keys: tuple[int, ...]
) -> None:
    assert (_order(sql) is not None) == ordered
    assert _keys(sql) == keys
