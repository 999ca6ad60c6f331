"""A scenario's cost grows with its people, and is known before anything is built."""

from collections.abc import Callable
from pathlib import Path

from sandbox.authoring.load import Examined


def test_more_people_cost_more(
    village: Path, edit: Callable[[str, str], Path], look: Callable[[Path], Examined]
) -> None:
    small = look(village).cost
    large = look(edit("people: 60", "people: 60000")).cost

    assert small is not None
    assert large is not None
    assert (large.rows, large.seconds, large.megabytes) > (
        small.rows, small.seconds, small.megabytes,
    )  # fmt: skip
    assert small.worlds == 3
    assert small.own_tables == 1


def test_what_cannot_be_read_has_no_cost(
    edit: Callable[[str, str], Path], look: Callable[[Path], Examined]
) -> None:
    assert look(edit("minutes: 20", "minutes: soon")).cost is None
