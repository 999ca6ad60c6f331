"""Merging: what only one side changed is kept, whoever changed it."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.authoring.merge import merge

TEXT = st.lists(st.sampled_from("abcde"), max_size=8).map(lambda ls: "".join(f"{x}\n" for x in ls))


@given(TEXT, TEXT)
def test_where_one_side_changed_nothing_the_other_counts(base: str, changed: str) -> None:
    for yours, theirs in ((changed, base), (base, changed), (changed, changed)):
        told = merge(base, yours, theirs)
        assert (told.text, told.clean) == (changed, True)


@given(TEXT, TEXT, TEXT)
def test_no_line_of_either_side_that_is_new_is_lost(base: str, yours: str, theirs: str) -> None:
    merged = merge(base, yours, theirs).text.splitlines()
    for side in (yours, theirs):
        assert set(side.splitlines()) - set(base.splitlines()) <= set(merged)


def test_changes_in_different_places_are_both_kept() -> None:
    told = merge("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n")
    assert (told.text, told.clean) == ("A\nb\nc\nD\n", True)


def test_changes_in_one_place_stand_between_marks() -> None:
    told = merge("a\n", "b\n", "c\n")
    assert not told.clean
    assert told.text == "<<<<<<< yours\nb\n=======\nc\n>>>>>>> theirs\n"
