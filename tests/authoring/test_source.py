"""YAML is untrusted: whatever the bytes, there is a value with places, or a problem."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.authoring.source import LARGEST, Source, read
from sandbox.authoring.syntax import Mark

YAMLISH = st.text(alphabet="ab: \n\t-[]{},'\"|>&*!?%@`#0123.~：é\\x", max_size=80)


def parsed(text: str) -> Source:
    source, problems = read(text.encode(), "f.yaml")
    assert problems == ()
    assert source is not None
    return source


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=200) | YAMLISH.map(str.encode))
def test_any_bytes_give_a_value_or_problems_and_never_an_exception(data: bytes) -> None:
    source, problems = read(data, "f.yaml")

    assert source is not None or problems
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text("ab 是", max_size=4),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", min_size=1), inner)
        ),
        max_leaves=8,
    )
)
@settings(deadline=None)
def test_json_is_read_as_json_means_it(value: Any) -> None:
    assert parsed(json.dumps(value, ensure_ascii=False)).value == value


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("010", "010"),
        ("290102", 290102),
        ("no", "no"),
        ("true", True),
        ("12:30:00", "12:30:00"),
        ("2026-06-03", "2026-06-03"),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("-0.5", -0.5),
        (".5", 0.5),
        ("~", None),
        ("'7'", "7"),
        ("123456789012345678901", "123456789012345678901"),
    ],
)
def test_codes_stay_codes_and_numbers_are_numbers(written: str, meant: object) -> None:
    value = parsed(f"a: {written}").value["a"]

    assert value == meant
    assert type(value) is type(meant)


def test_every_key_and_item_knows_its_place() -> None:
    source = parsed("a: 1\nb:\n  - x\n  - c: 2\n")

    assert source.mark(("a",)) == Mark(1, 1)
    assert source.mark(("b", 1)) == Mark(4, 5)
    assert source.mark(("b", 1, "c")) == Mark(4, 5)


def test_a_missing_key_is_placed_at_its_closest_written_ancestor() -> None:
    source = parsed("a:\n  b:\n    c: 1\n")

    assert source.mark(("a", "b", "missing", "deeper")) == Mark(2, 3)
    assert source.mark(("nowhere",)) == Mark(1, 1)


def test_paths_are_named_by_ids_and_count_from_one() -> None:
    source = parsed("steps:\n  - id: look\n    evidence:\n      - x: 1\n")

    assert source.name(("steps", 0, "evidence", 0, "x")) == "steps.look.evidence.1.x"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sql: |\n  SELECT a\n  FROM b\n", Mark(3, 8)),
        ("sql: |-\n\n    FROM b\n", Mark(3, 10)),
        ("sql: SELECT b\n", Mark(1, 6)),
        ("sql: >\n  SELECT a\n  FROM b\n", Mark(1, 6)),
    ],
)
def test_places_inside_a_text_are_places_in_the_file(text: str, place: Mark) -> None:
    column = 6 if place.line > 1 else 1

    assert parsed(text).inside(("sql",), 2 if place.line > 1 else 1, column) == place


def test_files_beyond_a_megabyte_are_refused_unread() -> None:
    source, problems = read(b"a" * (LARGEST + 1), "f.yaml")

    assert source is None
    assert [problem.code for problem in problems] == ["S002"]


def test_nesting_beyond_forty_is_refused() -> None:
    assert read(b"[" * 100_000, "f.yaml")[1][0].code == "S006"
    assert read(b"- " * 100_000, "f.yaml")[1][0].code == "S006"


def test_all_equal_keys_are_reported_and_the_first_value_kept() -> None:
    source, problems = read(b"a: 1\na: {x: 1, x: 2}\nb: 1\nb: 2\n", "f.yaml")

    assert source is not None
    assert source.value == {"a": 1, "b": 1}
    assert [(p.code, p.line) for p in problems] == [("S008", 2), ("S008", 2), ("S008", 4)]


def test_a_byte_order_mark_is_no_content() -> None:
    source, problems = read("\ufeffa: 1".encode(), "f.yaml")

    assert problems == ()
    assert source is not None
    assert source.value == {"a": 1}
