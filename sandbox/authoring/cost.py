"""What a scenario costs to prepare, estimated from what is written, before anything is built."""

from dataclasses import dataclass
from typing import Final

from sandbox.authoring.case import Case

ROWS_PER_PERSON: Final = 6.58
ROWS_AT_LEAST: Final = 4900
"""Rows of the province: 18,073 for 2,000 people, 136,446 for 20,000, with standard defects."""
SECONDS_AT_LEAST: Final = 0.92
SECONDS_PER_ROW: Final = 7e-6
SECONDS_PER_QUERY: Final = 0.02
"""One core of a small server: 1.0 s for 18,073 rows, 1.8 s for 136,446; a query of one's own
over small tables takes a few hundredths."""
MEGABYTES_AT_LEAST: Final = 210
BYTES_PER_ROW: Final = 600
"""Resident memory while building: 219 MB and 290 MB for the same two worlds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of one world: every seed of a scenario is another."""

    seconds: float
    megabytes: int
    rows: int
    own_tables: int
    worlds: int


def cost_of(case: Case) -> Cost | None:
    """The estimate; None where the scenario does not load."""
    if case.scenario is None:
        return None
    world = case.scenario.world
    own = sum(table.cells.num_rows for table in case.brought)
    rows = round(ROWS_AT_LEAST + ROWS_PER_PERSON * world.people) + own
    seconds = SECONDS_AT_LEAST + SECONDS_PER_ROW * rows + SECONDS_PER_QUERY * len(case.derived)
    return Cost(
        seconds=round(seconds, 1),
        megabytes=round(MEGABYTES_AT_LEAST + rows * BYTES_PER_ROW / 1e6),
        rows=rows,
        own_tables=len(case.own()),
        worlds=len(set(world.seeds.every())),
    )
