"""Satisfaction: what citizens would say of a service, from what each of them went through."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, Literal

import numpy as np
from pydantic import Field
from typing_extensions import override

from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import WorldReader
from sandbox.model.draw import Draw, Integers
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators import (
    ALL,
    Flags,
    Floats,
    Given,
    chosen,
    divided,
    known,
    normal,
    ratio,
    settings,
    uniform,
)
from sandbox.text import Text

GOOD: Final = 3
"""From this of five grades (好差评) an opinion counts as good."""
CHANNELS: Final = ("online", "hall", "proxy", "home_visit")
"""Lawful ways to a service: 线上、大厅、帮办代办、上门."""
NAMES: Final = (
    "days", "materials", "visits", "wrong_refusals", "explained", "leak", "without_means",
    "rectified",
)  # fmt: skip
COLUMNS: Final = (
    "grp", "n", "good_rate", "mean_grade", "bad", "wrongly_refused", "shut_out",
    "equity", "channels", "rectified", "value",
)  # fmt: skip


class Segment(Authored):
    """A group of citizens whose good rate is compared (教学约定)."""

    id: Slug
    share: float = Field(gt=0, le=1)
    lacks_means: float = Field(default=0, ge=0, le=1)
    """Share without the means to use a service that is online only."""


class Utility(Authored):
    """What weighs how much in a grade from 1 to 5 (教学约定)."""

    start: float = 4.6
    day_late: float = 0.03
    material: float = 0.06
    visit: float = 0.15
    """Each visit after the first."""
    refusal: float = 1.6
    explanation: float = 0.6
    """Given back when a wrong refusal came with reasons and a way to object."""
    leak: float = 1.2
    shut_out: float = 2.2
    spread: float = Field(default=0.7, ge=0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Citizens:
    """What is drawn once per citizen and is the same for every service compared."""

    segment: Integers
    lacking: Floats
    leaked: Floats
    refusal: Floats
    mood: Floats


class Satisfaction(Simulator):
    """Citizens grade a service (好差评) by a latent utility, rounded to 1 to 5.

    u = 4.6 − .03·days late − .06·materials − .15·visits after the first − 1.6·wrong refusal
    + .6·(refusal explained) − 1.2·leak − 2.2·(online only, without means) + N(0, .7).
    Reads numbers from answers, else from its own fields: `days`, `materials`, `visits`,
    `wrong_refusals`, `explained`, `leak`, `rectified` (shares); and picked `channels`. Outcome:
    `total`, one row; or `groups`, that row and one per group.
    value = 100·(.45·good rate + .25·least ÷ greatest good rate of a group + .15·rectified
    + .15·channels offered). All coefficients are teaching conventions (教学约定).
    """

    label: ClassVar[Text] = Text(zh="群众服务满意度", en="Citizen satisfaction")

    kind: Literal["satisfaction"] = "satisfaction"
    citizens: int = Field(default=10_000, ge=1, le=1_000_000)
    promised: float = Field(default=20, ge=0)
    """Days that the service promises."""
    days: float = Field(default=31, ge=0)
    materials: float = Field(default=9, ge=0)
    visits: float = Field(default=6, ge=0)
    wrong_refusals: float = Field(default=0.1, ge=0, le=1)
    explained: float = Field(default=0, ge=0, le=1)
    """Share of wrong refusals that came with reasons and a way to object."""
    leak: float = Field(default=0, ge=0, le=1)
    """Share of citizens whose data leaked."""
    rectified: float = Field(default=0, ge=0, le=1)
    """Share of bad grades followed up within one working day and put right."""
    channels: tuple[Slug, ...] = ("online", "hall")
    called: Mapping[str, Literal["online", "hall", "proxy", "home_visit"]] = {}
    """Option → the channel that it is; options that are not named here are none and do nothing."""
    segments: tuple[Segment, ...] = Field(
        default=(
            Segment(id="others", share=0.75),
            Segment(id="no_phone", share=0.25, lacks_means=1),
        ),
        min_length=1,
    )
    utility: Utility = Utility()
    give: Literal["total", "groups"] = "total"

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """The grades of the service that the answers describe."""
        found = settings(answers)
        known(found, NAMES, "a setting")
        picked = tuple(chosen(answers))
        if self.called:
            picked = tuple(self.called[each] for each in picked if each in self.called)
        offered = tuple(each.replace("-", "_") for each in picked) or self.channels
        known(offered, CHANNELS, "a channel")
        given = Given(found)
        who = drawn(world.seed, self.citizens, self.segments)
        refused, shut_out = self._refused(given, who), self._shut_out(offered, who)
        grade = self._grades(given, who, refused, shut_out)
        rows = self._rows(given, len(set(offered)) / len(CHANNELS), who, (grade, refused, shut_out))
        return Relation.of(COLUMNS, rows if self.give == "groups" else rows[:1])

    def _refused(self, given: Given, who: Citizens) -> Flags:
        made: Flags = who.refusal < given.number("wrong_refusals", self.wrong_refusals, 0, 1)
        return made

    def _shut_out(self, offered: tuple[str, ...], who: Citizens) -> Flags:
        if set(offered) != {"online"}:
            return np.zeros(len(who.mood), dtype=np.bool_)
        share = np.array([each.lacks_means for each in self.segments])[who.segment]
        made: Flags = who.lacking < share
        return made

    def _grades(self, given: Given, who: Citizens, refused: Flags, shut_out: Flags) -> Integers:
        weigh = self.utility
        late = max(0.0, given.number("days", self.days) - self.promised)
        again = max(0.0, given.number("visits", self.visits) - 1)
        materials = given.number("materials", self.materials)
        # Of those refused, the same ones are the first to be given reasons under every policy.
        share = given.number("wrong_refusals", self.wrong_refusals, 0, 1)
        explained = who.refusal < share * given.number("explained", self.explained, 0, 1)
        leaked = who.leaked < given.number("leak", self.leak, 0, 1)
        felt = (
            weigh.start
            - weigh.day_late * late
            - weigh.material * materials
            - weigh.visit * again
            - weigh.refusal * refused
            + weigh.explanation * explained
            - weigh.leak * leaked
            - weigh.shut_out * shut_out
            + weigh.spread * who.mood
        )
        grade: Integers = np.clip(np.floor(np.round(felt, 6) + 0.5), 1, 5).astype(np.int64)
        return grade

    def _rows(
        self, given: Given, offered: float, who: Citizens, lived: tuple[Integers, Flags, Flags]
    ) -> list[tuple[Cell, ...]]:
        grade, refused, shut_out = lived
        groups = [np.flatnonzero(who.segment == n) for n in range(len(self.segments))]
        good = [ratio(int(np.sum(grade[of] >= GOOD)), len(of)) for of in groups]
        there = [rate for rate in good if rate is not None]
        equity = ratio(min(there), max(there)) or 0.0
        rectified = given.number("rectified", self.rectified, 0, 1)
        overall = float(np.mean(grade >= GOOD))
        value = 100 * (0.45 * overall + 0.25 * equity + 0.15 * rectified + 0.15 * offered)
        names = (ALL, *(each.id for each in self.segments))
        rest: list[tuple[Cell, ...]] = [(equity, offered, rectified, round(value, 4))]
        rest += [(None,) * 4] * len(groups)
        return [
            (
                name, len(of), ratio(int(np.sum(grade[of] >= GOOD)), len(of)),
                ratio(int(grade[of].sum()), len(of)), int(np.sum(grade[of] < GOOD)),
                int(refused[of].sum()), int(shut_out[of].sum()), *more,
            )
            for name, of, more in zip(
                names, [np.arange(len(grade)), *groups], rest, strict=True
            )
        ]  # fmt: skip


@lru_cache(maxsize=16)
def drawn(seed: int, n: int, segments: tuple[Segment, ...]) -> Citizens:
    """The citizens of a world; equal arguments give the same ones."""
    draw = Draw(seed)
    return Citizens(
        segment=divided(draw, "citizens/segment", n, [each.share for each in segments]),
        lacking=uniform(draw, "citizens/lacking", n),
        leaked=uniform(draw, "citizens/leaked", n),
        refusal=uniform(draw, "citizens/refusal", n),
        mood=normal(draw, "citizens/mood", n),
    )


KIND = Satisfaction
