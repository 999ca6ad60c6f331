"""What a room as a whole decides, as an answer that one person could have given.

House rules (教学约定): the most frequent choice per question, row or cell; every option that at
least half of the room picked; the order of mean places; the lower median of numbers and days; mean
amounts, rounded to the step so that they add up. Where all this together is no answer that the
decision takes (over budget, say), the given answer that agrees with it most stands for the room.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import singledispatch
from itertools import product
from statistics import fmean, median_low
from typing import Any

from sandbox.live.tally import fits_a_phone, form_of
from sandbox.model.answer import Answer, Raw
from sandbox.model.control import (
    Choice,
    Control,
    DateField,
    Grid,
    Matrix,
    NumberField,
    Order,
    Pick,
    PickMany,
    Shares,
)
from sandbox.model.decision import Decision, Setting
from sandbox.model.relation import Relation


def majority(decision: Decision, setting: Setting, answers: Sequence[Relation]) -> Relation | None:
    """The answer of the room; None when nobody answered.

    For what is written rather than picked, the most frequent answer.
    """
    if not answers:
        return None
    if not fits_a_phone(decision, setting):
        return max(answers, key=Counter(answers).__getitem__)
    forms = [form_of(decision, setting, answer) for answer in answers]
    controls = decision.controls(setting)
    wanted = {c.key: _room(c, [form[c.key] for form in forms]) for c in controls}
    taken = decision.parse(wanted, setting)
    if isinstance(taken, Answer):
        return taken.relation
    agreed = [_agreement(form, wanted) for form in forms]
    return answers[agreed.index(max(agreed))]


def most_frequent(given: Iterable[Any], order: Sequence[Any] = ()) -> Any:
    """What was given most often; of several alike, the one that stands first in `order`.

    What is not in `order` counts in the order in which it was first given.
    """
    counted = Counter(given)
    places = {each: at for at, each in enumerate(dict.fromkeys([*order, *counted]))}
    return min(counted, key=lambda each: (-counted[each], places[each]))


@singledispatch
def _room(control: Control, given: Sequence[Any]) -> Any:  # noqa: ARG001 - first of many
    """What the room gives in one control."""
    raise TypeError(f"No majority for {type(control).__name__}.")


def _ids(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.id for choice in choices)


@_room.register
def _(control: Pick, given: Sequence[Any]) -> str:
    return str(most_frequent(given, _ids(control.choices)))


@_room.register
def _(control: PickMany, given: Sequence[Any]) -> list[str]:
    counted = Counter(choice for chosen in given for choice in chosen)
    half = [one for one in _ids(control.choices) if 2 * counted[one] >= len(given)]
    return half or [str(most_frequent(counted.elements(), _ids(control.choices)))]


@_room.register
def _(control: Grid, given: Sequence[Any]) -> dict[str, str]:
    labels = _ids(control.labels)
    return {
        row: str(most_frequent((each[row] for each in given), labels)) for row in _ids(control.rows)
    }


@_room.register
def _(control: Order, given: Sequence[Any]) -> list[str]:
    steps = _ids(control.choices)
    return sorted(steps, key=lambda step: sum(order.index(step) for order in given))


@_room.register(NumberField)
@_room.register(DateField)
def _(control: NumberField | DateField, given: Sequence[Any]) -> Any:  # noqa: ARG001 - by type
    return median_low(given)


@_room.register
def _(control: Matrix, given: Sequence[Any]) -> dict[str, dict[str, str]]:
    cells: dict[str, dict[str, str]] = {}
    for row, column in product(control.rows, control.columns):
        said = ((each.get(row.id) or {}).get(column.id) for each in given)
        most = most_frequent(said, _ids(column.choices))
        if most is not None:
            cells.setdefault(row.id, {})[column.id] = str(most)
    return cells


@_room.register
def _(control: Shares, given: Sequence[Any]) -> dict[str, float]:
    rows = _ids(control.rows)
    means = {row: fmean(float(each.get(row) or 0) for each in given) / control.step for row in rows}
    steps = {row: int(mean + 1e-9) for row, mean in means.items()}
    left = round(sum(means.values())) - sum(steps.values())
    for row in sorted(rows, key=lambda row: steps[row] - means[row])[: max(left, 0)]:
        steps[row] += 1
    return {row: round(at * control.step, 9) for row, at in steps.items()}


def _agreement(form: Raw, wanted: Mapping[str, Any]) -> int:
    """How many parts of the form are as the room wants them."""
    return len(set(_parts(form)) & set(_parts(wanted)))


def _parts(value: Any, path: tuple[Hashable, ...] = ()) -> Iterable[tuple[Hashable, ...]]:
    """The leaves of a form with the way to them; lists are sets of their members."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _parts(inner, (*path, key))
    elif isinstance(value, list | tuple):
        yield from ((*path, each) for each in value)
    else:
        yield (*path, value)
