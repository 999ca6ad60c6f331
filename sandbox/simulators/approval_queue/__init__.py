"""Approval queue: what a policy of smart approval leads to, application by application."""

from collections.abc import Mapping
from typing import ClassVar, Final, Literal, Self

from pydantic import Field, model_validator
from typing_extensions import override

from sandbox.model.dataset import WorldReader
from sandbox.model.relation import Relation
from sandbox.model.simulator import Simulator
from sandbox.simulators import Given, Kept, known, settings
from sandbox.simulators.approval_queue.account import Account, Prices
from sandbox.simulators.approval_queue.applications import Applications, Season, drawn, read
from sandbox.simulators.approval_queue.policy import (
    NAMES,
    Counter,
    Policy,
    Rules,
    Staff,
    carried_out,
    policy_from,
)
from sandbox.text import Text

_READ: Final[Kept[Applications]] = Kept()


class ApprovalQueue(Simulator):
    """Applications are decided by machine or by a person, who has to get round to them.

    Reads from answers, else from its own fields: `approve`, `refuse` (scores 0 to 1),
    `reviewers`, `load` (cases a day), `rules` (score, facts, careful, strict). Reviewer errors
    are drawn once per application, so two policies differ by policy alone. Outcome: `total`,
    one row; `groups`, that row and one per group; or `cases`, one row per application.
    value = −loss, yuan; loss = wrong grants + wrong refusals + waiting + reviewers + gap, each
    at its price. Sliders refuse 0–.5, approve .3–1, reviewers 0–12, load 4–20 over the baseline
    “best single threshold, no reviewers” give random policies a median share of .1 to .3 and a
    careful expert about .9. All defaults are teaching conventions (教学约定).
    """

    label: ClassVar[Text] = Text(
        zh="智能审批与人工复核排队", en="Smart approval with a review queue"
    )
    reads: ClassVar[tuple[str, ...]] = (
        "Optionally a table of applications: id, day, score, entitled; grp, contrary, unknown.",
    )

    kind: Literal["approval_queue"] = "approval_queue"
    season: Season = Season()
    applications: str | None = Field(default=None, min_length=1)
    """A query over visible tables and truth instead of `season`."""
    give: Literal["total", "groups", "cases"] = "total"
    approve: float = Field(default=0.9, ge=0, le=1.01)
    refuse: float = Field(default=0.0, ge=0, le=1.01)
    reviewers: int = Field(default=8, ge=0)
    load: int = Field(default=8, ge=1)
    rules: Rules = "facts"
    error_rate: float = Field(default=0.03, ge=0, le=0.5)
    """Of a reviewer at the usual load."""
    usual_load: int = Field(default=8, ge=1)
    ahead: int = Field(default=0, ge=0)
    """Older cases that reviewers must finish first."""
    horizon: int = Field(default=60, ge=1, le=10_000)
    """Working days after which the account is made up; reviewers are paid for all of them."""
    counter: Counter = "team"
    """`team`: so many cases a day together; `desks`: one case at a time at each desk."""
    prices: Prices = Prices()

    @model_validator(mode="after")
    def _long_enough(self) -> Self:
        if self.applications is None and self.horizon < self.season.days:
            raise ValueError("the horizon must not end before the last day of the season")
        return self

    @override
    def simulate(self, world: WorldReader, answers: Mapping[str, Relation]) -> Relation:
        """The outcome of the policy that the answers describe."""
        found = settings(answers)
        known(found, NAMES, "a setting")
        policy = policy_from(Given(found), self._usual())
        every = self._every(world)
        account = Account(
            every=every,
            fates=carried_out(policy, self._staff(), every),
            prices=self.prices,
            staff_cost=policy.reviewers * self.horizon * self.prices.reviewer_day,
        )
        give = {"total": account.total, "groups": account.groups, "cases": account.cases}
        return give[self.give]()

    def _usual(self) -> Policy:
        return Policy(
            approve=self.approve,
            refuse=self.refuse,
            reviewers=self.reviewers,
            load=self.load,
            rules=self.rules,
        )

    def _staff(self) -> Staff:
        return Staff(
            error_rate=self.error_rate,
            usual_load=self.usual_load,
            ahead=self.ahead,
            horizon=self.horizon,
            counter=self.counter,
        )

    def _every(self, world: WorldReader) -> Applications:
        if self.applications is None:
            return drawn(world.seed, self.season)
        sql, days = self.applications, self.horizon
        return _READ.of(world, (sql, days), lambda: read(world.seed, world.truth(sql), days))


KIND = ApprovalQueue
