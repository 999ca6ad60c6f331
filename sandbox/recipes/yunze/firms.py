"""Enterprises, sole traders, cooperatives, institutions and authorities of the province."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw, Integers
from sandbox.model.identifiers import make_credit_codes
from sandbox.recipes.yunze import pools
from sandbox.recipes.yunze.firm_names import BUREAUS, firm_names
from sandbox.recipes.yunze.province import REFERENCE_DAY, Days, Firms, Lives, Work
from sandbox.recipes.yunze.quantiles import ladder

PEOPLE_PER_FIRM: Final = 25
AUTHORITY, INSTITUTION, ENTERPRISE, TRADER, COOPERATIVE = 11, 12, 91, 92, 93
PUBLIC: Final = (AUTHORITY, INSTITUTION)
_KINDS: Final = {ENTERPRISE: 330, TRADER: 600, COOPERATIVE: 35, INSTITUTION: 35}
_FIRST: Final = (ENTERPRISE, INSTITUTION, TRADER)
"""The smallest province has one of each."""
_AUTHORITIES_PER_FIRM: Final = 200
_CLOSED: Final = {ENTERPRISE: 210_000, TRADER: 270_000, COOPERATIVE: 190_000, INSTITUTION: 8_000}
_REVOKED_PER_MILLION: Final = 320_000
_STEPS: Final = 1024
_SERIALS: Final = 1_000_000
_YEARS: Final = ladder(
    ((0, 30), (300, 1000), (600, 2600), (850, 5600), (970, 9600), (1000, 13500)), _STEPS
)
"""Days since founding."""
_OF_AGE: Final = 6577
_TODAY: Final = np.datetime64(REFERENCE_DAY)


def make_firms(params: WorldParams, draw: Draw, lives: Lives) -> Firms:
    """About one per 25 people, at least three where somebody can own them; staff not yet hired."""
    owners = _Owners.of(lives)
    n = max(len(_FIRST), params.people // PEOPLE_PER_FIRM) if len(owners.anyone) else 0
    kind = _kinds(draw, n)
    owner = _owners(draw, kind, owners)
    division = lives.division[owner]
    counties = np.array([each.code for each in pools.divisions() if each.weight], dtype=np.int64)
    ruling = np.flatnonzero(kind == AUTHORITY)
    division[ruling] = counties[np.arange(len(ruling)) % len(counties)]
    founded = _foundings(draw, kind, lives.born[owner])
    closed = _closings(draw, kind, founded)
    trade = _trades(draw, kind)
    return Firms(
        tyshxydm=_codes(draw, kind, division),
        qymc=firm_names(draw, kind, trade, division),
        kind=kind,
        industry=np.array([each.industry for each in pools.trades()], dtype=np.int64)[trade],
        division=division,
        founded=founded,
        closed=closed,
        revoked=~np.isnat(closed) & draw.chance("firm/revoked", n, _REVOKED_PER_MILLION),
        owner=owner,
        staff=np.zeros(n, dtype=np.int64),
    )


@dataclass(frozen=True, slots=True)
class _Owners:
    """Living people of 20 or more who may stand for a firm."""

    anyone: Integers
    own_account: Integers
    public: Integers

    @classmethod
    def of(cls, lives: Lives) -> "_Owners":
        age = lives.age()
        fit = lives.present() & (age >= 20) & (age < 75)
        fit = fit if fit.any() else lives.present() & (age >= 20)
        anyone = np.flatnonzero(fit)
        calling = lives.work[anyone]
        own, public = anyone[calling == Work.SELF_EMPLOYED], anyone[calling == Work.PUBLIC_SERVICE]
        return cls(anyone, own if len(own) else anyone, public if len(public) else anyone)


def _kinds(draw: Draw, n: int) -> Integers:
    kinds = np.array(list(_KINDS), dtype=np.int64)
    kind = kinds[draw.pick("firm/kind", n, list(_KINDS.values()))]
    kind[: len(_FIRST)] = _FIRST[:n]
    counties = sum(each.weight > 0 for each in pools.divisions())
    authorities = min(n // _AUTHORITIES_PER_FIRM, len(BUREAUS) * counties)
    kind[len(_FIRST) : len(_FIRST) + authorities] = AUTHORITY
    return kind


def _owners(draw: Draw, kind: Integers, owners: _Owners) -> Integers:
    """Traders work on their own account; nine enterprises in ten are run by such people, too."""
    top = draw.integers("firm/owner", len(kind), 0, 1 << 31)
    other = draw.chance("firm/owner/other", len(kind), 100_000) & (kind != TRADER)
    own = owners.own_account[top * len(owners.own_account) >> 31]
    public = np.isin(kind, PUBLIC)
    owner: Integers = np.where(other, owners.anyone[top * len(owners.anyone) >> 31], own)
    owner[public] = owners.public[top[public] * len(owners.public) >> 31]
    return owner


def _foundings(draw: Draw, kind: Integers, born: Days) -> Days:
    """Since the owner was eighteen; institutions and authorities as long ago as that allows."""
    n = len(born)
    drawn = _TODAY - _YEARS[draw.integers("firm/founded", n, 0, _STEPS)]
    spread = draw.integers("firm/founded/day", n, 1, 400)
    drawn[np.isin(kind, PUBLIC)] = np.datetime64(0, "D")
    founded: Days = np.maximum(drawn - spread // 16, born + _OF_AGE + spread)
    return founded


def _closings(draw: Draw, kind: Integers, founded: Days) -> Days:
    """NaT while open; a firm lasts at least half a year."""
    n = len(kind)
    rates = np.zeros(100, dtype=np.int64)
    for each, rate in _CLOSED.items():
        rates[each] = rate
    room = (_TODAY - founded).astype(np.int64) - 181
    gone = (draw.integers("firm/closed", n, 0, 1_000_000) < rates[kind]) & (room > 0)
    gone[: len(_FIRST)] = False
    day = founded + 181 + (draw.integers("firm/closed/day", n, 0, 1 << 31) * room >> 31)
    closed: Days = np.where(gone, day, np.datetime64("NaT", "D"))
    return closed


def _trades(draw: Draw, kind: Integers) -> Integers:
    """Index into `pools.trades()`, by weight among those of the kind."""
    top = draw.integers("firm/trade", len(kind), 0, 1 << 31)
    chosen = np.zeros(len(kind), dtype=np.int64)
    for each in (*_KINDS, AUTHORITY):
        weights = [trade.weight * (trade.kind == each) for trade in pools.trades()]
        lots = np.repeat(np.arange(len(weights), dtype=np.int64), weights)
        mask = kind == each
        chosen[mask] = lots[top[mask] * len(lots) >> 31]
    return chosen


def _codes(draw: Draw, kind: Integers, division: Integers) -> pa.Array:
    serial = draw.scramble("firm/serial", np.arange(len(kind), dtype=np.int64), _SERIALS)
    codes = np.empty(len(kind), dtype="S18")
    for each in (*_KINDS, AUTHORITY):
        mask = kind == each
        codes[mask] = make_credit_codes(str(each), division[mask], serial[mask])
    return pa.array(codes, pa.binary()).cast(pa.string())
