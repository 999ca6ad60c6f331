"""Rule set: conditions over fields that together pick out rows."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from typing_extensions import override

from sandbox.decisions import ACTIONS_MOST, ActionSpace, blank, entries, ids, normal, number, stale
from sandbox.errors import SandboxError
from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.control import Choice, Column, Matrix, Pick
from sandbox.model.decision import Decision, Option, Samples, Setting
from sandbox.model.relation import Cell, Relation
from sandbox.model.score import AnswerSpace
from sandbox.parse_tree import quoted
from sandbox.registry import nearest
from sandbox.text import Text

COMBINE: Final = "combine"
CONDITIONS: Final = "conditions"
COLUMNS: Final = ("slot", "field", "op", "value")
MOST: Final = 8
"""Conditions that can still be explained to the person concerned (教学约定)."""
_PARTS: Final = ("field", "op", "value")
_SIGNS: Final[Mapping[str, str]] = {
    "ge": "≥", "gt": ">", "eq": "=", "ne": "≠", "lt": "<", "le": "≤",
}  # fmt: skip
_SQL: Final[Mapping[str, str]] = {
    "ge": ">=", "gt": ">", "eq": "=", "ne": "<>", "lt": "<", "le": "<=",
}  # fmt: skip
_JOINS: Final = (
    Choice(id="all", label=Text(zh="同时满足全部条件", en="All conditions hold")),
    Choice(id="any", label=Text(zh="满足任一条件即可", en="At least one condition holds")),
)
_HEADS: Final = (Text(zh="字段", en="Field"), Text(zh="比较", en="Test"), Text(zh="值", en="Value"))
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Condition = tuple[str, str, str]
"""Field, operator, value as canonical text."""


class RuleField(Option):
    """A field that conditions may test.

    Its values are numbers, days, or some of `choices`. `column` is what SQL calls it, the id with
    underscores unless written. `tries` are values that an optimised reference tries.
    """

    type: Literal["number", "date", "choice"] = "number"
    choices: tuple[Option, ...] = ()
    column: Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]*$")] | None = None
    unit: Text | None = None
    tries: tuple[str | float, ...] = ()

    @model_validator(mode="after")
    def _choices_where_chosen(self) -> Self:
        if (self.type == "choice") != bool(self.choices):
            raise ValueError("a field has `choices` exactly when its `type` is `choice`")
        for value in self.tries:
            if self.read(value) is None:
                raise ValueError(f"`{value}` is no value of the field `{self.id}`")
        return self

    @property
    def operators(self) -> tuple[str, ...]:
        """What its values can be tested for."""
        return ("eq", "ne") if self.type == "choice" else tuple(_SIGNS)

    def read(self, value: object) -> str | None:
        """The value as canonical text, or None: `18`, `2027-03-01`, or the id of a choice."""
        if self.type == "number":
            found = number(value)
            return None if found is None else f"{found:.10g}"
        text = normal(str(value)) if isinstance(value, str | date) else ""
        if self.type == "date":
            return text if _is_day(text) else None
        spoken = {name: c.id for c in self.choices for name in (c.id, c.label.zh, c.label.en)}
        return spoken.get(text)

    @property
    def name(self) -> str:
        """Its column, quoted for SQL."""
        return quoted(self.column or self.id.replace("-", "_"))

    def literal(self, value: str) -> str:
        """Canonical text as SQL compares with it; whatever is not canonical is none."""
        if self.type == "number":
            return repr(float(value))
        return "'" + value.replace("'", "''") + "'"


class RuleSet(Decision):
    """Build a rule; the answer is a relation (slot, field, op, value), the first row `combine`.

    Row `combine` has op `all` or `any`, and neither field nor value; rows `c1`, `c2` … are the
    conditions. Operators are ge, gt, eq, ne, lt, le; values are text, typed by their field.

    With `over`, a visible table or `truth.<table>`, the rule is carried out: consequences, gates
    and objectives see as `answer_<decision>` the rows of that table which the rule picks.
    """

    model_config = ConfigDict(hide_input_in_errors=True)
    keeps_order: ClassVar[bool] = True

    kind: Literal["rule_set"] = "rule_set"
    fields: tuple[RuleField, ...] = Field(min_length=1, max_length=20)
    most: int = Field(default=MOST, ge=1, le=MOST)
    over: Annotated[str, StringConstraints(pattern=r"^(truth\.)?[a-z][a-z0-9_]*$")] | None = None

    @override
    def controls(self, setting: Setting) -> tuple[Matrix | Pick, ...]:
        """A `Matrix` of optional conditions, keyed `conditions`, and a `Pick`, `combine`."""
        fields = tuple(_field_choice(field) for field in self.fields)
        signs = tuple(Choice(id=op, label=Text(zh=s, en=s)) for op, s in _SIGNS.items())
        columns = (
            Column(id="field", label=_HEADS[0], choices=fields),
            Column(id="op", label=_HEADS[1], choices=signs),
            Column(id="value", label=_HEADS[2]),
        )
        rows = tuple(Choice(id=slot, label=_slot(slot)) for slot in self._slots())
        join = Text(zh="这些条件怎样组合？", en="How do the conditions combine?")
        return (
            Matrix(key=CONDITIONS, label=self.title, rows=rows, columns=columns, optional=True),
            Pick(key=COMBINE, label=join, choices=_JOINS),
        )

    def _slots(self) -> tuple[str, ...]:
        return tuple(f"c{n}" for n in range(1, self.most + 1))

    def _field(self, field_id: object) -> RuleField | None:
        return next((field for field in self.fields if field.id == field_id), None)

    @override
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """At least one whole condition, each with a value of its field, and how they combine."""
        form = entries(raw, (CONDITIONS, COMBINE))
        if form is None:
            return stale()
        rule = self._rule(form.get(CONDITIONS))
        if isinstance(rule, Rejection):
            return rule
        if blank(form.get(COMBINE)):
            return Rejection(text=_LOOSE, where=COMBINE)
        if form[COMBINE] not in ids(_JOINS):
            return stale(COMBINE)
        return Answer(relation=_relation(str(form[COMBINE]), rule))

    def _rule(self, given: object) -> list[Condition] | Rejection:
        slots = entries({} if blank(given) else given, self._slots())
        if slots is None:
            return stale(CONDITIONS)
        rule: list[Condition] = []
        for slot in self._slots():
            read = self._condition(slot, slots.get(slot) or {})
            if isinstance(read, Rejection):
                return read
            rule += [] if read is None or read in rule else [read]
        return rule or Rejection(text=_EMPTY, where=CONDITIONS)

    def _condition(self, slot: str, said: object) -> Condition | Rejection | None:
        cells = entries(said, _PARTS)
        if cells is None:
            return stale(slot)
        absent = [head for part, head in zip(_PARTS, _HEADS, strict=True) if blank(cells.get(part))]
        if len(absent) == len(_PARTS):
            return None
        if absent:
            return _unfinished(slot, absent[0])
        field = self._field(cells["field"])
        if field is None or cells["op"] not in tuple(_SIGNS):
            return stale(slot)
        if cells["op"] not in field.operators:
            return _untestable(slot, field)
        value = field.read(cells["value"])
        return _unread(slot, field) if value is None else (field.id, str(cells["op"]), value)

    def picks(self, answer: Relation) -> str:
        """The query for the rows of `over` that the rule picks, in the table's order.

        Only columns and operators of this decision and values of its fields get into the text. A
        row whose cell is NULL meets no condition on it: unknown is not "no".

        Raises:
            SandboxError: the answer is none of this decision.
        """
        words = {"all": " AND ", "any": " OR "}
        join, tests = "", []
        for slot, field_id, op, value in answer.rows:
            if slot == COMBINE:
                join = words.get(str(op), "")
                continue
            field = self._field(field_id)
            text = None if field is None else field.read(value)
            if field is None or text is None or op not in field.operators:
                raise SandboxError(f"`{self.id}` has no condition `{field_id} {op} {value}`.")
            tests.append(f"{field.name} {_SQL[str(op)]} {field.literal(text)}")
        if not join or not tests or self.over is None:
            raise SandboxError(f"An answer to `{self.id}` says how its conditions combine.")
        return f"SELECT * FROM {self.over} WHERE {join.join(tests)}"

    @override
    def space(self, setting: Setting) -> AnswerSpace:
        """Places for conditions as items, fields as labels."""
        return AnswerSpace(items=(COMBINE, *self._slots()), labels=ids(self.fields))

    @override
    def raw(self, written: Any, setting: Setting) -> Raw:
        """From `{all: [[field, op, value], …]}`, `{any: …}`, or rows (slot, field, op, value)."""
        if isinstance(written, Relation):
            written = _as_written(written)
        join, rows = next(iter(written.items())) if _is_written(written) else ("", ())
        if join not in ids(_JOINS) or not isinstance(rows, list | tuple):
            raise ValueError(_FORM)
        slots: dict[str, dict[str, Any]] = {}
        for slot, row in zip(self._slots(), rows, strict=False):
            if not isinstance(row, list | tuple) or len(row) != len(_PARTS):
                raise ValueError(_FORM)
            slots[slot] = dict(zip(_PARTS, map(_plain, row), strict=True))
            self._check(slots[slot])
        if len(rows) > self.most:
            raise ValueError(f"A rule of this decision has at most {self.most} conditions.")
        return {CONDITIONS: slots, COMBINE: join}

    def _check(self, cells: Mapping[str, Any]) -> None:
        field = self._field(cells["field"])
        if field is None:
            meant = nearest(str(cells["field"]), ids(self.fields))
            guess = f" Did you mean `{meant}`?" if meant else ""
            raise ValueError(f"`{cells['field']}` is not an item of this decision.{guess}")
        if cells["op"] not in field.operators:
            known = ", ".join(field.operators)
            raise ValueError(f"`{cells['op']}` is no test of `{field.id}`; it has {known}.")
        if field.read(cells["value"]) is None:
            raise ValueError(f"`{cells['value']}` is no value of the field `{field.id}`.")

    @override
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """The rule of the reference."""
        return self.raw(reference, setting)

    @override
    def actions(self, setting: Setting) -> ActionSpace | None:
        """Rules of one condition over the fields' `tries`, or of two; growing by one condition.

        None where no field says what to try and the rule is not carried out.
        """
        if not self._singles() and self.over is None:
            return None
        carried = None if self.over is None else self.picks
        return ActionSpace(
            table=self.table, every=self._rules, around=self._beside, carried=carried
        )

    def _singles(self) -> tuple[Condition, ...]:
        return tuple(
            (field.id, op, text)
            for field in self.fields
            for text in map(field.read, field.tries)
            for op in field.operators
            if text is not None
        )

    def _rules(self) -> Iterator[Relation]:
        singles = self._singles()
        yield from (_relation("all", [one]) for one in singles)
        pairs = [(a, b) for n, a in enumerate(singles) for b in singles[n + 1 :]]
        every = 1 + 2 * len(pairs) // ACTIONS_MOST
        for pair in pairs[::every]:
            yield from (_relation(join, list(pair)) for join in ids(_JOINS))

    def _beside(self, answer: Relation) -> Iterator[Relation]:
        join = str(answer.rows[0][2])
        rule = [(str(f), str(op), str(v)) for _, f, op, v in answer.rows[1:]]
        yield from (_relation(other, rule) for other in ids(_JOINS) if other != join)
        new = [one for one in self._singles() if one not in rule]
        for at, old in enumerate(rule):
            rest = rule[:at] + rule[at + 1 :]
            if rest:
                yield _relation(join, rest)
            kin = (one for one in new if one[0] == old[0])
            yield from (_relation(join, [*rule[:at], one, *rule[at + 1 :]]) for one in kin)
        if len(rule) < self.most:
            yield from (_relation(join, [*rule, one]) for one in new)

    @override
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """The reference's rule, its conditions turned round, and a condition without a value."""
        right = self.best(reference, setting)
        turn = dict(zip(("ge", "gt", "eq", "ne", "lt", "le"), ("lt", "le", "ne", "eq", "ge", "gt"),
                        strict=True))  # fmt: skip
        wrong = {
            CONDITIONS: {s: c | {"op": turn[c["op"]]} for s, c in right[CONDITIONS].items()},
            COMBINE: right[COMBINE],
        }
        part = {"c1": {"field": self.fields[0].id, "op": "eq"}}
        return Samples(right=right, wrong=wrong, malformed={CONDITIONS: part, COMBINE: "all"})


