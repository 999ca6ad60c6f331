"""Risk model: a model learns from past checks whom to flag, and errs as its history did."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Final, Literal

import numpy as np
from pydantic import Field
from typing_extensions import override

from sandbox.errors import SandboxError
from sandbox.model.base import Authored, Slug
from sandbox.model.dataset import WorldReader
from sandbox.model.draw import Draw
from sandbox.model.relation import Cell, Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators import (
    ALL,
    Flags,
    Floats,
    Given,
    chosen,
    known,
    normal,
    plain_name,
    ratio,
    rounded,
    settings,
    uniform,
)
from sandbox.text import Text

NAMES: Final = ("threshold", "model", "history", "mode")
MODELS: Final = ("logistic", "boosting")
HISTORIES: Final = ("random", "biased")
MODES: Final = ("review", "automatic")
GROUPS: Final = ("general", "vulnerable")
COLUMNS: Final = (
    "grp", "n", "ineligible", "flagged", "tp", "fp", "fn", "tn", "ppv", "recall", "fpr",
    "fpr_gap", "wrongly_stopped", "reviews", "loss", "value",
)  # fmt: skip
PEOPLE: Final = ("id", "grp", "score", "flagged", "ineligible")


class Trait(Authored):
    """A feature of the model, standard normal within a group (教学约定)."""

    id: Slug
    tells: float = 0.0
    """Standard deviations between the ineligible and the others."""
    vulnerable: float = 0.0
    """Standard deviations between the vulnerable group and the others: a proxy if not 0."""


class Cohort(Authored):
    """The recipients, and the past checks that a model learns from (教学约定)."""

    n: int = Field(default=6000, ge=50, le=200_000)
    checked: int = Field(default=4000, ge=50, le=200_000)
    """Past checks, of other people."""
    ineligible: float = Field(default=0.06, gt=0, lt=0.5)
    vulnerable: float = Field(default=0.3, gt=0, lt=1)
    """Share of the disabled and the aged."""
    mislabelled: float = Field(default=0.07, ge=0, le=1)
    """In a biased history: share of the vulnerable eligible whom checkers put down as not."""
    traits: tuple[Trait, ...] = Field(
        default=(
            Trait(id="employment", tells=1.6),
            Trait(id="company", tells=1.3),
            Trait(id="property", tells=1.3),
            Trait(id="vehicle", tells=1.0),
            Trait(id="kin_company", tells=0.4, vulnerable=0.2),
            Trait(id="electricity", tells=0.4, vulnerable=0.5),
            Trait(id="clinic_visits", vulnerable=2.6),
            Trait(id="ethnicity", vulnerable=0.3),
        ),
        min_length=1,
    )


class Prices(Authored):
    """What errors cost, in points (教学约定)."""

    missed: float = Field(default=6, ge=0)
    review: float = Field(default=0.15, ge=0)
    """Of each flag that a person looks into."""
    wrong_stop: float = Field(default=1, ge=0)
    """Of each eligible household stopped by machine alone."""


class RiskModel(Simulator):
    """A model scores recipients; a flag sends a person, or stops the benefit by itself.

    Reads from answers, else from its own fields: `threshold` (score 0 to 1), `model` (logistic,
    boosting), `history` (random, biased), `mode` (review, automatic); picked ids are features to
    remove, or to keep with `picked: keep`. Classes weigh the same in training, so a score is no
    probability at a low base rate. Outcome: `total`, one row; `groups`, that row and one per
    group; or `people`. value = −loss; loss = missed·6 + flags·.15, automatic: + wrong stops·1
    instead of flags. All numbers are teaching conventions (教学约定).
    """

    label: ClassVar[Text] = Text(zh="风险预警模型", en="Risk model")

    kind: Literal["risk_model"] = "risk_model"
    cohort: Cohort = Cohort()
    threshold: float = Field(default=0.44, ge=0, le=1)
    model: Literal["logistic", "boosting"] = "logistic"
    history: Literal["random", "biased"] = "biased"
    mode: Literal["review", "automatic"] = "review"
    picked: Literal["remove", "keep"] = "remove"
    prices: Prices = Prices()
    give: Literal["total", "groups", "people"] = "total"

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """Whom the model that the answers describe flags, rightly and wrongly."""
        found = settings(answers)
        known(found, NAMES, "a setting")
        given = Given(found)
        model = given.word("model", self.model, MODELS)
        history = given.word("history", self.history, HISTORIES)
        score = scores(world.seed, self.cohort, self._kept(chosen(answers)), model, history)
        flagged = score >= given.number("threshold", self.threshold, 0, 1)
        people = recipients(world.seed, self.cohort)
        if self.give == "people":
            return Relation.of(PEOPLE, _people(people, score, flagged))
        automatic = given.word("mode", self.mode, MODES) == "automatic"
        rows = self._rows(people, flagged, automatic)
        return Relation.of(COLUMNS, rows if self.give == "groups" else rows[:1])

    def _kept(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        names = [plain_name(each.id) for each in self.cohort.traits]
        spoken = [plain_name(each) for each in ids]
        known(spoken, names, "a feature")
        keeps = self.picked == "keep"
        kept = tuple(n for n, name in enumerate(names) if not ids or (name in spoken) == keeps)
        if not kept:
            raise SandboxError("The answer leaves the model no feature; keep at least one.")
        return kept

    def _rows(self, people: "People", flagged: Flags, automatic: bool) -> list[tuple[Cell, ...]]:
        masks = (people.vulnerable >= 0, people.vulnerable == 0, people.vulnerable == 1)
        counts = [_confusion(people.ineligible[mask], flagged[mask]) for mask in masks]
        rates = [ratio(fp, fp + tn) for _, fp, _, tn in counts[1:]]
        gap = round(abs((rates[1] or 0.0) - (rates[0] or 0.0)), 6)
        return [
            self._row(name, each, gap if name == ALL else None, automatic)
            for name, each in zip((ALL, *GROUPS), counts, strict=True)
        ]

    def _row(
        self, name: str, counts: tuple[int, int, int, int], gap: float | None, automatic: bool
    ) -> tuple[Cell, ...]:
        tp, fp, fn, tn = counts
        error = fp * self.prices.wrong_stop if automatic else (tp + fp) * self.prices.review
        loss = round(fn * self.prices.missed + error, 6)
        return (
            name, sum(counts), tp + fn, tp + fp, tp, fp, fn, tn, ratio(tp, tp + fp),
            ratio(tp, tp + fn), ratio(fp, fp + tn), gap, fp if automatic else 0,
            0 if automatic else tp + fp, loss, -loss,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """Features of people, one column each, and what is true of them."""

    features: Floats
    vulnerable: Floats
    ineligible: Flags


@lru_cache(maxsize=16)
def recipients(seed: int, cohort: Cohort) -> People:
    """The recipients of a world."""
    return _people_of(Draw(seed), "recipients", cohort.n, cohort)


@lru_cache(maxsize=64)
def scores(seed: int, cohort: Cohort, kept: tuple[int, ...], model: str, history: str) -> Floats:
    """Every recipient's score, to six decimals; trained once for equal arguments."""
    draw = Draw(seed)
    past = _people_of(draw, "checked", cohort.checked, cohort)
    label = past.ineligible
    if history == "biased":
        blamed = uniform(draw, "checked/blamed", cohort.checked) < cohort.mislabelled
        label = label | (blamed & (past.vulnerable == 1))
    if len(np.unique(label)) < 2:
        raise SandboxError("The history holds one outcome only, so nothing can be learnt from it.")
    learner = _learner(model)
    learner.fit(past.features[:, kept], label)
    now = recipients(seed, cohort).features[:, kept]
    return rounded(learner.predict_proba(now)[:, 1])


