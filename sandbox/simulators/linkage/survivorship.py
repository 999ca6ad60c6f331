"""Survivorship: whose value a merged record keeps, field by field, as one query."""

from typing import Final

from sandbox.errors import SandboxError
from sandbox.model.dataset import WorldReader
from sandbox.model.relation import Relation
from sandbox.parse_tree import quoted
from sandbox.simulators.linkage.fates import Fates
from sandbox.simulators.linkage.settings import Settings
from sandbox.simulators.linkage.standard import standardised
from sandbox.simulators.linkage.terms import STEPS, Pairing, Side

LINKS: Final = "linked_pair"
_JOINED: Final = (
    f"{LINKS} JOIN l ON l.rid = a JOIN r ON r.rid = b JOIN l_clean ON l_clean.rid = a"
    " JOIN r_clean ON r_clean.rid = b JOIN l_at ON l_at.rid = a JOIN r_at ON r_at.rid = b"
)


def merged(world: WorldReader, pairing: Pairing, settings: Settings, fates: Fates) -> Relation:
    """A row per link and field: the value that survives, and whether it is the right one.

    Right is the clean value of the left row (of the right row where the left never had one), in
    its standard form, if both rows are about one entity; a false link has no right value of the
    other's. Without a rule for a field the left value survives, then the right one.

    Raises:
        SandboxError: `latest` is asked for and a side does not say when rows were last touched.
    """
    linked = fates.linked
    pairs = Relation(
        columns=("a", "b", "same"),
        rows=tuple(
            zip(fates.left[linked].tolist(), fates.right[linked].tolist(),
                fates.same[linked].tolist(), strict=True)
        ),
    )  # fmt: skip
    with world.answering({LINKS: pairs}) as ask:
        return ask(query(pairing, settings))


def query(pairing: Pairing, settings: Settings) -> str:
    """The one query over `linked_pair` (a, b, same).

    Raises:
        SandboxError: as for `merged`.
    """
    steps = frozenset(STEPS)
    lists = ", ".join(
        f"{alias} AS MATERIALIZED ({standardised(pairing, side, steps)}),"
        f" {alias}_clean AS MATERIALIZED ({standardised(pairing, side, steps, clean=True)}),"
        f" {alias}_at AS (SELECT rowid AS rid, {_touched(side)} AS day FROM {quoted(side.table)})"
        for alias, side in (("l", pairing.left), ("r", pairing.right))
    )
    each = " UNION ALL ".join(
        f"SELECT a AS left_rid, b AS right_rid, '{name}' AS field,"
        f" {_kept(pairing, settings.survivors.get(name, 'left'), name)} AS survivor,"
        f' coalesce(l_clean."{name}", r_clean."{name}") AS clean, same FROM {_JOINED}'
        for name in pairing.fields
    )
    return (
        f"WITH {lists} SELECT left_rid, right_rid, field, survivor,"
        f" same AND survivor IS NOT DISTINCT FROM clean AS correct FROM ({each})"
        " ORDER BY left_rid, right_rid, field"
    )


def _kept(pairing: Pairing, rule: str, name: str) -> str:
    """The SQL of the value that survives; a missing value never survives a present one."""
    left, right = f'coalesce(l."{name}", r."{name}")', f'coalesce(r."{name}", l."{name}")'
    if rule == "right":
        return right
    if rule == "latest":
        for side in (pairing.left, pairing.right):
            if side.updated is None:
                raise SandboxError(
                    f"`{side.table}` does not say when rows were last touched:"
                    " name its column under `updated`, or choose another rule of survivorship."
                )
        return f"CASE WHEN r_at.day > l_at.day THEN {right} ELSE {left} END"
    if rule == "longest":
        return f"CASE WHEN length({right}) > length({left}) THEN {right} ELSE {left} END"
    return left


def _touched(side: Side) -> str:
    return f"CAST({quoted(side.updated)} AS VARCHAR)" if side.updated else "NULL::VARCHAR"
