"""Codes that can be read aloud, and names for those who give none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import SandboxError
from sandbox.live.codes import clear, new_code, tidy
from sandbox.live.pseudonyms import pseudonym


@given(st.integers(0, 2**32))
def test_a_new_code_is_six_clear_digits(seed: int) -> None:
    code = new_code((), random.Random(seed).randrange)

    assert len(code) == 6
    assert code.isdigit()
    assert clear(code)


@pytest.mark.parametrize("code", ["527719", "012345", "098765", "523419", "598719", "111222"])
def test_codes_that_are_misread_are_not_given_out(code: str) -> None:
    assert not clear(code)


def test_a_code_that_is_taken_is_not_given_out_again() -> None:
    draws = iter([527419, 527419, 815036])

    assert new_code({"527419"}, lambda _: next(draws)) == "815036"


def test_enough_codes_are_left_to_make_guessing_hopeless() -> None:
    assert sum(clear(f"{n:06d}") for n in range(10**6)) > 350_000


def test_when_no_code_is_left_an_operator_is_told() -> None:
    with pytest.raises(SandboxError, match="in use"):
        new_code((), lambda _: 111111)


@pytest.mark.parametrize(
    "typed", ["527419", " 527 419 ", "527-419", "５２７４１９", "房间号：527419"]
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert tidy(typed) == "527419"


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_the_door(typed: str) -> None:
    assert len(tidy(typed)) <= 7
    assert tidy(typed) == "" or tidy(typed).isascii()


def test_pseudonyms_count_in_two_digits_at_least() -> None:
    assert [pseudonym(n).zh for n in (1, 7, 112)] == ["学员01", "学员07", "学员112"]
    assert pseudonym(7).en == "Trainee 07"