# --- reading and writing -------------------------------------------------------------------------

_FORM: Final = "Write `{all: [[field, op, value], …]}` or `{any: [[field, op, value], …]}`."


def _relation(join: str, rule: list[Condition]) -> Relation:
    rows = [(f"c{n}", *condition) for n, condition in enumerate(rule, start=1)]
    return Relation.of(COLUMNS, [(COMBINE, None, join, None), *rows])


def _as_written(rows: Relation) -> dict[str, list[list[Cell]]]:
    if len(rows.columns) != len(COLUMNS):
        raise ValueError(_FORM)
    join = next((str(row[2]) for row in rows.rows if row[0] == COMBINE), "")
    return {join: [list(row[1:]) for row in rows.rows if row[0] != COMBINE]}


def _is_written(written: object) -> bool:
    return isinstance(written, Mapping) and len(written) == 1


def _plain(cell: Any) -> Any:
    return cell if isinstance(cell, str | int | float) else str(cell)


def _is_day(text: str) -> bool:
    if _DAY.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _slot(slot: str) -> Text:
    return Text(zh=f"条件 {slot[1:]}", en=f"Condition {slot[1:]}")


def _kind_of_value(field: RuleField) -> Text:
    """What may stand as a value of the field."""
    if field.type == "choice":
        zh = "、".join(choice.label.zh for choice in field.choices)
        return Text(zh=zh, en=" / ".join(choice.label.en for choice in field.choices))
    if field.type == "date":
        return Text(zh="日期，如 2027-03-01", en="a day, such as 2027-03-01")
    unit = field.unit or Text(zh="数字", en="a number")
    return unit if field.unit is None else Text(zh=f"数字（{unit.zh}）", en=f"a number ({unit.en})")


