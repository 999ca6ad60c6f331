"""Incident timeline: a data leak hour by hour, who is told when, and what delay leads to."""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, Self

import numpy as np
from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import WorldReader
from sandbox.model.draw import Draw
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators import chosen, known, sequence, uniform
from sandbox.text import Text

TOTAL: Final = (
    "value", "report_minutes", "report_late", "told_late", "left_out", "rows_leaked",
    "downloads", "fraud_calls", "evidence_lost", "out_of_order",
)  # fmt: skip
TIMELINE: Final = (
    "id", "zh", "en", "told_zh", "told_en", "starts", "ends", "day", "clock", "due",
    "due_clock", "late_minutes", "in_time", "done",
)  # fmt: skip
_DAY: Final = 24 * 60


class Task(Authored):
    """Something that must be done after a leak (minutes are 教学约定)."""

    id: Slug
    label: Text
    minutes: int = Field(ge=1)
    due: int | None = Field(default=None, ge=1)
    """Minutes after discovery by which it must be finished."""
    told: Text | None = None
    """Who is told by it."""
    after: tuple[Slug, ...] = ()
    """What should be finished before; otherwise it takes `rework` minutes more."""
    rework: int = Field(default=30, ge=0)


class Hold(Authored):
    """A choice that keeps a task waiting, such as “do not report for now”."""

    choice: Slug
    task: Slug
    minutes: int = Field(ge=1)


class Harm(Authored):
    """What things cost, in points (教学约定)."""

    thousand_rows: float = Field(default=1, ge=0)
    download: float = Field(default=3, ge=0)
    fraud_call: float = Field(default=2, ge=0)
    late: float = Field(default=10, ge=0)
    """Of each deadline missed, and again of each task never done."""
    hour_late: float = Field(default=1, ge=0)
    evidence: float = Field(default=20, ge=0)
    disorder: float = Field(default=3, ge=0)


