"""Fixed references: how YAML becomes rows, and that nothing shows them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sandbox.model.relation import Relation
from sandbox.references.fixed import Fixed
from tests.fakes import AllKinds, decision, options

CANARY = "canary-5518"


@pytest.mark.parametrize(
    ("written", "columns", "rows"),
    [
        (["a", "b"], ("value",), (("a",), ("b",))),
        ([1, 2.5, True], ("value",), ((1,), (2.5,), (True,))),
        ([["a", "b"], ["b", "c"]], ("c1", "c2"), (("a", "b"), ("b", "c"))),
        ([["a", "b", 2]], ("c1", "c2", "c3"), (("a", "b", 2),)),
        ({"a": 1, "b": 0.5}, ("id", "value"), (("a", 1), ("b", 0.5))),
        ({1: "x"}, ("id", "value"), (("1", "x"),)),
        ({"due": date(2027, 3, 15)}, ("id", "value"), (("due", "2027-03-15"),)),
        (
            {"q": {"a": 1, "b": 0}, "r": {"a": 0}},
            ("id", "option", "value"),
            (("q", "a", 1), ("q", "b", 0), ("r", "a", 0)),
        ),
    ],
)
def test_yaml_becomes_rows(
    written: Any, columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]
) -> None:
    expected = Relation(columns=columns, rows=rows)

    assert Fixed.model_validate({"value": written}).resolve(None).open() == expected


@pytest.mark.parametrize(
    "written",
    [
        CANARY,
        None,
        [],
        {},
        [[]],
        [CANARY, [CANARY]],
        [[CANARY], [CANARY, CANARY]],
        {CANARY: CANARY, "b": {"c": CANARY}},
        {CANARY: {}},
        [CANARY, None],
        {CANARY: float("nan")},
        {CANARY: [CANARY]},
    ],
)
def test_what_does_not_fit_is_refused_without_being_repeated(written: Any) -> None:
    with pytest.raises(ValidationError) as refusal:
        Fixed.model_validate({"value": written})

    assert CANARY not in str(refusal.value)
    assert CANARY not in str(refusal.value.errors())
    assert "fixed reference" in str(refusal.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
        ),
        max_leaves=10,
    )
)
def test_any_yaml_is_rows_of_equal_width_or_refused(written: Any) -> None:
    try:
        relation = Fixed.model_validate({"value": written}).resolve(None).open()
    except ValidationError:
        return

    assert {len(row) for row in relation.rows} == {len(relation.columns)}


def test_a_decision_prints_and_dumps_its_reference_as_a_box() -> None:
    shown = decision(
        "multiple_choice",
        options=options("a", "b"),
        reference={"fixed": [CANARY]},
        scorer={"kind": "set_overlap"},
    )

    for text in (repr(shown), str(shown), str(shown.model_dump()), shown.model_dump_json()):
        assert CANARY not in text
        assert "Sealed(…)" in text


def test_a_faulty_decision_does_not_repeat_its_reference() -> None:
    with pytest.raises(ValidationError) as refusal:
        decision(
            "single_choice",
            reference={"fixed": [CANARY]},
            scorer={"kind": "option_credit"},
        )

    assert "either `options` or `questions`" in str(refusal.value)
    assert CANARY not in str(refusal.value)


def test_paths_of_problems_follow_the_file() -> None:
    with pytest.raises(ValidationError) as refusal:
        decision(
            "label_table",
            items=[{"id": "a", "label": {"zh": "甲"}}],
            labels=options("x", "y"),
            reference={"fixed": {"a": "x"}},
            scorer={"kind": "ordinal_chance_corrected", "scale": ["x", "y"], "over": 2},
        )

    # A list with a faulty entry also counts as too short; loaders drop that echo.
    errors = [error for error in refusal.value.errors() if error["type"] != "too_short"]
    paths = {tuple(error["loc"]) for error in errors}
    assert paths == {("scorer", "over"), ("items", 0, "label", "en")}


def test_a_box_may_be_passed_on_as_it_is() -> None:
    first = AllKinds().make("reference", {"fixed": ["a"]})

    assert Fixed(value=first.value).resolve(None).open() == first.resolve(None).open()
