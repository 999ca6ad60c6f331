"""Portfolio: what a choice of digital projects is worth, and what it leaves unprotected."""

from collections.abc import Mapping
from typing import ClassVar, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import WorldReader
from sandbox.model.draw import Draw
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators import chosen, known, uniform
from sandbox.text import Text

TOTAL: Final = (
    "value", "cost", "left", "overrun", "projects", "unfounded", "unlawful", "unprotected",
    "leak_chance", "upkeep",
)  # fmt: skip
PROJECTS: Final = ("id", "zh", "en", "chosen", "cost", "promised", "value", "note_zh", "note_en")
YEARS: Final = ("year", "value", "leak_chance", "leaked")
_NOTES: Final = {
    "": Text(zh="按预期见效", en="Delivers what it promised"),
    "unlawful": Text(zh="重复建设，不符合规定", en="Duplicates what exists, against the rules"),
    "unprotected": Text(zh="缺少安全保障", en="Runs without security safeguards"),
    "unfounded": Text(zh="前置项目没有做", en="Lacks the projects it builds on"),
    "unchosen": Text(zh="未选", en="Not chosen"),
}


class Project(Authored):
    """A proposal: three-year full cost and what it promises (教学约定)."""

    id: Slug
    label: Text
    cost: float = Field(gt=0)
    promised: float
    requires: tuple[Slug, ...] = ()
    personal: bool = False
    """Handles personal information, so needs the safeguard."""
    unlawful: bool = False
    """Duplicates what a regulation says must be shared; worth the penalty, whatever it claims."""


def _project(row: tuple[str, str, str, float, float], **more: object) -> Project:
    id_, zh, en, cost, promised = row
    text = Text(zh=zh, en=en)
    return Project.model_validate(
        {"id": id_, "label": text, "cost": cost, "promised": promised} | more
    )


USUAL: Final = (
    _project(("p01", "数据质量治理与校核闭环", "Data quality and correction loop", 120, 30)),
    _project(("p02", "目录编制与一体化平台接入", "Catalogue and joint platform", 90, 22)),
    _project(
        ("p03", "人才补贴与高龄津贴秒批", "Instant approval of two allowances", 160, 34),
        requires=("p01", "p02"), personal=True,
    ),
    _project(
        ("p04", "新生儿一件事", "Birth as one matter", 110, 28), requires=("p02",), personal=True
    ),
    _project(("p05", "餐饮店一件事", "Opening a restaurant as one matter", 100, 24),
             requires=("p02",)),
    _project(
        ("p06", "困难群众主动发现", "Finding households in need", 130, 31),
        requires=("p01", "p02"), personal=True,
    ),
    _project(("p07", "适老化与线下帮办代办", "Help for the elderly, online and off", 80, 26)),
    _project(("p08", "基层报表减负", "Fewer forms at the grass roots", 95, 29), requires=("p02",)),
    _project(("p09", "新建市级部门间交换系统", "A new exchange system of the city", 260, 18),
             unlawful=True),
    _project(("p10", "领导驾驶舱大屏", "A dashboard wall for leaders", 150, 6)),
    _project(("p11", "AI 数字人导办", "A digital human as a guide", 180, 8)),
    _project(("p12", "政务大模型问答（复用省级）", "Questions to the provincial model", 90, 16),
             requires=("p01",)),
    _project(("p13", "等保测评、访问审计与脱敏", "Security grading, audit and masking", 140, 20)),
    _project(("p14", "自建县级大模型算力", "Own computing for large models", 320, 15),
             unlawful=True),
)  # fmt: skip
"""Fourteen proposals of a fictional city; costs in 万元."""


