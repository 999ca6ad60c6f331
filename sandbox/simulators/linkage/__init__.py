"""Record linkage: two lists of people or firms, brought together by the trainee's settings."""

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field
from typing_extensions import override

from sandbox.model.dataset import WorldReader
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators.linkage.cube import Cube, cube_of
from sandbox.simulators.linkage.fates import Fates, apart, by_patterns
from sandbox.simulators.linkage.full import by_splink
from sandbox.simulators.linkage.settings import Scale, read
from sandbox.simulators.linkage.survivorship import merged
from sandbox.simulators.linkage.terms import Pairing
from sandbox.text import Text

TOTAL = (
    "value", "links", "true_links", "false_links", "missed", "review", "review_true",
    "precision", "recall", "f1", "candidates", "completeness", "reduction", "true_pairs",
)  # fmt: skip


class Linkage(Simulator):
    """Fellegi–Sunter linkage with a clerk's queue, judged by whom each row is really about.

    Reads `linkage_settings` answers (setting, value). `give` says what the rows of `outcome` are:

    * `total`: one row. `links`, `true_links`, `false_links`: pairs linked without a look;
      `review`, `review_true`: the clerk's queue; `missed`: true pairs neither linked nor queued;
      `precision`, `recall`, `f1` (of links, 0 to 1; precision of no links is 1); `candidates`,
      `completeness` (true pairs among them), `reduction` (pairs not compared); `value`.
    * `pairs`: a row per pair, `left_rid, right_rid, probability, fate, same`, where fate is
      `linked`, `review` or `missed`; rids are the `rowid` of the tables.
    * `merged`: a row per link and field, `left_rid, right_rid, field, survivor, correct`.

    value = −(false_cost · false_links + missed_cost · missed + review_cost · review). By default a
    living person's allowance stopped weighs five times as much as a dead one's paid, and a visit a
    fifth of that (teaching convention 教学约定).

    With `engine: splink` the weights come from Splink, which takes seconds; by default from the
    pattern cube, which takes milliseconds. Deterministic.

    Source: Fellegi and Sunter (1969); Splink (UK Ministry of Justice) for the full run.
    """

    kind: Literal["linkage"] = "linkage"
    label: ClassVar[Text] = Text(zh="记录关联", en="Record linkage")
    reads: ClassVar[tuple[str, ...]] = ("both tables of `pairing`", "truth.link", "truth.cell")

    pairing: Pairing = Pairing()
    scale: Scale = "probability"
    engine: Literal["patterns", "splink"] = "patterns"
    give: Literal["total", "pairs", "merged"] = "total"
    false_cost: float = Field(default=5, ge=0)
    missed_cost: float = Field(default=1, ge=0)
    review_cost: float = Field(default=0.2, ge=0)

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """What linking by these settings leads to."""
        settings = read([answers[name] for name in self.of], self.pairing, self.scale)
        cube = cube_of(world, self.pairing, settings.steps)
        if self.engine == "splink":
            fates = by_splink(world, self.pairing, settings, cube)
        else:
            fates = by_patterns(cube, settings)
        if self.give == "merged":
            return merged(world, self.pairing, settings, fates)
        if self.give == "pairs":
            return _pairs(fates, cube)
        return self._total(fates, cube)

    def _total(self, fates: Fates, cube: Cube) -> Relation:
        links, queued = int(fates.linked.sum()), int((~fates.linked).sum())
        true = int((fates.same & fates.linked).sum())
        queued_true = int((fates.same & ~fates.linked).sum())
        all_true = len(cube.truth)
        missed = all_true - true - queued_true
        precision = true / links if links else 1.0
        recall = true / all_true if all_true else 1.0
        both = precision + recall
        cost = (
            self.false_cost * (links - true) + self.missed_cost * missed + self.review_cost * queued
        )
        row: tuple[Cell, ...] = (
            round(0 - cost, 9), links, true, links - true, missed, queued, queued_true,
            precision, recall, 2 * precision * recall / both if both else 0.0, fates.candidates,
            fates.found / all_true if all_true else 1.0,
            1 - fates.candidates / cube.space if cube.space else 1.0, all_true,
        )  # fmt: skip
        return Relation(columns=TOTAL, rows=(row,))


def _pairs(fates: Fates, cube: Cube) -> Relation:
    probability = np.round(1 / (1 + np.exp2(-np.clip(fates.weight, -60, 60))), 6)
    rows: list[tuple[Cell, ...]] = [
        (left, right, chance, "linked" if linked else "review", same)
        for left, right, chance, linked, same in zip(
            fates.left.tolist(), fates.right.tolist(), probability.tolist(),
            fates.linked.tolist(), fates.same.tolist(), strict=True,
        )
    ]  # fmt: skip
    rows += [
        (left, right, None, "missed", True) for left, right in apart(fates, cube.truth).tolist()
    ]
    columns = ("left_rid", "right_rid", "probability", "fate", "same")
    return Relation(columns=columns, rows=tuple(rows))


KIND = Linkage
