"""A person's own data: known, copied, objected to and erased; by nobody else."""

import json
from collections.abc import Callable

import pytest

from sandbox.desk import objections
from sandbox.desk.office import Desk
from sandbox.desk.views import ObjectionView, RejectionView, StepView, VisitorView
from sandbox.desk.wiring import Office
from sandbox.errors import MisuseError, NotFoundError


@pytest.fixture
def visitor(desk: Desk) -> VisitorView:
    made = desk.sign_in("云溪", "zh")
    assert isinstance(made, VisitorView)
    return made


@pytest.fixture
def answered(desk: Desk, visitor: VisitorView) -> tuple[str, str]:
    """A run with its first decision answered: (run, decision)."""
    run = desk.start(visitor.id, "canary")
    step = desk.step(visitor.id, run, "zh")
    assert isinstance(step, StepView)
    assert step.decision is not None
    control = step.decision.controls[0]
    raw = {control.key: control.choices[0].id}  # type: ignore[union-attr]
    assert not isinstance(desk.submit(visitor.id, run, step.decision.id, raw, "zh"), RejectionView)
    return run, step.decision.id


def test_what_is_kept_is_counted(
    desk: Desk, visitor: VisitorView, answered: tuple[str, str]
) -> None:
    view = desk.own_data(visitor.id, "zh")

    assert view is not None
    assert (view.runs, view.answers, view.marks, view.hints) == (1, 1, 1, 0)
    assert [one.run for one in view.marked] == [answered[0]]
    assert [one.decision for one in view.marked[0].marks] == [answered[1]]


def test_the_copy_holds_every_answer_and_its_arithmetic(
    desk: Desk, visitor: VisitorView, answered: tuple[str, str]
) -> None:
    desk.object_to(visitor.id, *answered, "理由", "zh")
    found = desk.export(visitor.id, "zh")

    assert found is not None
    name, content = found
    data = json.loads(content)
    assert name.startswith("我的数据-")
    assert data["person"]["nickname"] == "云溪"
    (run,) = data["runs"]
    assert run["answers"][0]["decision"] == answered[1]
    assert run["marks"][0]["detail"]
    assert data["objections"][0]["reason"] == "理由"
    assert "虚构实训数据" in data["mark"]


def test_an_objection_waits_for_a_person_and_is_answered_by_one(
    desk: Desk, office: Office, visitor: VisitorView, answered: tuple[str, str]
) -> None:
    made = desk.object_to(visitor.id, *answered, "  第二十一条不是这样写的。 ", "zh")
    assert isinstance(made, ObjectionView)
    assert (made.upheld, made.reason) == (None, "第二十一条不是这样写的。")

    (listed,) = objections.listed(office)
    assert (listed.participant, listed.state, listed.id) == ("云溪", "waiting", made.id)
    objections.answer(office, made.id, upheld=True, text="说得对。")

    assert objections.listed(office) == ()
    assert [one.state for one in objections.listed(office, every=True)] == ["upheld"]
    view = desk.own_data(visitor.id, "zh")
    assert view is not None
    assert [(one.upheld, one.reply) for one in view.objections] == [(True, "说得对。")]


@pytest.mark.parametrize(("reason", "said"), [("  ", "一两句理由"), ("长" * 1001, "1000")])
def test_an_objection_needs_a_reason_of_readable_length(
    desk: Desk, visitor: VisitorView, answered: tuple[str, str], reason: str, said: str
) -> None:
    told = desk.object_to(visitor.id, *answered, reason, "zh")

    assert isinstance(told, RejectionView)
    assert said in told.text


def test_one_may_object_to_one_s_own_marks_only(
    desk: Desk, visitor: VisitorView, answered: tuple[str, str]
) -> None:
    other = desk.sign_in("别人", "zh")
    assert isinstance(other, VisitorView)

    with pytest.raises(NotFoundError):
        desk.object_to(other.id, *answered, "理由", "zh")
    with pytest.raises(NotFoundError):
        desk.object_to(visitor.id, answered[0], "number", "理由", "zh")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda office: objections.answer(office, "nothing", upheld=True, text="x"), NotFoundError),
        (lambda office: objections.answer(office, "nothing", upheld=True, text=" "), MisuseError),
    ],
)
def test_an_answer_needs_an_objection_and_a_reason(
    office: Office, call: Callable[[Office], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        call(office)


def test_erasing_leaves_nothing_of_the_person_and_all_of_others(
    desk: Desk, office: Office, visitor: VisitorView, answered: tuple[str, str]
) -> None:
    other = desk.sign_in("别人", "zh")
    assert isinstance(other, VisitorView)
    kept = desk.start(other.id, "canary")

    assert desk.erase(visitor.id)

    assert desk.visitor(visitor.token) is None
    assert desk.step(visitor.id, answered[0], "zh") is None
    assert desk.own_data(visitor.id, "zh") is None
    assert desk.export(visitor.id, "zh") is None
    assert not desk.erase(visitor.id)
    assert desk.step(other.id, kept, "zh") is not None
    assert [one.runs for one in office.ledger.erasures()] == [1]
