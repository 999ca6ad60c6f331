"""Names for those who give none: 学员07 / Trainee 07, by the order in which people came."""

from sandbox.text import Text


def pseudonym(number: int) -> Text:
    """The name of the seat with that number, two digits at least."""
    return Text(zh=f"学员{number:02d}", en=f"Trainee {number:02d}")
