"""Scenario: everything an author writes, frozen."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, InstanceOf, SerializeAsAny, model_validator

from sandbox.model.attempt import Role
from sandbox.model.base import Authored, Slug, of_kind
from sandbox.model.brought import NOTHING, Brought
from sandbox.model.decision import Decision
from sandbox.model.defect import DefectRule
from sandbox.model.simulator import Simulator
from sandbox.text import Text

Family = Literal[
    "data-integration", "smart-approval", "cross-department-sharing", "data-security",
    "algorithm-oversight", "process-redesign", "service", "assessment",
]  # fmt: skip
Tier = Literal["province", "bureau", "county", "township"]
Indicator = Literal["openness", "effectiveness", "collaboration", "satisfaction"]
Tone = Literal["helped", "harmed", "waiting", "neutral"]
DefectLevel = Literal["none", "light", "standard", "hard"]


class Audience(Authored):
    """For whom a drill is meant: 分层分类."""

    tiers: tuple[Tier, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = Field(min_length=1)


class Seeds(Authored):
    """The small fixed sets of worlds a scenario is played on."""

    practice: tuple[int, ...] = Field(min_length=1)
    exam: tuple[int, ...] = ()
    perturbed: tuple[int, ...] = ()

    def every(self) -> tuple[int, ...]:
        """All seeds, practice first."""
        return self.practice + self.exam + self.perturbed


class DefectsSpec(Authored):
    """A level of defects, and rules of the scenario's own beside it."""

    level: DefectLevel = "standard"
    rules: tuple[DefectRule, ...] = ()


class WorldSpec(Authored):
    """Which world to build."""

    recipe: Slug
    people: int = Field(default=2000, ge=50, le=2_000_000)
    defects: DefectLevel | DefectsSpec = "standard"
    seeds: Seeds

    @property
    def level(self) -> DefectLevel:
        """The level of defects, however it is written."""
        return self.defects.level if isinstance(self.defects, DefectsSpec) else self.defects

    @property
    def own_rules(self) -> tuple[DefectRule, ...]:
        """Defect rules that only this scenario has."""
        return self.defects.rules if isinstance(self.defects, DefectsSpec) else ()


class Evidence(Authored):
    """Something to look at before deciding; computed from the visible world only.

    Exactly one of `table` (a visible table's name), `sql` alone (a result table),
    `chart` with `sql` (a Vega-Lite file of the folder over that query), or `document`
    (a Markdown pair of the folder, named without `.zh.md`).
    """

    caption: Text
    table: Slug | None = None
    sql: str | None = None
    chart: str | None = None
    document: str | None = None
    columns: Mapping[str, Text] = {}
    """Column headings for `sql`; tables take theirs from the recipe's dictionary."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [self.table is not None, self.document is not None, self.sql is not None]
        if sum(given) != 1:
            raise ValueError(
                "evidence needs exactly one of `table`, `sql` or `document`"
                " (a `chart` goes with `sql`)"
            )
        if self.chart is not None and self.sql is None:
            raise ValueError("a `chart` needs the `sql` that feeds it")
        return self


class Step(Authored):
    """One page of a drill: a brief, evidence, and one or more decisions."""

    id: Slug
    title: Text
    brief: str
    """Name of a Markdown pair in the folder, without `.zh.md` / `.en.md`."""
    evidence: tuple[Evidence, ...] = ()
    decisions: tuple[Annotated[SerializeAsAny[Decision], of_kind("decision")], ...] = Field(
        min_length=1
    )


class Consequence(Authored):
    """What a decision does to the world, computed by SQL over world, truth and answers.

    The query sees visible tables, `truth.<table>` and `answer_<decision>`. It runs twice: for
    the trainee's answers and for the reference's. Shapes:

    * `count`: one row; its columns fill the placeholders of `text`; column `value` is the
      number shown large; optional `tone`.
    * `people`: rows `name, age, place, zh, en, tone`; `text` may use `{n}`.
    * `before_after`: rows `zh, en, before, after`; drawn as a chart in `unit`.
    """

    id: Slug
    indicator: Indicator
    shape: Literal["count", "people", "before_after"]
    title: Text
    text: Text
    unit: Text | None = None
    better: Literal["more", "less"] = "less"
    tone: Tone = "neutral"
    simulate: Annotated[SerializeAsAny[Simulator], of_kind("simulator")] | None = None
    """Runs first; its rows are the table `outcome`, which `sql` may then read."""
    sql: str = Field(min_length=1)


class Gate(Authored):
    """A safety gate G: when the query over the answers returns a row, a dimension shrinks.

    House formula (教学约定): 0.8 for a minor breach, 0.5 for a leak of personal information, 0.3
    for sensitive or important data, children's data, or concealment.
    """

    id: Slug
    indicator: Indicator = "openness"
    """The dimension that shrinks; sharing and opening count only when they are safe."""
    factor: float = Field(ge=0.3, le=0.8)
    text: Text
    sql: str = Field(min_length=1)


class Check(Authored):
    """A path through the scenario that the linter replays on several seeds.

    `answers` is `perfect`, or decision id → what the author writes: an id, a list, a mapping,
    `{all: LABEL}`, or `{sql: SELECT …}` over the visible world. A decision that is left out is
    answered perfectly when `others: perfect`, and left blank otherwise.
    """

    answers: Literal["perfect"] | Mapping[Slug, Any]
    others: Literal["blank", "perfect"] = "blank"
    expect: float | tuple[float, float]
    """The share of all points: a number (± 0.005) or a closed range."""


class Team(Authored):
    """A department that a class plays as a team; what it may look at is not what others may."""

    id: Slug
    label: Text
    tables: tuple[Slug, ...] = Field(min_length=1)
    """Visible tables whose evidence this team gets."""


class Source(Authored):
    """Where the story's facts come from: a handbook key and what was taken from it."""

    key: str
    text: Text


