"""Disclosure risk and use of a release, as queries.

k-anonymity: L. Sweeney, Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems 10 (2002).
l-diversity (distinct, entropy): A. Machanavajjhala et al., ACM TKDD 1 (2007).
t-closeness (equal and ordered distance): N. Li, T. Li, S. Venkatasubramanian, ICDE 2007.
Loss of information by entropy: after A. Gionis and T. Tassa, IEEE TKDE 21 (2009).
"""

from collections.abc import Sequence

from sandbox.parse_tree import quoted
from sandbox.simulators.reidentification.release import Release
from sandbox.simulators.reidentification.terms import HASH, KEEP, PSEUDONYM, ReleasedField


def risk(release: Release, ordered: Sequence[bool]) -> str:
    """One row: records, dropped, k, classes, alone; per sensitive field l, entropy, t, homogeneous.

    `ordered` says of each sensitive field whether its values have an order. `alone` counts records
    that share their class with nobody, `homogeneous` those whose class has one value only. The
    entropy is the smallest of a class (nats). t is the largest distance of a class from the whole:
    half the sum of differences, or, for ordered values, the earth mover's distance over evenly
    spaced ranks.
    """
    kept = f"n >= {release.drop_below}"
    tables, cells = [release.records()], [
        f"(SELECT coalesce(sum(n) FILTER ({kept}), 0) FROM class) AS records",
        f"(SELECT coalesce(sum(n) FILTER (NOT {kept}), 0) FROM class) AS dropped",
        f"(SELECT min(n) FILTER ({kept}) FROM class) AS k",
        f"(SELECT count(*) FILTER ({kept}) FROM class) AS classes",
        f"(SELECT count(*) FILTER (n = 1 AND {kept}) FROM class) AS alone",
    ]  # fmt: skip
    for i, has_order in enumerate(ordered):
        tables.append(
            f"held{i} AS MATERIALIZED (SELECT c, s{i} AS s, any_value(n) AS n, count(*) AS m"
            " FROM record GROUP BY c, s),"
            f" each{i} AS MATERIALIZED (SELECT c, any_value(n) AS n, count(*) AS l,"
            f" ln(any_value(n)) - sum(m * ln(m)) / any_value(n) AS h FROM held{i} GROUP BY c),"
            f" {(_ordered if has_order else _equal)(i)}"
        )
        cells.append(
            f"(SELECT min(l) FROM each{i}) AS l{i}, (SELECT min(h) FROM each{i}) AS entropy{i},"
            f" (SELECT coalesce(max(d), 0) FROM distance{i}) AS t{i},"
            f" (SELECT coalesce(sum(n) FILTER (l = 1), 0) FROM each{i}) AS homogeneous{i}"
        )
    return f"WITH {', '.join(tables)} SELECT {', '.join(cells)}"


def _equal(i: int) -> str:
    """The sum of |p − q| over all values: those absent from a class add what they weigh."""
    return (
        f"whole{i} AS MATERIALIZED (SELECT s, sum(m) / sum(sum(m)) OVER () AS q FROM held{i}"
        f" GROUP BY s), distance{i} AS (SELECT (sum(abs(m / n - q)) + 1 - sum(q)) / 2 AS d"
        f" FROM held{i} AS h JOIN whole{i} AS w ON h.s IS NOT DISTINCT FROM w.s GROUP BY c)"
    )


