"""One or more examples of every kind: a decision, its world side, and its reference.

Whoever adds a kind adds an example here; the contracts do the rest.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hypothesis import strategies as st

from sandbox.model.control import (
    Choice,
    DateField,
    Grid,
    Matrix,
    NumberField,
    Order,
    Pick,
    PickMany,
    Prose,
    Shares,
)
from sandbox.model.decision import Decision, Setting
from sandbox.model.inquiry import Inquiry
from sandbox.model.reference import Valuation
from sandbox.model.relation import Relation
from sandbox.text import Text
from tests.fakes import FakeWorld, decision, options
from tests.tiny_world import TinyWorld

ATTR = "SELECT zy_id, attr FROM truth.attr"
DEAD_TRUTH = "SELECT gmsfhm FROM truth.dead"
DEAD = "SELECT gmsfhm FROM rk JOIN sw ON zjhm = gmsfhm"


class PlayedWorld(FakeWorld):
    """A fake world in which queries over answers are really carried out."""

    @contextmanager
    def answering(self, answers: Mapping[str, Relation]) -> Iterator[Callable[[str], Relation]]:
        with TinyWorld().answering(answers) as ask:
            yield ask


WORLD = PlayedWorld(
    {
        DEAD_TRUTH: Relation.of(("gmsfhm",), [("290102195311014667",), ("290102197309279235",)]),
        DEAD: Relation.of(("gmsfhm",), [("290102197309279235",), ("290102195311014667",)]),
        "SELECT 1": Relation.of(("1",), [(1,)]),
        ATTR: Relation.of(
            ("zy_id", "attr"),
            [("r1", "conditional"), ("r2", "unconditional"), ("r3", "withheld"),
             ("r4", "conditional"), ("r5", "unconditional"), ("r6", "withheld")],
        )
    }
)  # fmt: skip
CATALOGUE = tuple(
    Choice(id=f"r{n}", label=Text(zh=f"目录第{n}项", en=f"Catalogue item {n}")) for n in range(1, 7)
)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A decision with everything it takes to answer and score it."""

    name: str
    decision: Decision
    setting: Setting
    constant: tuple[Any, ...] = ()
    """What lazy trainees give, as authors write it; each must earn 0."""
    broken: tuple[Any, ...] = ()
    """Fixed references that do not fit."""
    forms: st.SearchStrategy[dict[str, Any]] | None = None
    """Complete forms, where not everything that can be entered is an answer."""
    full: float = 1.0
    """What the best answer earns: 0 where only a person gives marks."""

    @cached_property
    def sealed(self) -> Any:
        """The reference in its box."""
        return self.decision.reference.resolve(WORLD, self.decision.actions(self.setting))

    @property
    def reference(self) -> Relation:
        """The rows of the reference, or of the best answer that was found."""
        held = self.sealed.open()
        return held.best if isinstance(held, Valuation | Inquiry) else held