class Scenario(Authored):
    """A whole drill."""

    id: Slug
    version: int = Field(ge=1)
    status: Literal["draft", "released", "archived"]
    title: Text
    story: Text
    """The story in one sentence, for the catalogue."""
    family: Family
    audience: Audience
    minutes: int = Field(ge=5, le=240)
    law_version_date: date
    world: WorldSpec
    steps: tuple[Step, ...] = Field(min_length=1)
    consequences: tuple[Consequence, ...] = ()
    gates: tuple[Gate, ...] = ()
    teams: tuple[Team, ...] = ()
    """For a live class in which departments have to put together what each of them knows."""
    checks: Mapping[Slug, Check] = {}

    def decisions(self) -> Iterator[Decision]:
        """Every decision, in the order they are taken."""
        for step in self.steps:
            yield from step.decisions

    def decision(self, decision_id: str) -> Decision:
        """The decision with that id.

        Raises:
            KeyError: there is none.
        """
        for decision in self.decisions():
            if decision.id == decision_id:
                return decision
        raise KeyError(decision_id)

    def team(self, team_id: str) -> Team | None:
        """The team with that id; None for a group that was made up on the spot."""
        return next((team for team in self.teams if team.id == team_id), None)

    def roles(self) -> tuple[Role, ...]:
        """The roles between which a person chooses; none where all are asked the same."""
        split = {role for decision in self.decisions() for role in decision.roles}
        return tuple(role for role in self.audience.roles if split)

    def as_asked(self, role: Role | None) -> "Scenario":
        """The drill as that role plays it: without what is asked of other roles only."""
        if role is None or not self.roles():
            return self
        steps = []
        for step in self.steps:
            asked = tuple(one for one in step.decisions if not one.roles or role in one.roles)
            if asked:
                steps.append(step.model_copy(update={"decisions": asked}))
        audience = self.audience.model_copy(update={"roles": (role,)})
        return self.model_copy(update={"steps": tuple(steps), "audience": audience})

    @property
    def out_of(self) -> int:
        """Points of all decisions together."""
        return sum(decision.points for decision in self.decisions())


class Loaded(Authored):
    """A scenario as read from its folder, with the texts beside it and its digest."""

    scenario: Scenario
    digest: str
    """SHA-256 (hex) over scenario.yaml and every file it refers to."""
    key_digest: str
    """SHA-256 (hex) over what decides a score: references, scorers, points, world."""
    folder: str
    briefs: Mapping[str, Text]
    charts: Mapping[str, Mapping[str, Any]] = {}
    brought: InstanceOf[Brought] = NOTHING
    """Tables and defect rules of its own."""