USUAL: Final = (
    Task(id="freeze", label=Text(zh="冻结账号与令牌", en="Freeze the account and its tokens"),
         minutes=10),
    Task(id="preserve", label=Text(zh="保全日志证据", en="Preserve logs as evidence"), minutes=30),
    Task(id="grade", label=Text(zh="研判定级", en="Judge and grade the incident"), minutes=40,
         after=("preserve",)),
    Task(id="takedown", label=Text(zh="下线外链、联系云盘", en="Take the shared file down"),
         minutes=45, after=("preserve",)),
    Task(id="report", label=Text(zh="报告省级网信部门和公安机关",
                                 en="Report to the provincial cyberspace office and the police"),
         minutes=30, due=240, after=("grade",),
         told=Text(zh="省级网信部门、公安机关", en="Provincial cyberspace office, police")),
    Task(id="providers", label=Text(zh="通报数据提供部门与共享主管部门",
                                    en="Tell the providers and the sharing authority"),
         minutes=20, due=360, after=("grade",),
         told=Text(zh="数据提供部门、共享主管部门", en="Providers, sharing authority")),
    Task(id="people", label=Text(zh="通知本人或监护人", en="Notify people or their guardians"),
         minutes=120, due=_DAY, after=("grade",),
         told=Text(zh="本人、未满十四周岁者的监护人", en="People, guardians of those under 14")),
    Task(id="rectify", label=Text(zh="整改与评估", en="Put right and review"), minutes=480,
         after=("freeze", "takedown", "report")),
)  # fmt: skip
"""Four hours to the provincial office: Measures on Reporting National Cybersecurity Incidents,
art. 4, incidents of grade 较大 and above; the other limits only give 及时 a number (教学约定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """When a task was begun and finished, minutes after discovery."""

    task: Task
    starts: int
    ends: int
    done: bool
    disorder: int
    """How many tasks it should have waited for."""

    @property
    def late(self) -> int:
        """Minutes after its deadline; 0 without one."""
        return 0 if self.task.due is None else max(0, self.ends - self.task.due)


class IncidentTimeline(Simulator):
    """A small team works through its tasks in the order given, while the leak goes on.

    Rows leave until the account is frozen; strangers download until the file is down; from the
    first download on, those concerned get fraud calls until they are told. Answers are an
    ordering of tasks (tasks left out are never done), and choices that hold a task back.
    Downloads and calls happen at moments drawn once, so that orders differ by order alone.
    Outcome: `total`, one row; or `timeline`, one row per task. value = −harm, points.
    All numbers are teaching conventions (教学约定) except the four hours; see `USUAL`.
    """

    label: ClassVar[Text] = Text(zh="泄露事件时间线", en="Incident timeline")

    kind: Literal["incident_timeline"] = "incident_timeline"
    tasks: tuple[Task, ...] = Field(default=USUAL, min_length=1)
    begins: str = Field(default="02:10", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    teams: int = Field(default=1, ge=1, le=10)
    horizon: int = Field(default=3 * _DAY, ge=60)
    """Minutes after which the account is made up."""
    holds: tuple[Hold, ...] = ()
    rows: int = Field(default=38_000, ge=0)
    """Rows that had left at discovery."""
    rows_per_minute: int = Field(default=100, ge=0)
    downloads_per_hour: float = Field(default=0.6, ge=0)
    calls_per_hour: float = Field(default=0.5, ge=0)
    """While something has been downloaded and those concerned do not know."""
    freeze: Slug = "freeze"
    evidence: Slug = "preserve"
    takedown: Slug = "takedown"
    report: Slug = "report"
    people: Slug = "people"
    harm: Harm = Harm()
    give: Literal["total", "timeline"] = "total"

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        ids = [each.id for each in self.tasks]
        if len(set(ids)) < len(ids):
            raise ValueError("two tasks have the same id")
        named = {self.freeze, self.evidence, self.takedown, self.report, self.people}
        named |= {name for each in self.tasks for name in each.after}
        named |= {each.task for each in self.holds}
        if missing := sorted(named - set(ids)):
            raise ValueError(f"`{missing[0]}` is not among the tasks")
        return self

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """The timeline of the order that the answers give, or what it came to."""
        order = sequence(answers) or chosen(answers)
        by_id = {each.id: each for each in self.tasks}
        known(order, tuple(by_id), "a task")
        done = self.timeline([by_id[name] for name in order], _held(self.holds, answers))
        if self.give == "timeline":
            return Relation.of(TIMELINE, [self._line(each) for each in done])
        return Relation.of(TOTAL, [self._total(world.seed, {each.task.id: each for each in done})])

    def timeline(self, order: list[Task], held: Mapping[str, int]) -> list[Done]:
        """Every task in the order given, each by the first team that is free; then the rest."""
        free = [0] * self.teams
        ended: dict[str, int] = {}
        made: list[Done] = []
        for task in order:
            starts = max(free[0], held.get(task.id, 0))
            early = sum(ended.get(name, self.horizon) > starts for name in task.after)
            ends = starts + task.minutes + (task.rework if early else 0)
            # A team that waits for leave to act does the next task meanwhile.
            heapq.heapreplace(free, ends if starts == free[0] else free[0])
            ended[task.id] = ends
            made.append(Done(task=task, starts=starts, ends=ends, done=True, disorder=early))
        end = self.horizon
        made += [
            Done(task=task, starts=end, ends=end, done=False, disorder=0)
            for task in self.tasks
            if task.id not in ended
        ]
        return made

    def _total(self, seed: int, done: Mapping[str, Done]) -> tuple[Cell, ...]:
        draw = Draw(seed)
        exposed, told = done[self.takedown].ends, done[self.people].ends
        downloads = _moments(draw, "incident/downloads", self.downloads_per_hour, exposed)
        known_from = downloads[0] if downloads else told
        calls = [
            moment
            for moment in _moments(draw, "incident/calls", self.calls_per_hour, told)
            if moment >= known_from
        ]
        leaked = self.rows + self.rows_per_minute * min(done[self.freeze].ends, self.horizon)
        proof = done[self.evidence]
        lost = not proof.done or proof.starts > done[self.takedown].starts
        late = [each for each in done.values() if each.late or (not each.done)]
        disorder = sum(each.disorder for each in done.values())
        harm = self._harm(leaked, len(downloads), len(calls), late, lost)
        report = done[self.report]
        return (
            -round(harm + disorder * self.harm.disorder, 4), report.ends, report.late,
            sum(each.task.told is not None for each in late),
            sum(not each.done for each in done.values()), leaked, len(downloads), len(calls),
            lost, disorder,
        )  # fmt: skip

    def _harm(self, leaked: int, downloads: int, calls: int, late: list[Done], lost: bool) -> float:
        price = self.harm
        return (
            price.thousand_rows * (leaked - self.rows) / 1000
            + price.download * downloads
            + price.fraud_call * calls
            + price.late * len(late)
            + price.hour_late * sum(each.late for each in late) / 60
            + price.evidence * lost
        )

    def _line(self, each: Done) -> tuple[Cell, ...]:
        task, due = each.task, each.task.due
        return (
            task.id, task.label.zh, task.label.en,
            task.told.zh if task.told else None, task.told.en if task.told else None,
            each.starts, each.ends, self._at(each.ends) // _DAY, self._clock(each.ends), due,
            None if due is None else self._clock(due), each.late, each.done and not each.late,
            each.done,
        )  # fmt: skip

    def _at(self, minutes: int) -> int:
        """Minutes since midnight before discovery."""
        return int(self.begins[:2]) * 60 + int(self.begins[3:]) + minutes

    def _clock(self, minutes: int) -> str:
        hours, rest = divmod(self._at(minutes) % _DAY, 60)
        return f"{hours:02d}:{rest:02d}"


def _held(holds: tuple[Hold, ...], answers: Mapping[str, Relation]) -> dict[str, int]:
    """Task id → minutes before which it may not begin, by what was chosen anywhere."""
    cells = {str(row[-1]) for each in answers.values() for row in each.rows}
    held: dict[str, int] = {}
    for hold in holds:
        if hold.choice in cells:
            held[hold.task] = max(held.get(hold.task, 0), hold.minutes)
    return held


def _moments(draw: Draw, stream: str, per_hour: float, until: int) -> list[float]:
    """Minutes at which something happens, up to `until`; a longer time only adds later ones."""
    if not per_hour:
        return []
    most = max(16, int(4 * per_hour * until / 60) + 16)
    gaps = -np.log(uniform(draw, stream, most)) * 60 / per_hour
    times = np.round(np.cumsum(gaps), 4)
    kept: list[float] = times[times < until].tolist()
    return kept


KIND = IncidentTimeline