def _learner(model: str) -> Any:
    # Scikit-learn takes a second to import; only who simulates a model waits for it.
    if model == "logistic":
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

        return LogisticRegression(class_weight="balanced", max_iter=500)
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415

    return HistGradientBoostingClassifier(
        class_weight="balanced", max_iter=60, max_leaf_nodes=8, early_stopping=False,
        random_state=0,
    )  # fmt: skip


def _people_of(draw: Draw, stream: str, n: int, cohort: Cohort) -> People:
    ineligible = uniform(draw, f"{stream}/ineligible", n) < cohort.ineligible
    vulnerable = (uniform(draw, f"{stream}/vulnerable", n) < cohort.vulnerable).astype(np.float64)
    columns = [
        normal(draw, f"{stream}/{trait.id}", n)
        + trait.tells * ineligible
        + trait.vulnerable * vulnerable
        for trait in cohort.traits
    ]
    return People(features=np.column_stack(columns), vulnerable=vulnerable, ineligible=ineligible)


def _confusion(ineligible: Flags, flagged: Flags) -> tuple[int, int, int, int]:
    """True and false positives, false and true negatives."""
    tn, fp, fn, tp = np.bincount(ineligible * 2 + flagged, minlength=4).tolist()
    return tp, fp, fn, tn


def _people(people: People, score: Floats, flagged: Flags) -> list[tuple[Cell, ...]]:
    return [
        (f"r{n:06d}", GROUPS[int(vulnerable)], each, flag, true)
        for n, (vulnerable, each, flag, true) in enumerate(
            zip(
                people.vulnerable.tolist(), score.tolist(), flagged.tolist(),
                people.ineligible.tolist(), strict=True,
            ),
            start=1,
        )
    ]  # fmt: skip


KIND = RiskModel