EXAMPLES = (
    Example(
        name="one question",
        decision=decision(
            "single_choice",
            options=options("verify", "pause", "stop"),
            reference={"fixed": {"verify": 1, "pause": 0.5, "stop": 0}},
            scorer={"kind": "option_credit", "harmful": ["stop"]},
        ),
        setting=Setting(seed=101),
        constant=("stop",),
        broken=(
            {"verify": 1, "pause": 0.5},
            {"verify": 0.9, "pause": 0.5, "stop": 0},
            {"verify": 1.5, "pause": 0.5, "stop": 0},
            {"verify": 1, "pause": 0.5, "stop": 0.1},
            {"verify": 1, "pause": 0.5, "stopp": 0},
        ),
    ),
    Example(
        name="two questions",
        decision=decision(
            "single_choice",
            questions=[
                {"id": q, "prompt": {"zh": f"问题{q}", "en": f"Question {q}"},
                 "options": options("yes", "no", "ask")}
                for q in ("onward", "insurer")
            ],
            reference={"fixed": {"onward": {"yes": 0, "no": 0.2, "ask": 1},
                                 "insurer": {"yes": 0, "no": 1, "ask": 0.5}}},
            scorer={"kind": "option_credit", "harmful": ["insurer/yes"]},
        ),
        setting=Setting(seed=102),
        constant=({"onward": "yes", "insurer": "yes"},),
        broken=({"onward": {"yes": 0, "no": 0.2, "ask": 1}},),
    ),
    Example(
        name="pick all that apply",
        decision=decision(
            "multiple_choice",
            options=options("basis", "scene", "scope", "stamp", "letter", "fee"),
            reference={"fixed": ["basis", "scene", "scope"]},
            scorer={"kind": "set_overlap"},
        ),
        setting=Setting(seed=103),
        constant=({"all": True}, ["stamp"]),
        broken=(
            ["basis", "basis"],
            ["bassis"],
            ["basis", "scene", "scope", "stamp", "letter", "fee"],
        ),
    ),
    Example(
        name="labels without an order, rows from the world",
        decision=decision(
            "label_table",
            items={"sql": "SELECT zy_id AS id, mc AS zh, mc_en AS en FROM ml"},
            labels=options("unconditional", "conditional", "withheld"),
            reference={"sql": ATTR},
            scorer={"kind": "nominal_chance_corrected", "confusion": [
                {"truth": "conditional", "given": "unconditional", "credit": 0.4},
                {"truth": "unconditional", "given": "conditional", "credit": 0.4}]},
        ),
        setting=Setting(seed=104, items=CATALOGUE),
        constant=({"all": "withheld"}, {"all": "conditional"}, {"all": "unconditional"}),
        broken=({"r1": "withheld"}, {f"r{n}": "withheld" for n in range(1, 7)},
                {f"r{n}": "secret" for n in range(1, 7)}),
    ),
    Example(
        name="labels on a scale, rows written out",
        decision=decision(
            "label_table",
            items=options("wage", "illness", "degree"),
            labels=options("detail", "yes-no", "none"),
            reference={"fixed": {"wage": "yes-no", "illness": "none", "degree": "detail"}},
            scorer={"kind": "ordinal_chance_corrected", "scale": ["detail", "yes-no", "none"]},
        ),
        setting=Setting(seed=105),
        constant=({"all": "none"}, {"all": "yes-no"}, {"all": "detail"}),
        broken=({"wage": "yes-no", "illness": "none"},),
    ),
    Example(
        name="steps in order",
        decision=decision(
            "ordering",
            options=options("negotiate", "mediate", "decide", "record"),
            reference={"fixed": [["negotiate", "mediate", 2], ["mediate", "decide", 1]]},
            scorer={"kind": "precedence"},
        ),
        setting=Setting(seed=106),
        constant=(["record", "decide", "mediate", "negotiate"],),
        broken=(
            [["negotiate", "mediate"], ["mediate", "negotiate"]],
            [["negotiate", "arbitrate"]],
            [["negotiate", "mediate", 0]],
            [["negotiate", "mediate"], ["negotiate", "mediate"]],
        ),
    ),
    Example(
        name="numbers",
        decision=decision(
            "quantity",
            value="number",
            unit={"zh": "户", "en": "households"},
            items=options("waiting", "helped"),
            reference={"fixed": {"waiting": 137, "helped": 503.5}},
            scorer={"kind": "tolerance", "tolerance": 2},
        ),
        setting=Setting(seed=107),
        constant=({"all": 0},),
        broken=({"waiting": 137}, {"waiting": 137, "helped": "2027-03-15"},
                [["waiting", 137, 138, 139], ["helped", 503.5, 500, 510]]),
    ),
    Example(
        name="days",
        decision=decision(
            "quantity",
            value="date",
            items=options("reply", "supply"),
            reference={"fixed": [["reply", "2027-03-15", "2027-03-12", "2027-03-16"],
                                 ["supply", "2027-04-12", "2027-04-09", "2027-04-13"]]},
            scorer={"kind": "tolerance"},
        ),
        setting=Setting(seed=108, near={"reply": "2027-03-01"}),
        constant=({"all": "2027-03-01"},),
        broken=({"reply": "2027-03-15", "supply": "soon"}, {"reply": "2027-03-15"}),
    ),
    Example(
        name="source fields to target fields",
        decision=decision(
            "mapping",
            items=options("sfzh", "xm", "csrq", "bz"),
            targets=options("number", "name", "born"),
            reference={"fixed": [["sfzh", "number"], ["xm", "name"], ["csrq", "born"]]},
            scorer={"kind": "pair_overlap"},
        ),
        setting=Setting(seed=111),
        constant=({"all": "none"},),
        broken=([["sfzh", "numbre"]], [["sfz", "number"]], [["sfzh", "number"], ["xm", "number"]]),
    ),
    Example(
        name="a lower and an upper limit",
        decision=decision(
            "thresholds",
            thresholds=[
                {"id": name, "label": {"zh": zh, "en": en}, "low": 0, "high": 1, "step": 0.05}
                for name, zh, en in (("review", "转人工", "Review"), ("refuse", "暂缓", "Hold"))
            ],
            ascending=True,
            reference={"fixed": {"review": 0.3, "refuse": 0.8}},
            scorer={"kind": "tolerance", "tolerance": 0.05},
        ),
        setting=Setting(seed=112),
        constant=({"all": 0.05},),
        broken=({"review": 0.3},),
        forms=st.tuples(st.integers(0, 20), st.integers(0, 20)).map(
            lambda at: {"review": min(at) / 20, "refuse": max(at) / 20}
        ),
    ),
    Example(
        name="cases with a decision and a reason",
        decision=decision(
            "case_queue",
            items={"sql": "SELECT id, zh, en FROM dj"},
            decisions=options("stop", "go-on", "verify"),
            reasons=options("dead", "alive", "one-source"),
            reference={"fixed": [
                ["r1", "stop", "dead"], ["r2", "go-on", "alive"], ["r3", "verify", "one-source"],
                ["r4", "stop", "dead"], ["r5", "verify", "one-source|alive"],
                ["r6", "go-on", "alive"]]},
            scorer={"kind": "case_credit"},
        ),
        setting=Setting(seed=113, items=CATALOGUE),
        constant=({"all": ["stop", "dead"]}, {"all": ["verify", "one-source"]}),
        broken=([["r1", "stop", "dead"]], [[f"r{n}", "halt", "dead"] for n in range(1, 7)]),
    ),
    Example(
        name="who does what",
        decision=decision(
            "responsibility_matrix",
            items=options("collect", "share"),
            bodies=options("police", "health", "data"),
            reference={"fixed": [
                ["collect", "police", "A"], ["collect", "health", "R|C"], ["share", "data", "A"],
                ["share", "police", "R"]]},
            scorer={"kind": "responsibility"},
        ),
        setting=Setting(seed=114),
        constant=({"all": {"police": "A", "health": "A", "data": "A"}},),
        broken=([["collect", "police", "A"], ["share", "data", "R"]], [["gather", "data", "A"]]),
    ),
    Example(
        name="a rule over fields",
        decision=decision(
            "rule_set",
            fields=[
                {"id": "sources", "label": {"zh": "来源数", "en": "Sources"}, "tries": [1, 2, 3]},
                {"id": "last-seen", "label": {"zh": "最近认证", "en": "Last seen"}, "type": "date",
                 "tries": ["2027-01-01"]},
                {"id": "same-name", "label": {"zh": "姓名一致", "en": "Same name"},
                 "type": "choice", "choices": options("yes", "no", "unknown")},
            ],
            reference={"optimised": {
                "sql": "SELECT count(*) FILTER (field = 'sources' AND op = 'ge' AND value = '2')"
                       " - 0.1 * count(*) AS value FROM answer_demo",
                "base": {"value": -0.3}}},
            scorer={"kind": "rule_value"},
        ),
        setting=Setting(seed=115),
        constant=({"any": [["same-name", "eq", "yes"], ["same-name", "ne", "no"]]},),
        forms=st.builds(
            lambda join, rule: {"combine": join,
                                "conditions": {f"c{n}": c for n, c in enumerate(rule, start=1)}},
            st.sampled_from(["all", "any"]),
            st.lists(st.sampled_from([
                {"field": "sources", "op": "ge", "value": "2"},
                {"field": "sources", "op": "lt", "value": 1.5},
                {"field": "last-seen", "op": "gt", "value": "2026-12-31"},
                {"field": "same-name", "op": "ne", "value": "unknown"}]), min_size=1, max_size=8),
        ),
    ),
    Example(
        name="inspections among strata",
        decision=decision(
            "allocation",
            items=options("shops", "canteens", "stalls"),
            total=20,
            unit={"zh": "次", "en": "inspections"},
            reference={"fixed": {"shops": 5, "canteens": 12, "stalls": 3}},
            scorer={"kind": "tolerance"},
        ),
        setting=Setting(seed=116),
        constant=({"all": 6},),
        broken=({"shops": 5},),
        forms=st.tuples(st.integers(0, 6), st.integers(1, 6), st.integers(0, 6)).map(
            lambda given: {"amounts": dict(zip(("shops", "canteens", "stalls"), given, strict=True))}
        ),
    ),
    Example(
        name="projects under a budget",
        decision=decision(
            "selection",
            options=[each | more for each, more in zip(
                options("base", "users", "screen", "copy", "law", "help"),
                ({"cost": 40}, {"cost": 30, "requires": ["base"]}, {"cost": 60}, {"cost": 50},
                 {"cost": 20}, {"cost": 10}), strict=True)],
            budget=100,
            unit={"zh": "万元", "en": "ten thousand yuan"},
            reference={"optimised": {
                "sql": "SELECT coalesce(sum(CASE choice WHEN 'base' THEN 3 WHEN 'users' THEN 5"
                       " WHEN 'law' THEN 4 WHEN 'help' THEN 3 ELSE -1 END), 0) AS value"
                       " FROM answer_demo",
                "base": {"value": 0}}},
            scorer={"kind": "regret"},
        ),
        setting=Setting(seed=117),
        constant=(["screen"], ["copy"]),
        forms=st.lists(st.sampled_from(["base", "law", "help"]), min_size=1, unique=True).map(
            lambda chosen: {"choices": chosen}
        ),
    ),
    Example(
        name="projects under the budget of a world",
        decision=decision(
            "selection",
            options=[each | more for each, more in zip(
                options("base", "users", "screen", "copy", "law", "help"),
                ({"cost": 40}, {"cost": 30, "requires": ["base"]}, {"cost": 60}, {"cost": 50},
                 {"cost": 20}, {"cost": 10}), strict=True)],
            budget={"sql": "SELECT 70 AS money"},
            unit={"zh": "万元", "en": "ten thousand yuan"},
            reference={"optimised": {
                "sql": "SELECT coalesce(sum(CASE choice WHEN 'base' THEN 3 WHEN 'users' THEN 5"
                       " WHEN 'law' THEN 4 WHEN 'help' THEN 3 ELSE -1 END), 0) AS value"
                       " FROM answer_demo",
                "base": {"value": 0}}},
            scorer={"kind": "regret"},
        ),
        setting=Setting(seed=131, limit=70),
        constant=(["screen"], ["copy"]),
        forms=st.lists(st.sampled_from(["base", "law", "help"]), min_size=1, unique=True).map(
            lambda chosen: {"choices": chosen}
        ),
    ),
    Example(
        name="how much of a field a release keeps",
        decision=decision(
            "masking",
            fields=[
                {"id": name, "label": {"zh": name, "en": name}, "levels": levels}
                for name, levels in (
                    ("name", ["keep", "code", "drop"]), ("age", ["keep", "band", "drop"]),
                    ("class", []), ("village", ["keep", "drop"]))
            ],
            levels=options("keep", "code", "band", "drop"),
            reference={"fixed": {"name": "code", "age": "band", "class": "keep",
                                 "village": "drop"}},
            scorer={"kind": "nominal_chance_corrected"},
        ),
        setting=Setting(seed=118),
        constant=({"all": "keep"},),
        broken=({"name": "code"}, {"name": "coed", "age": "band", "class": "keep",
                                   "village": "drop"}),
    ),
    Example(
        name="how two registers are matched",
        decision=decision(
            "linkage_settings",
            rules=options("same-number", "same-birthday"),
            fields=[
                {"id": "name", "label": {"zh": "姓名", "en": "Name"}, "levels": ["exact", "close"]},
                {"id": "born", "label": {"zh": "出生日期", "en": "Born"}},
            ],
            levels=options("exact", "close", "off"),
            survivorship=options("latest", "registrar"),
            reference={"fixed": [
                ["block", "same-number"], ["block", "same-birthday"], ["level.name", "close"],
                ["level.born", "exact"], ["lower", 0.3], ["upper", 0.9], ["one_to_one", "yes"],
                ["survivorship", "registrar"]]},
            scorer={"kind": "pair_overlap"},
        ),
        setting=Setting(seed=119),
        broken=([["block", "same-nummer"]],),
        forms=st.fixed_dictionaries({
            "block": st.sampled_from([["same-number"], ["same-birthday", "same-number"]]),
            "level": st.fixed_dictionaries({"name": st.sampled_from(["exact", "close"]),
                                            "born": st.sampled_from(["exact", "off"])}),
            "lower": st.integers(0, 10).map(lambda n: n / 20),
            "upper": st.integers(10, 20).map(lambda n: n / 20),
            "one_to_one": st.sampled_from(["yes", "no"]),
            "survivorship": st.sampled_from(["latest", "registrar"]),
        }),
    ),
    Example(
        name="how sure one is",
        decision=decision(
            "confidence",
            about="attribute",
            reference={"fixed": {"attribute": 1}},
            scorer={"kind": "brier"},
        ),
        setting=Setting(seed=120),
        constant=(50,),
        broken=({"attribute": 2}, {"atribute": 1}),
    ),
    Example(
        name="a reason in words",
        decision=decision(
            "reason_text",
            rubric=options("names-article", "names-person"),
            reference={"fixed": ["names-article", "names-person"]},
            scorer={"kind": "by_hand"},
        ),
        setting=Setting(seed=121),
        constant=("按规定办理即可。",),
        full=0.0,
    ),
    Example(
        name="a limit with the smallest loss",
        decision=decision(
            "thresholds",
            thresholds=[{"id": "review", "label": {"zh": "转人工", "en": "Review"},
                         "low": 0, "high": 1, "step": 0.05}],
            reference={"optimised": {
                "sql": "SELECT 10 * (value - 0.4) * (value - 0.4) AS loss FROM answer_demo",
                "column": "loss", "sense": "min",
                "base": {"trivial": [{"review": 0}, {"review": 1}]},
                "limits": [{"sql": "SELECT 1 FROM answer_demo WHERE value > 0.7", "cap": 0.3,
                            "text": {"zh": "复核量不超过人力", "en": "Reviews fit the staff"}}]}},
            scorer={"kind": "threshold_loss"},
        ),
        setting=Setting(seed=122),
        constant=({"all": 0}, {"all": 1}),
        broken=({"review": 0.4},),
    ),
    Example(
        name="rows that a query finds",
        decision=decision(
            "multiple_choice",
            options=options("basis", "scene", "scope", "stamp", "letter", "fee"),
            reference={"fixed": ["basis", "scene", "scope"]},
            scorer={"kind": "query_match"},
        ),
        setting=Setting(seed=123),
        constant=(["stamp"], ["fee", "letter"]),
    ),
    Example(
        name="a query over the tables",
        decision=decision(
            "sql_query",
            reference={"query": {"sql": DEAD_TRUTH, "model": DEAD}},
            scorer={"kind": "query_match"},
            permitted={"rk": ["gmsfhm"], "sw": ["zjhm"]},
        ),
        setting=Setting(seed=131),
        constant=("SELECT 1", "SELECT * FROM rk"),
        forms=st.fixed_dictionaries({"sql": st.sampled_from([DEAD, "SELECT 1", "FROM rk"])}),
    ),
)  # fmt: skip


