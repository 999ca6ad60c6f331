"""Rules on the way through: everybody is asked something, and what is decided leads somewhere."""

import re
from collections.abc import Iterator
from typing import Any, Final

from sandbox.authoring.case import Case
from sandbox.authoring.problem import Problem, quoted
from sandbox.authoring.prose import Spot
from sandbox.authoring.source import children
from sandbox.text import Text

BESIDE: Final = re.compile(r"(?P<stem>(?:[^/]+/)*[^/.]+)\.(?:zh|en)\.md|.*\.vl\.json")


def s191_steps_are_reached(case: Case) -> Iterator[Problem]:
    """Each step is taken by somebody of the audience, and each role is asked something."""
    meant = case.source.at(("audience", "roles"))
    roles = [role for role in meant if isinstance(role, str)] if isinstance(meant, list) else []
    asked: set[str] = set()
    for path, step in case.source.each("steps", "*"):
        here = _roles_of(step)
        asked |= set(roles) if here is None else here
        if roles and here is not None and not here & set(roles):
            yield case.source.problem("S191", path, NOBODY, NOBODY_FIX)
    for at, role in enumerate(roles):
        if asked and role not in asked:
            yield case.source.problem("S191", ("audience", "roles", at), _idle(role), IDLE_FIX)


def _roles_of(step: Any) -> set[str] | None:
    """The roles that a step asks; None when it asks all."""
    decisions = step.get("decisions") if isinstance(step, dict) else None
    found: set[str] = set()
    for _, decision in children(decisions):
        roles = decision.get("roles") if isinstance(decision, dict) else None
        if not isinstance(roles, list) or not roles:
            return None
        found |= {str(role) for role in roles}
    return found or None


def s192_decisions_lead_somewhere(case: Case) -> Iterator[Problem]:
    """More than half of the steps decide something that a consequence or a later key reads.

    Some steps only find out how things stand, and need to change nothing.
    """
    after = case.source.at(("consequences",))
    if not isinstance(after, list) or not after:
        return
    said = repr([after, case.source.at(("gates",))])
    linked = said + repr([
        value for _, value in case.source.each("steps", "*", "decisions", "*", "reference")
    ])  # fmt: skip
    known = {"answer_" + name.replace("-", "_") for name in case.decision_ids()}
    if set(re.findall(r"\banswer_\w+", linked)) - known:
        return  # A misspelt answer is told already.
    idle = [path for path, step in case.source.each("steps", "*") if not _leads(step, linked)]
    steps = len(list(case.source.each("steps", "*")))
    for path in idle if 2 * len(idle) >= steps > 1 else ():
        yield case.source.problem("S192", path, NOWHERE, NOWHERE_FIX, severity="warning")


def _leads(step: Any, linked: str) -> bool:
    decisions = step.get("decisions") if isinstance(step, dict) else None
    ids = [str(one.get("id")) for _, one in children(decisions) if isinstance(one, dict)]
    return not ids or any(_read(name, linked) for name in ids)


def _read(name: str, linked: str) -> bool:
    table = "answer_" + name.replace("-", "_")
    return bool(re.search(rf"\b{re.escape(table)}\b|'{re.escape(name)}'", linked))


def s193_files_are_used(case: Case) -> Iterator[Problem]:
    """Every brief, document and chart of the folder is shown in some step."""
    if case.scenario is None:
        return
    named = {"lesson"}
    for field in ("brief", "chart", "document"):
        for pattern in (("steps", "*", field), ("steps", "*", "evidence", "*", field)):
            named |= {str(value) for _, value in case.source.each(*pattern)}
    if named - {"lesson"} - case.texts.keys() - case.charts.keys():
        return  # A misspelt name is told already; the file it means is not unused.
    for name, text in case.files.items():
        found = BESIDE.fullmatch(name)
        if found and name not in named and (found.group("stem") or name) not in named:
            spot = Spot(case=case, name=name, text=text, offset=0)
            yield spot.problem("S193", UNUSED, UNUSED_FIX, "warning")


def _idle(role: str) -> Text:
    return Text(
        zh=f"{quoted(role)} 在受众里，却没有一道题问到这个角色。",
        en=f"{quoted(role)} is in the audience, yet nothing is asked of that role.",
    )


IDLE_FIX: Final = Text(
    zh="请从 `audience` 删去，或给这个角色出题。",
    en="Take it out of `audience`, or ask that role something.",
)
NOBODY: Final = Text(
    zh="这一步的题目只问受众以外的角色，谁也走不到。",
    en="All decisions of this step are asked of roles outside the audience: nobody gets here.",
)
NOBODY_FIX: Final = Text(
    zh="请把角色加进 `audience`，或改写 `roles`。",
    en="Add the role to `audience`, or change `roles`.",
)
NOWHERE: Final = Text(
    zh="这一步怎么选，都不影响任何后果或后面的题目。",
    en="Whatever is decided in this step changes no consequence and nothing that follows.",
)
NOWHERE_FIX: Final = Text(
    zh="请写一个读取本步答案 `answer_…` 的后果。",
    en="Write a consequence that reads an `answer_…` of this step.",
)
UNUSED: Final = Text(zh="没有一步用到这个文件。", en="No step shows this file.")
UNUSED_FIX: Final = Text(
    zh="请在某一步引用它，或把它删去。", en="Refer to it in a step, or delete it."
)
RULES: Final = (s191_steps_are_reached, s192_decisions_lead_somewhere, s193_files_are_used)
