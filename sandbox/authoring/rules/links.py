"""Rules on what a decision points at: roles, an earlier decision, a table of the world."""

from collections.abc import Iterator
from typing import Final

from sandbox.authoring.case import Case
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.text import Text


def s181_roles_take_part(case: Case) -> Iterator[Problem]:
    """A decision is asked only of roles for which the drill is meant."""
    known = case.source.at(("audience", "roles"))
    if not isinstance(known, list):
        return
    for path, role in case.source.each("steps", "*", "decisions", "*", "roles", "*"):
        if isinstance(role, str) and role not in known:
            message = Text(
                zh=f"`audience` 里没有 {quoted(role)} 这个角色，这一题不会有人做到。",
                en=f"{quoted(role)} is no role of `audience`, so nobody would be asked this.",
            )
            yield case.source.problem("S181", path, message, did_you_mean(role, known))


def s182_an_earlier_decision_comes_earlier(case: Case) -> Iterator[Problem]:
    """A reference that rests on an earlier answer names one that everybody has given by then."""
    before: dict[str, set[str]] = {}
    for posed in case.posed():
        roles = posed.written.get("roles")
        mine = {str(role) for role in roles} if isinstance(roles, list) else set()
        written = posed.written.get("reference")
        earned = written.get("earlier") if isinstance(written, dict) else None
        wanted = earned.get("of") if isinstance(earned, dict) else None
        if isinstance(wanted, str):
            place = (*posed.path, "reference", "earlier", "of")
            asked = before.get(wanted)
            if asked is None:
                near = did_you_mean(wanted, tuple(before))
                yield case.source.problem("S182", place, _later(wanted), near)
            elif asked and not (mine and mine <= asked):
                yield case.source.problem("S182", place, _not_for_all(wanted))
            about = posed.written.get("about")
            if isinstance(about, str) and about != wanted:
                yield case.source.problem("S182", place, _other(about, wanted))
        before[str(posed.written.get("id"))] = mine


def s183_a_rule_has_its_table(case: Case) -> Iterator[Problem]:
    """The table over which a rule is carried out is there, with a column for every field."""
    tables = case.tables()
    if tables is None:
        return
    known = {("truth." if one.truth else "") + one.name: one for one in tables}
    for posed in case.posed():
        over = posed.written.get("over")
        if not isinstance(over, str):
            continue
        if over not in known:
            message = Text(
                zh=f"本情景的数据中没有 {quoted(over)} 这张表。",
                en=f"This scenario's world has no table {quoted(over)}.",
            )
            near = did_you_mean(over, tuple(known))
            yield case.source.problem("S183", (*posed.path, "over"), message, near)
            continue
        columns = tuple(column.name for column in known[over].columns)
        fields = posed.written.get("fields")
        for at, field in enumerate(fields if isinstance(fields, list) else ()):
            if not isinstance(field, dict) or not isinstance(field.get("id"), str):
                continue
            column = str(field.get("column") or field["id"].replace("-", "_"))
            if column not in columns:
                message = Text(
                    zh=f"表 {quoted(over)} 没有 {quoted(column)} 这一列，条件无法执行。",
                    en=f"The table {quoted(over)} has no column {quoted(column)} to test.",
                )
                near = did_you_mean(column, columns)
                yield case.source.problem("S183", (*posed.path, "fields", at), message, near)


def _later(wanted: str) -> Text:
    return Text(
        zh=f"前面没有题目 {quoted(wanted)}。",
        en=f"No earlier decision is called {quoted(wanted)}.",
    )


def _not_for_all(wanted: str) -> Text:
    return Text(
        zh=f"题目 {quoted(wanted)} 只问部分角色，这一题也要限于同样的角色。",
        en=f"{quoted(wanted)} is asked of some roles only; give this decision the same roles.",
    )


def _other(about: str, wanted: str) -> Text:
    return Text(
        zh=f"`about` 写的是 {quoted(about)}，参考答案却看 {quoted(wanted)}。",
        en=f"`about` names {quoted(about)}, the reference {quoted(wanted)}.",
    )


RULES: Final = (
    s181_roles_take_part,
    s182_an_earlier_decision_comes_earlier,
    s183_a_rule_has_its_table,
)
