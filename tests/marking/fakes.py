"""A decision, a reference and a scorer small enough to be read at a glance."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal

from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.attempt import Attempt
from sandbox.model.control import Choice, NumberField
from sandbox.model.decision import Decision, FeedbackSpec, Samples, Setting, Tags
from sandbox.model.law import Citation
from sandbox.model.reference import Actions, ReferenceSpec, Sealed, TruthReader
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Finding, Score, Scorer
from sandbox.text import Text

NOON = datetime(2027, 3, 15, 4, 0, tzinfo=UTC)
TEXT = Text(zh="虚构", en="Fictional")
SETTING = Setting(items=(Choice(id="n", label=TEXT),))


class Closeness(Scorer):
    """1 minus the distance from the reference: a scorer that may leave its range on purpose."""

    version: ClassVar[int] = 4
    kind: Literal["closeness"] = "closeness"

    def check_reference(self, reference: Any, space: AnswerSpace) -> str | None:
        return None

    def score(self, answer: Answer, sealed: Sealed, space: AnswerSpace) -> Score:
        given, right = answer.relation.rows[0][1], sealed.open().rows[0][1]
        share = 1 - abs(given - right)
        finding = Finding(
            item=space.items[0],
            standing="right" if share == 1 else "partial",
            credit=share,
            given=str(given),
            expected=str(right),
            note=TEXT,
        )
        return Score(share=share, arithmetic=TEXT, findings=(finding,), harmful=given < 0.1)


class Asked(ReferenceSpec):
    """A reference that asks the world."""

    value: str = "SELECT right"

    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        assert world is not None
        return Sealed(world.truth(self.value))


class Written(ReferenceSpec):
    """A reference that needs no world."""

    needs_world: ClassVar[bool] = False
    value: float = 0.5

    def resolve(self, world: TruthReader | None, actions: Actions | None = None) -> Sealed:
        assert world is None
        return Sealed(relation(self.value))


class Number(Decision):
    """One number between 0 and 1."""

    kind: Literal["number"] = "number"

    def controls(self, setting: Setting) -> tuple[NumberField, ...]:
        return (NumberField(key="n", label=self.title),)

    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        if not 0 <= raw["n"] <= 1:
            return Rejection(text=TEXT, where="n")
        return Answer(relation=relation(raw["n"]))

    def space(self, setting: Setting) -> AnswerSpace:
        return AnswerSpace(items=("n",))

    def raw(self, written: Any, setting: Setting) -> Raw:
        return {"n": written}

    def best(self, reference: Relation, setting: Setting) -> Raw:
        return {"n": reference.rows[0][1]}

    def samples(self, reference: Relation, setting: Setting) -> Samples:
        return Samples(right={"n": 0.5}, wrong={"n": 0}, malformed={"n": 2})


class FakeWorld:
    """A world that answers from a function, and counts how often it was asked."""

    def __init__(self, answer: Callable[[str], Relation], seed: int = 101) -> None:
        self.asked: list[str] = []
        self.given: list[Mapping[str, Relation]] = []
        self._answer = answer
        self._seed = seed

    @property
    def seed(self) -> int:
        return self._seed

    def visible(self, sql: str) -> Relation:
        return self.truth(sql)

    def truth(self, sql: str) -> Relation:
        self.asked.append(sql)
        return self._answer(sql)

    @contextmanager
    def answering(self, answers: Mapping[str, Relation]) -> Iterator[Callable[[str], Relation]]:
        self.given.append(answers)
        yield self.truth


def relation(value: float) -> Relation:
    return Relation(columns=("id", "value"), rows=(("n", value),))


def decision(**changes: Any) -> Number:
    usual: dict[str, Any] = {
        "id": "share-out",
        "title": TEXT,
        "prompt": TEXT,
        "points": 12,
        "reference": Written(),
        "scorer": Closeness(),
        "tags": Tags(),
        "basis": (Citation(law="house", articles=("1",)),),
        "feedback": FeedbackSpec(why=TEXT, affected=TEXT),
    }
    return Number(**usual | changes)


def attempt(value: float = 0.5, **changes: Any) -> Attempt:
    usual: dict[str, Any] = {
        "id": "a1",
        "run": "r1",
        "decision": "share-out",
        "try_no": 1,
        "raw": {"n": value},
        "answer": relation(value),
        "digest": "d",
        "seed": 101,
        "hints": 0,
        "at": NOON,
    }
    return Attempt(**usual | changes)
