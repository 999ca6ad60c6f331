"""Rules on checks: the paths that are replayed through a scenario."""

from collections.abc import Iterator
from typing import Any, Final

from sandbox.authoring.case import Case
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.authoring.sayings import in_both
from sandbox.model.answer import Rejection
from sandbox.model.decision import Setting
from sandbox.text import Text

OBLIGATORY: Final = ("perfect", "naive", "careless")


def s112_three_checks(case: Case) -> Iterator[Problem]:
    """Perfect, naive and careless players are always replayed."""
    checks = case.source.at(("checks",))
    written = checks if isinstance(checks, dict) else {}
    for name in OBLIGATORY:
        if name not in written:
            yield case.source.problem(
                "S112",
                ("checks",),
                Text(
                    zh=f"`checks` 中缺少 `{name}`。", en=f"`checks` has no `{name}`."
                ),
                Text(
                    zh="每个情景都要演练 perfect、naive、careless 三种答法。",
                    en="Every scenario is replayed as perfect, naive and careless.",
                ),
            )  # fmt: skip


def s113_checks_name_decisions(case: Case) -> Iterator[Problem]:
    """An answer under `checks` belongs to a decision."""
    known = case.decision_ids()
    for path, _ in case.source.each("checks", "*", "answers", "*"):
        if known and path[-1] not in known:
            yield case.source.problem(
                "S113",
                path,
                Text(
                    zh=f"没有 id 为 {quoted(path[-1])} 的题目。",
                    en=f"No decision is called {quoted(path[-1])}.",
                ),
                did_you_mean(path[-1], known),
            )


def s114_expectations_are_shares(case: Case) -> Iterator[Problem]:
    """An expectation is a share from 0 to 1, or a range from low to high."""
    for path, written in case.source.each("checks", "*", "expect"):
        bounds = written if isinstance(written, list) else [written]
        if not all(_number(bound) for bound in bounds):
            continue
        if any(not 0 <= bound <= 1 for bound in bounds):
            yield case.source.problem("S114", path, OUTSIDE)
        elif bounds != sorted(bounds):
            yield case.source.problem("S114", path, REVERSED, REVERSED_FIX)


def s115_answers_can_be_taken(case: Case) -> Iterator[Problem]:
    """What a check answers is something the decision would accept from a trainee."""
    for posed in case.posed():
        if posed.decision is None or posed.decision.item_source() is not None:
            continue
        setting = Setting(items=posed.decision.written_items())
        for path, written in case.source.each("checks", "*", "answers", posed.decision.id):
            if isinstance(written, dict) and "sql" in written:
                continue
            try:
                taken = posed.decision.parse(posed.decision.raw(written, setting), setting)
            except ValueError as error:
                yield case.source.problem("S115", path, NO_ANSWER, in_both(str(error)))
                continue
            if isinstance(taken, Rejection):
                yield case.source.problem("S115", path, INCOMPLETE, taken.text)


def _number(written: Any) -> bool:
    return isinstance(written, int | float) and not isinstance(written, bool)


OUTSIDE: Final = Text(
    zh="期望得分是占总分的比例，应在 0 到 1 之间。",
    en="An expectation is a share of all points, from 0 to 1.",
)
REVERSED: Final = Text(
    zh="期望范围的下限大于上限。", en="The range begins above its end."
)  # fmt: skip
REVERSED_FIX: Final = Text(zh="请交换两个数。", en="Swap the two numbers.")
NO_ANSWER: Final = Text(
    zh="这样写不能作为本题的答案。", en="This cannot be an answer to the decision."
)
INCOMPLETE: Final = Text(
    zh="学员这样作答会被退回：", en="A trainee who answered like this would be told:"
)
RULES: Final = (
    s112_three_checks,
    s113_checks_name_decisions,
    s114_expectations_are_shares,
    s115_answers_can_be_taken,
)
