"""Columns of text keep what they were made of, and numbers are found in any width."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from sandbox.authoring.cells import in_text, strings
from sandbox.authoring.rules.private import luhn

WORDS = st.lists(st.none() | st.text(st.characters(codec="utf-8"), max_size=8), max_size=20)


@given(WORDS)
def test_a_column_gives_back_what_it_was_made_of(values: list[str | None]) -> None:
    assert strings(values).to_pylist() == values


@given(st.text(max_size=30))
def test_a_passage_that_must_change_stands_within_the_text(before: str) -> None:
    text = f"{before} 13800138000"

    assert any(text[told.offset :].startswith("13800138000") for told in in_text(text))


def test_full_width_digits_count_as_digits() -> None:
    assert [told.code for told in in_text("１３８００１３８０００")] == ["S174"]


def test_safe_mailboxes_are_left_alone() -> None:
    assert list(in_text("a@example.com, b@office.invalid")) == []


def test_one_wrong_digit_breaks_the_check_of_a_card() -> None:
    assert luhn("4111111111111111")
    assert not any(luhn(f"411111111111111{last}") for last in "02345678")


def test_making_a_column_does_not_load_a_library_of_its_own() -> None:
    said = "from sandbox.authoring.cells import forbidden, strings; import pyarrow as pa, sys;"
    said += (
        "list(forbidden(pa.table({'a': strings(['x', None])}), 3)); print('pandas' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"
