"""Ages on the reference day, by comparison of birthdays: no age is worked out for a million."""

from sandbox.recipes.yunze.filing import born_by
from sandbox.recipes.yunze.province import Flags, Lives


def aged(lives: Lives, low: int, high: int) -> Flags:
    """Those who are `low` or more, and not yet `high`, years old; the dead as if they lived."""
    return (lives.born <= born_by(low)) & (lives.born > born_by(high))
