"""Mark a finished class again after a key was corrected: first as a diff, then as new marks.

Nothing here reads or writes the ledger: the caller brings attempts with their latest marks, shows
the diff, and adds `RemarkDiff.marks` beside the old ones once a person has agreed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sandbox.model.attempt import Attempt, Mark

MarkAgain = Callable[[Attempt], Mark | None]
"""A new mark with its reason; None when the decision is no longer asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An attempt, whose it is, and the mark that counts now (None: it was never marked)."""

    participant: str
    attempt: Attempt
    mark: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An attempt whose mark would change; equal points mean that only the explanation does."""

    attempt: Attempt
    participant: str
    decision: str
    old_points: float
    new_points: float
    mark: Mark
    """The mark to add when the diff is applied."""

    @property
    def difference(self) -> float:
        """New points minus old points."""
        return self.new_points - self.old_points


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkDiff:
    """What a re-mark would do; nothing has been stored."""

    changes: tuple[Change, ...]
    unchanged: int
    gone: tuple[Attempt, ...]
    """Attempts at decisions that are no longer asked; their marks stay as they are."""

    @property
    def moved_up(self) -> int:
        """How many attempts gain points."""
        return sum(change.difference > 0 for change in self.changes)

    @property
    def moved_down(self) -> int:
        """How many attempts lose points."""
        return sum(change.difference < 0 for change in self.changes)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks to add, all or none, to apply the diff."""
        return tuple(change.mark for change in self.changes)

    def by_participant(self) -> dict[str, float]:
        """Participant → points gained or lost in all, for everyone whose sum moves."""
        sums: dict[str, float] = {}
        for change in self.changes:
            sums[change.participant] = sums.get(change.participant, 0) + change.difference
        return {who: moved for who, moved in sums.items() if abs(moved) > 1e-9}


def remark(marked: Iterable[Marked], score_of: MarkAgain) -> RemarkDiff:
    """The difference that marking these attempts again would make.

    `score_of` makes the new mark of an attempt from its stored answer, its hints and its seed.
    """
    changes: list[Change] = []
    gone: list[Attempt] = []
    unchanged = 0
    for each in marked:
        new = score_of(each.attempt)
        if new is None:
            gone.append(each.attempt)
        elif each.mark is not None and _same(each.mark, new):
            unchanged += 1
        else:
            changes.append(_change(each, new))
    return RemarkDiff(changes=tuple(changes), unchanged=unchanged, gone=tuple(gone))


def _same(old: Mark, new: Mark) -> bool:
    # Another digest or version alone is no news: what counts is what a person would read.
    return (old.points, old.out_of, old.share, old.harmful, old.detail) == (
        new.points,
        new.out_of,
        new.share,
        new.harmful,
        new.detail,
    )


def _change(each: Marked, new: Mark) -> Change:
    return Change(
        attempt=each.attempt,
        participant=each.participant,
        decision=each.attempt.decision,
        old_points=0.0 if each.mark is None else each.mark.points,
        new_points=new.points,
        mark=new,
    )
