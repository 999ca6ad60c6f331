"""What defects cost: striking every table of a world against making it, table by table in turn."""

import time

from sandbox.datasets.inject import damaged
from sandbox.datasets.plan import plan_for
from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw
from sandbox.registry import discover


def bench_defects(people: int = 1_000_000, level: str = "standard") -> None:
    """Defects against generation, both in memory: bound 1.0."""
    recipe = discover("recipes").get("yunze")
    plan = plan_for(level, recipe)
    draw = Draw(7)
    tables = recipe.build(WorldParams(people=people, seed=7, defects=level))
    made = struck = 0.0
    rows = cells = added = 0
    while True:
        start = time.perf_counter()
        built = next(tables, None)
        between = time.perf_counter()
        made += between - start
        if built is None:
            break
        after = damaged(built, plan.of(built.spec.name), draw)
        struck += time.perf_counter() - between
        rows += after.data.num_rows
        cells += sum(len(each.rid) for each in after.cells)
        added += sum(len(each.rid) for each in after.batches)
    print(
        f"{f'generate {rows:,} rows of {people:,} people':<44}{made:>12.2f} s   {rows / made:,.0f} rows/s"
    )
    print(
        f"{f'defects `{level}`: {cells:,} cells, {added:,} rows':<44}{struck:>12.2f} s   {struck / made:.2f} of the bound of 1.0"
    )


if __name__ == "__main__":
    bench_defects()
