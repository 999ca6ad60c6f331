"""The province as it truly is: people, firms and jobs, before any department writes them down.

Department files read these arrays and nothing else, so their tables agree with each other.
Arrays of `Lives` have one row per person, and the first n people of a larger province equal the
smaller province. Firms depend on the number of people, so `Firms` and `Jobs` do not.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sandbox.model.dataset import WorldParams
from sandbox.model.draw import Draw, Integers
from sandbox.recipes.yunze.days import completed_years

REFERENCE_DAY: Final = date(2027, 3, 1)
"""The day on which every world is looked at; nobody is born after it."""
NOBODY: Final = -1

Days = npt.NDArray[np.datetime64]
"""Whole days (`datetime64[D]`); NaT where something has not happened."""
Flags = npt.NDArray[np.bool_]


class Role:
    """A person's place in the household."""

    HEAD: Final = 0
    SPOUSE: Final = 1
    CHILD: Final = 2
    PARENT: Final = 3
    OTHER: Final = 4


class Work:
    """What a person lives from on the reference day; the dead keep their last."""

    MINOR: Final = 0
    """Under 16, at school or not."""
    STUDENT: Final = 1
    """Of 16 or more, at school or university."""
    EMPLOYEE: Final = 2
    SELF_EMPLOYED: Final = 3
    FARMER: Final = 4
    UNEMPLOYED: Final = 5
    RETIRED: Final = 6
    PUBLIC_SERVICE: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """The people; every array has one entry per person."""

    sex: Integers
    """1 male, 2 female (GB/T 2261.1)."""
    born: Days
    died: Days
    """NaT for the living."""
    left: Flags
    """Moved out of the province; not registered any more."""
    people: Integers
    """Index into the ethnic pool."""
    division: Integers
    """County-level code of today's registration."""
    community: Integers
    """Index of the community within the division's pool."""
    household: Integers
    """Number of the household; members stand side by side."""
    role: Integers
    """See `Role`."""
    spouse: Integers
    mother: Integers
    father: Integers
    """Index of that person, or NOBODY; always of the same household or earlier rows."""
    married: Days
    """Day of the present marriage; NaT for the unmarried. Both were of age."""
    schooling: Integers
    """GB/T 4658: 10 graduate, 20 bachelor, 30 college, 40 vocational, 60 senior, 70 junior,
    80 primary, 90 none."""
    work: Integers
    """See `Work`."""
    disability: Integers
    """Class 1 to 7 of the disability card, 0 for none."""
    grade: Integers
    """Grade 1 (gravest) to 4, 0 for none."""
    income: Integers
    """True monthly income in yuan on the reference day; of the employed it is their wage."""
    gmsfhm: pa.Array
    """Citizen number (string), prefix 29."""
    xm: pa.Array
    """Name (string)."""
    address: pa.Array
    """Registered address (string); members of a household share it."""

    def __len__(self) -> int:
        return len(self.sex)

    def age(self) -> Integers:
        """Completed years on the reference day, or at death."""
        end = np.where(np.isnat(self.died), np.datetime64(REFERENCE_DAY), self.died)
        return completed_years(self.born.view(np.int64), end.astype(np.int64))

    def present(self) -> Flags:
        """Alive and registered on the reference day."""
        return np.isnat(self.died) & ~self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Firms:
    """Enterprises and sole traders; about one per 25 people, sizes heavily skewed."""

    tyshxydm: pa.Array
    """Unified social credit code (string), division 29."""
    qymc: pa.Array
    """Name (string), ending in （虚构）-free but invented words; no real firm."""
    kind: Integers
    """91 enterprise, 92 sole trader, 93 cooperative, 12 public institution, 11 authority."""
    industry: Integers
    """0 to 19: the sections A to T of GB/T 4754."""
    division: Integers
    founded: Days
    closed: Days
    """Cancelled or revoked; NaT while open."""
    revoked: Flags
    """Revoked (吊销) rather than cancelled (注销)."""
    owner: Integers
    """Legal representative: index of a person who was of age at founding."""
    staff: Integers
    """Employees on the reference day: equals the number of `Jobs.employer` that point here."""

    def __len__(self) -> int:
        return len(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """Present employment; one entry per person."""

    employer: Integers
    """Index of the firm, or NOBODY; open firms only, and only for the living of working age."""
    since: Days
    """First day of the present employment; NaT without one."""
    wage: Integers
    """Monthly wage in yuan, 0 without employment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """Everything a department file may read."""

    params: WorldParams
    draw: Draw
    lives: Lives
    firms: Firms
    jobs: Jobs
