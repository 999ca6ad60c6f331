"""One or more examples of every kind: a decision, its world side, and its reference.

Whoever adds a kind adds an example here; the contracts do the rest.
"""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from sandbox.model.control import Choice, DateField, Grid, NumberField, Order, Pick, PickMany
from sandbox.model.decision import Decision, Setting
from sandbox.model.relation import Relation
from sandbox.text import Text
from tests.fakes import FakeWorld, decision, options

ATTR = "SELECT zy_id, attr FROM truth.attr"
WORLD = FakeWorld(
    {
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

    @property
    def reference(self) -> Relation:
        opened: Relation = self.decision.reference.resolve(WORLD).open()
        return opened


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
)  # fmt: skip


def raws(example: Example) -> st.SearchStrategy[dict[str, Any]]:
    """Everything the example's form could return when it is filled in completely."""
    return st.fixed_dictionaries(
        {control.key: _values(control) for control in example.decision.controls(example.setting)}
    )


def _values(control: object) -> st.SearchStrategy[Any]:
    match control:
        case Pick(choices=choices):
            return st.sampled_from([choice.id for choice in choices])
        case PickMany(choices=choices):
            return st.lists(
                st.sampled_from([choice.id for choice in choices]), min_size=1, unique=True
            )
        case Grid(rows=rows, labels=labels):
            label = st.sampled_from([each.id for each in labels])
            return st.fixed_dictionaries({row.id: label for row in rows})
        case Order(choices=choices):
            return st.permutations([choice.id for choice in choices])
        case NumberField():
            return st.floats(allow_nan=False, allow_infinity=False) | st.integers(-600, 600)
        case DateField():
            return st.dates().map(str)
    raise AssertionError(control)
