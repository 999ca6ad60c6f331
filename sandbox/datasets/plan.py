"""Defect plans: which rules strike a world, read from `data/defects/<level>.yaml`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

import sandbox.defects
import sandbox.model.defect
from sandbox.datasets.inject import Order
from sandbox.datasets.predicate import refuse_unless_over
from sandbox.errors import MisuseError, SandboxError
from sandbox.model.dataset import Recipe, TableSpec
from sandbox.model.defect import CellDefect, Defect, DefectRule
from sandbox.registry import UnknownKindError, discover, nearest

PLANS: Final = Path(__file__).resolve().parents[2] / "data" / "defects"
LEVELS: Final = ("none", "light", "standard", "hard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The rules of one level, checked against the tables of a recipe."""

    level: str
    orders: tuple[Order, ...] = ()
    digest: str = ""
    """SHA-256 over the rules as written and the code of the defects; empty without rules."""

    def of(self, table: str) -> tuple[Order, ...]:
        """The rules for one table, in the order in which they were written."""
        return tuple(order for order in self.orders if order.rule.table == table)


@dataclass(slots=True)
class _Reading:
    file: str
    recipe: Recipe
    problems: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, line: int, message: str) -> None:
        self.problems.append((line, message))


def plan_for(
    level: str, recipe: Recipe, folder: Path = PLANS, own: Sequence[DefectRule] = ()
) -> Plan:
    """The plan of a level (`none`, `light`, `standard`, `hard`) for a recipe.

    A file says for which recipe it is written; for any other the plan is empty. A scenario's
    `own` rules come before those of the level.

    Raises:
        MisuseError: no such level.
        SandboxError: every problem of the file, each as `file:line: sentence`, or of the rules.
    """
    of_level = _of_level(level, recipe, folder)
    return _with_own(of_level, own, recipe) if own else of_level


def _of_level(level: str, recipe: Recipe, folder: Path) -> Plan:
    if level not in LEVELS:
        raise MisuseError(f"There is no level of defects `{level}`. Known: {', '.join(LEVELS)}.")
    if level == "none":
        return Plan(level=level)
    return read_plan(folder / f"{level}.yaml", recipe)


def read_plan(file: Path, recipe: Recipe) -> Plan:
    """The plan written in a file.

    Raises:
        SandboxError: every problem of the file, each as `file:line: sentence`.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SandboxError(f"The defect plan `{file}` cannot be read.") from error
    return _parsed(text, file, recipe)


@lru_cache(maxsize=16)
def _parsed(text: str, file: Path, recipe: Recipe) -> Plan:
    """The plan of a text; the same text is read once per recipe and process."""
    try:
        written = YAML(typ="rt").load(text)
    except (YAMLError, ValueError) as error:
        raise SandboxError(f"{file}:{_line_of(error)}: this is not valid YAML.") from error
    reading = _Reading(str(file), recipe)
    orders = tuple(_orders(written, reading))
    if reading.problems:
        told = sorted(set(reading.problems))
        raise SandboxError("\n".join(f"{file}:{line}: {message}" for line, message in told))
    return make_plan(file.stem, orders)


def _with_own(of_level: Plan, own: Sequence[DefectRule], recipe: Recipe) -> Plan:
    reading = _Reading("", recipe)
    taken = {order.rule.id for order in of_level.orders}
    orders: list[Order] = []
    for rule in own:
        if rule.id in taken:
            reading.wrong(0, f"The id `{rule.id}` is taken by a rule before it or of the level.")
        taken.add(rule.id)
        defect = _defect(rule, _Place(None, 0), reading)
        if defect is not None and _fits(rule, defect, _Place(None, 0), reading):
            orders.append(Order(rule=rule, defect=defect))
    if reading.problems:
        raise SandboxError("\n".join(f"world.defects: {said}" for _, said in reading.problems))
    return make_plan(of_level.level, (*orders, *of_level.orders))


def make_plan(level: str, orders: Sequence[Order]) -> Plan:
    """A plan of these rules."""
    state = sha256(_code().encode())
    for order in orders:
        state.update(order.rule.model_dump_json().encode())
    return Plan(level=level, orders=tuple(orders), digest=state.hexdigest() if orders else "")


def _orders(written: Any, reading: _Reading) -> Iterator[Order]:
    if not isinstance(written, CommentedMap) or set(written) != {"recipe", "rules"}:
        reading.wrong(1, "A defect plan has two fields, `recipe` and `rules`.")
        return
    if not isinstance(written["rules"], CommentedSeq):
        reading.wrong(written.lc.key("rules")[0] + 1, "`rules` is a list.")
        return
    if written["recipe"] != reading.recipe.name:
        return
    seen: dict[str, int] = {}
    for at, one in enumerate(written["rules"]):
        line = written["rules"].lc.item(at)[0] + 1
        rule = _rule(one, line, reading)
        if rule is None:
            continue
        if rule.id in seen:
            reading.wrong(line, f"The id `{rule.id}` stands on line {seen[rule.id]} already.")
        seen[rule.id] = line
        defect = _defect(rule, _Place(one, line), reading)
        if defect is not None and _fits(rule, defect, _Place(one, line), reading):
            yield Order(rule=rule, defect=defect)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the fields of one rule stand."""

    written: Any
    line: int

    def of(self, name: str) -> int:
        if isinstance(self.written, CommentedMap) and name in self.written:
            return int(self.written.lc.key(name)[0]) + 1
        return self.line


