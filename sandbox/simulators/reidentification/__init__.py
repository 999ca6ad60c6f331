"""Re-identification: how safe, and how useful, a release is after masking."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.errors import SandboxError
from sandbox.model.base import Slug
from sandbox.model.dataset import WorldReader
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators.reidentification import measures
from sandbox.simulators.reidentification.release import Release, levels_of
from sandbox.simulators.reidentification.terms import KEEP, ReleasedField
from sandbox.text import Text

COLUMNS: Final = (
    "value", "safe", "utility", "k", "l", "entropy_l", "t", "classes", "records", "dropped",
    "unique_share", "hit_rate", "right_rate", "homogeneous_share",
)  # fmt: skip


class Reidentification(Simulator):
    """k-anonymity, l-diversity, t-closeness and an attacker's success, against what stays useful.

    Reads `masking` answers (field, level): `keep`, `pseudonymise` (with a secret key: ties records
    together, tells nobody who), `hash` (without one: as good as kept, for numbers can be
    enumerated), `suppress`, a built-in level of the field's content, or one the author wrote.
    Outcome, one row:

    * `k`, the smallest class; `classes`, `records`, `dropped`; `unique_share`, records alone in
      their class (all shares 0 to 1).
    * `l` (distinct) and `entropy_l`, `t`, `homogeneous_share` (records in classes with a single
      sensitive value): the worst over all released sensitive fields; without one, l is null and
      t is 0.
    * `hit_rate`: records that fit exactly one row of what the `attacker` holds (without one, of
      the table itself: then it equals `unique_share`); `right_rate`: where it is the right row.
    * `utility`: how much of the entropy of the fields remains, weighted, times the records kept.
    * `safe`: whether k, l, t and hits keep within `need_k`, `need_l`, `most_t`, `most_hits`.

    value = utility of a safe release; of an unsafe one −hit_rate, so that it is worth no more than
    none (teaching convention 教学约定).

    Deterministic. Source: GB/T 37964-2019; Sweeney (2002), Machanavajjhala et al. (2007), Li et
    al. (2007), Gionis and Tassa (2009).
    """

    kind: Literal["reidentification"] = "reidentification"
    label: ClassVar[Text] = Text(zh="重标识风险", en="Re-identification risk")
    reads: ClassVar[tuple[str, ...]] = (
        "the table to be released",
        "the attacker's table, with truth.link",
    )

    table: Slug = "rk"
    where: str | None = None
    fields: Mapping[Slug, ReleasedField] = Field(min_length=1, max_length=20)
    attacker: Slug | None = None
    """A table that an attacker holds; fields say by `known` which of its columns match."""
    attacker_where: str | None = None
    drop_below: int = Field(default=0, ge=0, le=1000)
    """Records in smaller classes are left out of the release."""
    need_k: int = Field(default=5, ge=1)
    need_l: float = Field(default=1, ge=1)
    most_t: float = Field(default=1, ge=0, le=1)
    most_hits: float = Field(default=1, ge=0, le=1)

    @model_validator(mode="after")
    def _something_is_useful(self) -> Self:
        if sum(field.weight for field in self.fields.values()) <= 0:
            raise ValueError("at least one field needs a `weight` above 0")
        return self

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """The release that these levels make, measured."""
        chosen = {str(row[0]): str(row[1]) for name in self.of for row in answers[name].rows}
        release = Release(
            table=self.table, where=self.where, fields=self.fields,
            levels=levels_of(chosen, self.fields), drop_below=self.drop_below,
        )  # fmt: skip
        ordered = [
            self.fields[name].content == "number" and release.levels[name] == KEEP
            for name in release.sensitive()
        ]
        risk = _row(world, measures.risk(release, ordered))
        if not (risk["records"] or risk["dropped"]):
            raise SandboxError(f"`{self.table}` has no rows to release.")
        return self._outcome(world, release, risk)

    def _outcome(self, world: WorldReader, release: Release, risk: Mapping[str, Cell]) -> Relation:
        records, dropped = _number(risk["records"]), _number(risk["dropped"])
        unique = _number(risk["alone"]) / records if records else 0.0
        worst = _worst(risk, len(release.sensitive()))
        hits, right = unique, unique
        if self.attacker is not None:
            found = _row(world, measures.attack(release, self.attacker, self.attacker_where))
            hits = _number(found["hits"]) / max(records, 1)
            right = _number(found["correct"]) / max(records, 1)
        utility = round(self._kept(world, release) * records / (records + dropped), 9)
        safe = not records or (
            _number(risk["k"]) >= self.need_k
            and (worst.l is None or worst.l >= self.need_l)
            and worst.t <= self.most_t
            and hits <= self.most_hits
        )
        row: tuple[Cell, ...] = (
            utility if safe else round(0 - hits, 9), safe, utility, risk["k"], worst.l,
            worst.entropy, worst.t, risk["classes"], int(records), int(dropped), unique, hits,
            right, worst.homogeneous / max(records, 1),
        )  # fmt: skip
        return Relation(columns=COLUMNS, rows=(row,))

    def _kept(self, world: WorldReader, release: Release) -> float:
        """The share of entropy that remains, averaged over fields by weight."""
        cells = [_number(cell) for cell in world.truth(measures.use(release)).rows[0]]
        weights = [field.weight for field in self.fields.values()]
        shares = [
            min(1.0, now / before) if before > 0 else 1.0
            for now, before in zip(cells[::2], cells[1::2], strict=True)
        ]
        return sum(w * s for w, s in zip(weights, shares, strict=True)) / sum(weights)


_MEASURES: Final = ("l", "entropy", "t", "homogeneous")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worst:
    """The weakest protection of any sensitive field."""

    l: int | None = None  # noqa: E741 - the name of the measure
    entropy: float | None = None
    t: float = 0.0
    homogeneous: int = 0


def _worst(risk: Mapping[str, Cell], fields: int) -> _Worst:
    """Over all sensitive fields that are released; measures are rounded to nine places."""
    if not fields or risk["l0"] is None:
        return _Worst()
    each = [{name: _number(risk[f"{name}{i}"]) for name in _MEASURES} for i in range(fields)]
    return _Worst(
        l=int(min(one["l"] for one in each)),
        entropy=round(math.exp(min(one["entropy"] for one in each)), 9),
        t=round(max(one["t"] for one in each), 9),
        homogeneous=int(max(one["homogeneous"] for one in each)),
    )


def _row(world: WorldReader, sql: str) -> dict[str, Cell]:
    return world.truth(sql).dicts()[0]


def _number(cell: Cell) -> float:
    return float(cell or 0)


KIND = Reidentification