def raws(example: Example) -> st.SearchStrategy[dict[str, Any]]:
    """Everything the example's form could return when it is filled in completely."""
    if example.forms is not None:
        return example.forms
    return st.fixed_dictionaries(
        {control.key: _values(control) for control in example.decision.controls(example.setting)}
    )


def _values(control: object) -> st.SearchStrategy[Any]:  # noqa: C901 - a door per control
    match control:
        case Pick(choices=choices):
            return st.sampled_from([choice.id for choice in choices])
        case PickMany(choices=choices):
            return st.lists(
                st.sampled_from([choice.id for choice in choices]), min_size=1, unique=True
            )
        case Grid(rows=rows, labels=labels, only=only):
            every = tuple(each.id for each in labels)
            return st.fixed_dictionaries(
                {row.id: st.sampled_from(only.get(row.id, every)) for row in rows}
            )
        case Matrix(rows=rows, columns=columns):
            cells = {c.id: st.sampled_from([each.id for each in c.choices]) for c in columns}
            return st.fixed_dictionaries({row.id: st.fixed_dictionaries(cells) for row in rows})
        case Order(choices=choices):
            return st.permutations([choice.id for choice in choices])
        case NumberField(low=float() | int() as low, high=high, step=step) if high and step:
            return st.integers(0, round((high - low) / step)).map(lambda at: low + at * step)
        case NumberField():
            return st.floats(allow_nan=False, allow_infinity=False) | st.integers(-600, 600)
        case DateField():
            return st.dates().map(str)
        case Shares(rows=rows):
            return st.fixed_dictionaries({row.id: st.integers(1, 6) for row in rows})
        case Prose():
            return st.text(st.characters(categories=["L"]), min_size=5, max_size=60)
    raise AssertionError(control)