class Portfolio(Simulator):
    """Chosen projects are built within a budget and lean on each other.

    A project without one of those it requires is worth a quarter; one that handles personal
    information without the safeguard costs `unprotected` points; one that duplicates what must
    be shared costs `unlawful` points; a portfolio over budget is worth nothing. Answers are
    project ids. Outcome: `total`, one row; `projects`; or `years`, three simulated years with
    the chance of a leak. value = points; it can be negative.
    All numbers are teaching conventions (教学约定); that security comes first follows from
    the Data Security Law, art. 27, and the Personal Information Protection Law, art. 51.
    """

    label: ClassVar[Text] = Text(zh="数字化项目组合", en="Portfolio of digital projects")

    kind: Literal["portfolio"] = "portfolio"
    projects: tuple[Project, ...] = Field(default=USUAL, min_length=1)
    budget: float = Field(default=1000, gt=0)
    unfounded: float = Field(default=0.25, ge=0, le=1)
    """Share of the promise that a project without its foundations keeps."""
    safeguard: Slug | None = "p13"
    unprotected: float = Field(default=12, ge=0)
    unlawful: float = Field(default=10, ge=0)
    leak_chance: float = Field(default=0.12, ge=0, lt=1)
    """Of each unprotected project with personal information, per year."""
    upkeep: float = Field(default=0.15, ge=0, le=1)
    """Share of the cost that operation takes each year."""
    years: int = Field(default=3, ge=1, le=20)
    give: Literal["total", "projects", "years"] = "total"

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        ids = [each.id for each in self.projects]
        if len(set(ids)) < len(ids):
            raise ValueError("two projects have the same id")
        named = {name for each in self.projects for name in each.requires}
        if missing := sorted(named - set(ids)):
            raise ValueError(f"a project requires `{missing[0]}`, which is not among the projects")
        if self.safeguard is not None and self.safeguard not in ids:
            raise ValueError(f"the safeguard `{self.safeguard}` is not among the projects")
        return self

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """What the projects that the answers choose lead to."""
        ids = chosen(answers)
        known(ids, [each.id for each in self.projects], "a project")
        picked = frozenset(ids)
        if self.give == "projects":
            return Relation.of(PROJECTS, [self._line(each, picked) for each in self.projects])
        if self.give == "years":
            return Relation.of(YEARS, self._years(world.seed, picked))
        return Relation.of(TOTAL, [self._total(picked)])

    def value(self, picked: frozenset[str]) -> float:
        """Points of a portfolio."""
        if self.cost(picked) > self.budget:
            return 0.0
        return round(sum(self._worth(p, picked) for p in self.projects if p.id in picked), 6)

    def cost(self, picked: frozenset[str]) -> float:
        """Three-year full cost of a portfolio."""
        return sum(each.cost for each in self.projects if each.id in picked)

    def _fault(self, project: Project, picked: frozenset[str]) -> str:
        if project.unlawful:
            return "unlawful"
        if project.personal and self.safeguard is not None and self.safeguard not in picked:
            return "unprotected"
        return "" if picked.issuperset(project.requires) else "unfounded"

    def _worth(self, project: Project, picked: frozenset[str]) -> float:
        worth = {
            "": project.promised,
            "unfounded": project.promised * self.unfounded,
            "unprotected": -self.unprotected,
            "unlawful": -self.unlawful,
        }
        return worth[self._fault(project, picked)]

    def _total(self, picked: frozenset[str]) -> tuple[Cell, ...]:
        faults = [self._fault(each, picked) for each in self.projects if each.id in picked]
        cost = self.cost(picked)
        unprotected = faults.count("unprotected")
        return (
            self.value(picked), cost, max(0.0, self.budget - cost), max(0.0, cost - self.budget),
            len(picked), faults.count("unfounded"), faults.count("unlawful"), unprotected,
            self._leak(unprotected), round(cost * self.upkeep * self.years, 6),
        )  # fmt: skip

    def _leak(self, unprotected: int) -> float:
        return round(1 - (1 - self.leak_chance) ** (unprotected * self.years), 6)

    def _line(self, project: Project, picked: frozenset[str]) -> tuple[Cell, ...]:
        inside = project.id in picked
        note = _NOTES[self._fault(project, picked) if inside else "unchosen"]
        return (
            project.id, project.label.zh, project.label.en, inside, project.cost,
            project.promised, self._worth(project, picked) if inside else 0.0, note.zh, note.en,
        )  # fmt: skip

    def _years(self, seed: int, picked: frozenset[str]) -> list[tuple[Cell, ...]]:
        """Value grows evenly; a leak, once it has happened, stays in the books."""
        unprotected = int(self._total(picked)[7] or 0)
        chance = 1 - (1 - self.leak_chance) ** unprotected
        lucks = uniform(Draw(seed), "portfolio/leak", self.years).tolist()
        rows: list[tuple[Cell, ...]] = []
        leaked = False
        for year, luck in enumerate(lucks, start=1):
            leaked = leaked or luck < chance
            value = round(self.value(picked) * year / self.years, 4)
            rows.append((year, value, round(1 - (1 - chance) ** year, 6), leaked))
        return rows


KIND = Portfolio