def _rule(one: Any, line: int, reading: _Reading) -> DefectRule | None:
    try:
        return DefectRule.model_validate(_plain(one))
    except ValidationError as error:
        for each in error.errors(include_url=False):
            name = str(each["loc"][0]) if each["loc"] else ""
            said = f"`{name}`: {each['msg']}." if name else "A rule is a mapping of fields."
            reading.wrong(_Place(one, line).of(name), said)
        return None


def _defect(rule: DefectRule, place: _Place, reading: _Reading) -> Defect | None:
    try:
        defect: Defect = discover("defects").get(rule.kind)
    except UnknownKindError as unknown:
        hint = f" Did you mean `{unknown.suggestion}`?" if unknown.suggestion else ""
        reading.wrong(place.of("kind"), f"`{rule.kind}` is not a defect.{hint}")
        return None
    try:
        defect.Params.model_validate(dict(rule.params))
    except ValidationError as error:
        for each in error.errors(include_url=False):
            name = ".".join(str(part) for part in each["loc"])
            reading.wrong(place.of("params"), f"`params.{name}`: {each['msg']}.")
        return None
    return defect


def _fits(rule: DefectRule, defect: Defect, place: _Place, reading: _Reading) -> bool:
    """Whether the recipe has what the rule names."""
    tables = {spec.name: spec for spec in reading.recipe.tables() if not spec.truth}
    if rule.table not in tables:
        reading.wrong(place.of("table"), _absent("table", rule.table, tuple(tables)))
        return False
    before = len(reading.problems)
    for line, message in _misfits(rule, defect, place, tables[rule.table]):
        reading.wrong(line, message)
    return len(reading.problems) == before


def _misfits(
    rule: DefectRule, defect: Defect, place: _Place, spec: TableSpec
) -> Iterator[tuple[int, str]]:
    columns = tuple(column.name for column in spec.columns)
    named = [("column", rule.column)] if rule.column is not None else []
    params = defect.Params.model_validate(dict(rule.params))
    for name in defect.column_params:
        value = getattr(params, name)
        several = value if isinstance(value, tuple) else (value,)
        named += [(f"params.{name}", each) for each in several if each is not None]
    for where, column in named:
        if column not in columns:
            line = place.of(where.split(".")[0])
            yield line, _absent("column", column, columns, f" in table `{spec.name}`")
    if rule.column is None and isinstance(defect, CellDefect):
        yield place.line, f"A rule of `{rule.kind}` needs a `column`."
    if rule.where is not None:
        try:
            refuse_unless_over(rule.where, columns)
        except SandboxError as error:
            yield place.of("where"), str(error)


def _absent(what: str, name: str, known: tuple[str, ...], where: str = "") -> str:
    close = nearest(name, known)
    hint = f" Did you mean `{close}`?" if close else ""
    return f"There is no {what} `{name}`{where}.{hint}"


def _plain(value: Any) -> Any:
    """Values without their marks."""
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return value


def _line_of(error: Exception) -> int:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return 1 if mark is None else int(mark.line) + 1


@cache
def _code() -> str:
    """A digest over the code of the defects, as it was when the process started."""
    state = sha256()
    here = Path(str(sandbox.defects.__file__)).parent
    for file in (*sorted(here.glob("*.py")), Path(str(sandbox.model.defect.__file__))):
        state.update(file.name.encode() + b"\0" + file.read_bytes())
    return state.hexdigest()
