"""Decisions: what a trainee is asked, and the base of every decision kind."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field, SerializeAsAny

from sandbox.model.answer import Answer, Raw, Rejection
from sandbox.model.attempt import Role
from sandbox.model.base import Authored, Slug, of_kind
from sandbox.model.control import Choice, Control
from sandbox.model.law import Citation
from sandbox.model.reference import Actions, ReferenceSpec
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace, Scorer
from sandbox.text import Text

C = TypeVar("C", bound=Choice)


class Option(Authored):
    """An option or label that the author wrote."""

    id: Slug
    label: Text
    detail: Text | None = None

    def choice(self) -> Choice:
        """The option as something a control can show."""
        return Choice(id=self.id, label=self.label, detail=self.detail)


class ItemSource(Authored):
    """Rows of the visible world as items.

    The query returns `id, zh, en` and may add `detail_zh, detail_en` (and, for quantities,
    `near`, a day at which the calendar opens).
    """

    sql: str = Field(min_length=1)


class LimitSource(Authored):
    """One number of the visible world: what a decision may spend there."""

    sql: str = Field(min_length=1)


class Weights(Authored):
    """One Q-row part: 0 to 1 on each named word of the commissioning article."""


class Dimensions(Weights):
    """政务数据开放度 · 数字场景建设成效 · 跨部门协作水平 · 群众服务满意度."""

    openness: float = Field(default=0, ge=0, le=1)
    effectiveness: float = Field(default=0, ge=0, le=1)
    collaboration: float = Field(default=0, ge=0, le=1)
    satisfaction: float = Field(default=0, ge=0, le=1)


class Thinking(Weights):
    """数感 · 数用 · 数智."""

    sense: float = Field(default=0, ge=0, le=1)
    use: float = Field(default=0, ge=0, le=1)
    wisdom: float = Field(default=0, ge=0, le=1)


class Shortcomings(Weights):
    """认知 · 技术素养 · 实践能力 · 价值导向."""

    cognition: float = Field(default=0, ge=0, le=1)
    literacy: float = Field(default=0, ge=0, le=1)
    practice: float = Field(default=0, ge=0, le=1)
    values: float = Field(default=0, ge=0, le=1)


class Tags(Authored):
    """The Q-row of a decision: how much it tells about each competence."""

    dimensions: Dimensions = Dimensions()
    thinking: Thinking = Thinking()
    shortcomings: Shortcomings = Shortcomings()


class FeedbackSpec(Authored):
    """What is said after submission; nothing of it is shown before."""

    why: Text
    """Why the reference is what it is, in two or three sentences."""
    affected: Text
    """Who is affected by this decision, and how."""
    options: Mapping[str, Text] = {}
    """Per option, label or item id: what choosing it would have meant."""
    items: ItemSource | None = None
    """Per item, from the truth: a query over truth returning `id, zh, en`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The world-dependent side of a decision: its items, and the order things appear in."""

    items: tuple[Choice, ...] = ()
    near: Mapping[str, str] = field(default_factory=dict)
    """Item id → a day (ISO) at which its calendar may open."""
    limit: float | None = None
    """What may be spent in this world, where the world decides it."""
    seed: int = 0

    def shuffled(self, things: tuple[C, ...], salt: str) -> tuple[C, ...]:
        """The things in an order that depends on the seed alone: parallel worlds permute it."""

        def rank(thing: C) -> bytes:
            return blake2b(f"{self.seed}/{salt}/{thing.id}".encode(), digest_size=8).digest()

        return tuple(sorted(things, key=rank))


@dataclass(frozen=True, slots=True, kw_only=True)
class Samples:
    """Raw inputs by which a kind tests itself."""

    right: Raw
    wrong: Raw
    malformed: Raw


class Decision(Authored, ABC):
    """One thing to decide; `KIND` of a file under `sandbox/decisions/` is a subclass.

    A kind says what form it needs (`controls`), what counts as an answer (`parse`), and how an
    author writes an answer in YAML (`raw`). It never draws, scores or stores.
    """

    keeps_order: ClassVar[bool] = False
    """True for kinds whose options must appear as the author wrote them."""

    id: Slug
    kind: str
    title: Text
    prompt: Text
    points: int = Field(ge=1, le=100)
    difficulty: int = Field(default=1, ge=1, le=3)
    reference: Annotated[SerializeAsAny[ReferenceSpec], of_kind("reference")]
    scorer: Annotated[SerializeAsAny[Scorer], of_kind("scorer")]
    tags: Tags
    basis: tuple[Citation, ...] = Field(min_length=1)
    hints: tuple[Text, ...] = Field(default=(), max_length=3)
    """Three rungs: direction, method, article; each costs 10 % of the decision's points."""
    feedback: FeedbackSpec
    roles: tuple[Role, ...] = ()
    """Who is asked this; everyone when left out. Another role may be asked it another way."""

    def item_source(self) -> ItemSource | None:
        """Where the items come from when the world holds them."""
        return None

    def written_items(self) -> tuple[Choice, ...]:
        """Items that the author wrote into the scenario."""
        return ()

    def limit_source(self) -> LimitSource | None:
        """Where the limit comes from when the world decides it."""
        return None

    @property
    def table(self) -> str:
        """The name under which SQL sees the answer."""
        return "answer_" + self.id.replace("-", "_")

    @abstractmethod
    def controls(self, setting: Setting) -> tuple[Control, ...]:
        """The form, as controls of the closed vocabulary."""

    @abstractmethod
    def parse(self, raw: Raw, setting: Setting) -> Answer | Rejection:
        """The answer, or a sentence in both languages; unknown ids are refused."""

    @abstractmethod
    def space(self, setting: Setting) -> AnswerSpace:
        """Everything that could be answered."""

    @abstractmethod
    def raw(self, written: Any, setting: Setting) -> Raw:
        """Raw input from what an author writes under `checks` or in an answers file.

        `written` is plain YAML (text, list, mapping) or a `Relation` from a query.

        Raises:
            ValueError: with a sentence that says what was expected.
        """

    @abstractmethod
    def best(self, reference: Relation, setting: Setting) -> Raw:
        """Raw input that earns full points against this reference."""

    def actions(self, setting: Setting) -> Actions | None:  # noqa: ARG002 - for kinds that have some
        """The action space for an optimised reference; None for kinds that have none."""
        return None

    @abstractmethod
    def samples(self, reference: Relation, setting: Setting) -> Samples:
        """A right, a wrong and a malformed raw input."""