def _field_choice(field: RuleField) -> Choice:
    value = _kind_of_value(field)
    detail = value
    if field.detail is not None:
        detail = Text(zh=f"{field.detail.zh}；{value.zh}", en=f"{field.detail.en}; {value.en}")
    return Choice(id=field.id, label=field.label, detail=detail)


# --- what a trainee is told ----------------------------------------------------------------------

_EMPTY: Final = Text(
    zh="规则里还没有条件，请至少写好 1 个条件。",
    en="The rule has no condition yet; please fill in at least 1.",
)
_LOOSE: Final = Text(
    zh="请选定这些条件怎样组合：同时满足，还是满足任一条即可。",
    en="Please say how the conditions combine: all of them, or at least one.",
)


def _unfinished(slot: str, absent: Text) -> Rejection:
    name = _slot(slot)
    text = Text(
        zh=f"{name.zh} 还缺“{absent.zh}”，请补齐，或把这一行清空。",
        en=f"{name.en} still needs its {absent.en.lower()}; please complete it or clear the row.",
    )
    return Rejection(text=text, where=slot)


def _untestable(slot: str, field: RuleField) -> Rejection:
    name = _slot(slot)
    text = Text(
        zh=f"{name.zh} 中的“{field.label.zh}”分不出大小，只能用“=”或“≠”比较。",
        en=f"{name.en} compares “{field.label.en}”, which has no more or less;"
        " please use “=” or “≠”.",
    )
    return Rejection(text=text, where=slot)


def _unread(slot: str, field: RuleField) -> Rejection:
    name, value = _slot(slot), _kind_of_value(field)
    text = Text(
        zh=f"{name.zh} 中的“{field.label.zh}”可填：{value.zh}。",
        en=f"In {name.en.lower()}, “{field.label.en}” takes: {value.en}.",
    )
    return Rejection(text=text, where=slot)


KIND = RuleSet