def _ordered(i: int) -> str:
    """The sum of |P(r) − Q(r)| over all ranks r, divided by their number less one.

    P, the cumulative share of a class, stands still from one of its values to the next. So the
    sum over each such stretch comes from running totals of Q and the rank where Q overtakes P.
    Missing values have no rank and are left out.
    """
    return (
        f"ranked{i} AS (SELECT s, row_number() OVER (ORDER BY s) AS r, sum(m) AS m FROM held{i}"
        " WHERE s IS NOT NULL GROUP BY s),"
        f" whole{i} AS (SELECT s, r, sum(m) OVER (ORDER BY r) / sum(m) OVER () AS q"
        f" FROM ranked{i}),"
        f" running{i} AS MATERIALIZED (SELECT s, r, q, sum(q) OVER (ORDER BY r) AS total"
        f" FROM whole{i}),"
        f" step{i} AS (SELECT c, r, total - q AS before,"
        " sum(m) OVER w / sum(m) OVER (PARTITION BY c)"
        f" AS p, coalesce(lead(r) OVER w - 1, (SELECT max(r) FROM running{i})) AS last,"
        f" row_number() OVER w AS nth FROM held{i} JOIN running{i} USING (s)"
        " WINDOW w AS (PARTITION BY c ORDER BY r)),"
        f" turn{i} AS (SELECT x.*, least(last, greatest(x.r - 1, coalesce(y.r, 0))) AS mid"
        f" FROM step{i} AS x ASOF LEFT JOIN (SELECT r, q FROM running{i}) AS y ON x.p >= y.q),"
        f" distance{i} AS (SELECT sum(CASE WHEN nth = 1 THEN before ELSE 0 END"
        " + p * (mid - x.r + 1) - (coalesce(y.total, 0) - before)"
        " + (z.total - coalesce(y.total, 0)) - p * (last - mid))"
        f" / greatest(1, (SELECT max(r) FROM running{i}) - 1) AS d FROM turn{i} AS x"
        f" LEFT JOIN running{i} AS y ON y.r = mid JOIN running{i} AS z ON z.r = last GROUP BY c)"
    )


def use(release: Release) -> str:
    """One row: per field, the entropy of what is released and of the original (bits)."""
    where = f" WHERE ({release.where})" if release.where else ""
    table = f"{quoted(release.table)}{where}"
    cells = ", ".join(
        f"({_entropy(_shown(field, release.levels[name]), table)}),"
        f" ({_entropy(quoted(field.column), table)})"
        for name, field in release.fields.items()
    )
    return f"SELECT {cells}"


def _shown(field: ReleasedField, level: str) -> str:
    if level in (KEEP, HASH, PSEUDONYM):
        return quoted(field.column)
    return field.value(level) or "NULL"


def _entropy(sql: str, table: str) -> str:
    return (
        "SELECT log2(sum(m)) - sum(m * log2(m)) / sum(m) FROM"
        f" (SELECT {sql} AS v, count(*) AS m FROM {table} GROUP BY v)"
    )


def attack(release: Release, register: str, where: str | None) -> str:
    """One row: hits, right. An attacker holds a register and looks for records it knows.

    A hit is a record that fits exactly one row of the register, on all fields which both have; it
    is right when that row is about the same entity.
    """
    shared = [name for name in release.telling() if release.fields[name].known]
    if not shared:
        return "SELECT 0 AS hits, 0 AS correct"
    fields, levels = release.fields, release.levels
    known = ", ".join(
        f"{fields[name].value(levels[name], fields[name].known)} AS q{i}"
        for i, name in enumerate(shared)
    )
    shown = ", ".join(
        f"{fields[name].value(levels[name])} AS p{i}" for i, name in enumerate(shared)
    )
    same = " AND ".join(f"p{i} IS NOT DISTINCT FROM q{i}" for i in range(len(shared)))
    names = ", ".join(f"q{i}" for i in range(len(shared)))
    condition = f" WHERE ({where})" if where else ""
    return (
        f"WITH {release.records()},"
        f" known AS (SELECT rowid AS row_at, {known} FROM {quoted(register)}{condition}),"
        f" alone AS MATERIALIZED (SELECT {names}, any_value(row_at) AS row_at FROM known"
        f" GROUP BY {names} HAVING count(*) = 1),"
        f" met AS (SELECT r.rid, alone.row_at FROM (SELECT rowid AS rid, {shown}"
        f" FROM {quoted(release.table)}) AS r JOIN record USING (rid) JOIN alone ON {same})"
        " SELECT count(*) AS hits, count(*) FILTER (a.entity = b.entity) AS correct FROM met"
        f" LEFT JOIN truth.link AS a ON a.tbl = '{release.table}' AND a.rid = met.rid"
        f" LEFT JOIN truth.link AS b ON b.tbl = '{register}' AND b.rid = met.row_at"
    )
