"""A form's fields become the raw answer, whatever signs ids are made of."""

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.phone.answers import raw_answer, read
from pages.phone.drawing import field_name

IDS = st.text(min_size=1, max_size=12)
VALUES = st.text(min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.dictionaries(IDS, st.dictionaries(IDS, VALUES, min_size=1), min_size=1))
def test_rows_and_labels_come_back_as_they_were_named(grids: dict[str, dict[str, str]]) -> None:
    fields = [(field_name("grid", key, row), label) for key, rows in grids.items()
              for row, label in rows.items()]  # fmt: skip

    assert raw_answer(fields) == grids


@given(IDS, st.permutations(["a", "b|c", "d e", "%", "&=+", "省"]))
def test_places_become_an_order(key: str, order: list[str]) -> None:
    fields = [(field_name("place", key, one), str(n)) for n, one in enumerate(order, start=1)]

    assert raw_answer(sorted(fields)) == {key: order}


@pytest.mark.parametrize(
    ("fields", "raw"),
    [
        ([("pick|p1", "w2"), ("pick|p2", "")], {"p1": "w2"}),
        ([("many|e", ""), ("many|e", "a"), ("many|e", "b")], {"e": ["a", "b"]}),
        ([("many|e", "")], {"e": []}),
        ([("cell|c|c1|do", "stop"), ("cell|c|c1|why", ""), ("cell|c|c2|do", "")], {"c": {"c1": {"do": "stop"}}}),
        ([("share|s|a", "60"), ("share|s|b", " ")], {"s": {"a": "60"}}),
        ([("number|n", " 80 "), ("date|d", "2027-03-15")], {"n": "80", "d": "2027-03-15"}),
        ([("place|o|a", "2"), ("place|o|b", "1"), ("place|o|c", "")], {"o": ["b", "a"]}),
        ([("decision", "x"), ("round", "1")], {}),
    ],
)  # fmt: skip
def test_each_shape_has_its_answer(fields: list[tuple[str, str]], raw: dict[str, Any]) -> None:
    assert raw_answer(fields) == raw


@pytest.mark.parametrize(
    "fields",
    [
        [("grid|k", "a")], [("odd|k", "a")], [("cell|k|r", "a")], [("place|k|a", "first")],
        [("grid|k|r", "a"), ("pick|k", "b"), ("grid|k|s", "c")],
        [("pick|k", "a"), ("many|k", "b")], [("place|k|a", "１")],
    ],
)  # fmt: skip
def test_fields_that_no_form_of_ours_has_are_refused(fields: list[tuple[str, str]]) -> None:
    assert raw_answer(fields) is None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_but_never_break(body: bytes) -> None:
    read(body)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["pick|a", "many|a", "grid|a|b", "cell|a|b|c", "place|a|b"]),
            st.text(max_size=4),
        )
    )
)
def test_any_mixture_of_fields_is_read_or_refused(fields: list[tuple[str, str]]) -> None:
    sent = read(urlencode([("decision", "d"), ("round", "1"), *fields]).encode())

    assert sent is None or sent.decision == "d"
