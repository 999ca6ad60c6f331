"""Sharing requests, the office log, and the six deadlines that follow from them.

Limits: reply 1 working day (unconditional) or 10 (conditional), at most 10 more with consent and
notice (Art. 21); supply 20 after agreeing (Art. 22); correction 10 (Art. 26); publication of an
updated catalogue 2 (Art. 17) of the Regulation on Government Data Sharing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sandbox.model.draw import Draw
from sandbox.recipes.yunze.catalogue import Entry
from sandbox.recipes.yunze.workdays import WorkCalendar, festival

REPLY_UNCONDITIONAL: Final = 1
REPLY_CONDITIONAL: Final = 10
EXTENSION_AT_MOST: Final = 10
SUPPLY: Final = 20
CORRECTION: Final = 10
PUBLICATION: Final = 2
SILENCE: Final = 13
"""Working days for which the property register has not answered when the drill begins."""


@dataclass(frozen=True, slots=True)
class Story:
    """The days on which things happened, and the days by which others must."""

    sent: Mapping[str, date]
    """Request → day it was handed in."""
    received: Mapping[str, date]
    """Request → day the provider signed for it: the clock starts here."""
    turns: Mapping[str, date]
    """What else happened (an event of `data/sharing_events.csv`) and when."""
    extension: int
    """Working days added, with consent and notice, to the provident fund's reply."""

    def due(self, calendar: WorkCalendar) -> dict[str, date]:
        """Question → last lawful day."""
        return {
            "d1": calendar.after(self.received["SQ-01"], REPLY_UNCONDITIONAL),
            "d2": calendar.after(self.received["SQ-02"], REPLY_CONDITIONAL),
            "d3": calendar.after(self.received["SQ-03"], REPLY_CONDITIONAL + self.extension),
            "d4": calendar.after(self.turns["agreed"], SUPPLY),
            "d5": calendar.after(self.turns["correction"], CORRECTION),
            "d6": calendar.after(self.turns["catalogue"], PUBLICATION),
        }

    def begins(self) -> dict[str, date]:
        """Question → the first day of the matter, where a calendar may open."""
        return {
            "d1": self.sent["SQ-01"],
            "d2": self.sent["SQ-02"],
            "d3": self.sent["SQ-03"],
            "d4": self.turns["agreed"],
            "d5": self.turns["correction"],
            "d6": self.turns["catalogue"],
        }


SUBJECTS: Final = {
    "SQ-01": "enterprise",
    "SQ-02": "real-estate",
    "SQ-03": "provident-fund",
    "SQ-04": "social-insurance",
    "SQ-05": "vehicles",
    "SQ-06": "tax",
    "SQ-07": "vehicles",
}
STATES: Final = {
    "SQ-01": ("已供数", "Supplied"),
    "SQ-02": ("未书面答复", "No written reply"),
    "SQ-03": ("延期答复中", "Reply extended"),
    "SQ-04": ("已同意，待供数", "Agreed, not supplied yet"),
    "SQ-05": ("已供数，校核中", "Supplied, being verified"),
    "SQ-06": ("对方另提要求", "Further demands made"),
    "SQ-07": ("被退回", "Sent back"),
}


def make_story(calendar: WorkCalendar, draw: Draw, today: date) -> Story:
    """The story of a seed: the same turns on other days."""
    received = _received(calendar, draw, today)
    sent = {
        sqdh: calendar.before(day, _pick(draw, f"{sqdh}/post", 1, 2))
        for sqdh, day in received.items()
    }
    correction = calendar.before(today, _pick(draw, "correction", 1, 4))
    extended = calendar.before(today, _pick(draw, "extended", 1, 3))
    agreed = calendar.before(today, _pick(draw, "agreed", 1, 6))
    updated = calendar.before(festival(draw).worked_after, _pick(draw, "catalogue", 1, 2))
    return Story(
        sent=sent,
        received=received,
        turns={
            "supplied": agreed,
            "extended": extended,
            "agreed": agreed,
            "vehicle_data": calendar.before(correction, 1),
            "correction": correction,
            "catalogue": updated,
            "tax_letter": extended,
            **dict.fromkeys(("phoned", "sent_back", "education", "insurer"), today),
        },
        extension=_pick(draw, "extension", 5, EXTENSION_AT_MOST),
    )


def request_rows(story: Story, entries: Mapping[str, Entry]) -> Iterator[dict[str, object]]:
    """Rows of the request register."""
    for sqdh, item in SUBJECTS.items():
        entry = entries[item]
        yield {
            "sqdh": sqdh,
            "zy_id": entry.zy_id,
            "mc": entry.pool.row["mc_zh"],
            "mc_en": entry.pool.row["mc_en"],
            "tgdw": entry.pool.row["tgdw_zh"],
            "tgdw_en": entry.pool.row["tgdw_en"],
            "tjrq": story.sent[sqdh],
            "sdrq": story.received[sqdh],
            "zt": STATES[sqdh][0],
            "zt_en": STATES[sqdh][1],
        }


def deadline_rows(story: Story, calendar: WorkCalendar) -> Iterator[dict[str, object]]:
    """Truth: the last lawful day, and the working days beside it that earn half."""
    for question, due in story.due(calendar).items():
        yield {
            "id": question,
            "due": due,
            "half_low": calendar.before(due, 1),
            "half_high": calendar.after(due, 1),
        }


def _received(calendar: WorkCalendar, draw: Draw, today: date) -> dict[str, date]:
    """The days on which providers signed for the requests; one falls on the eve of a holiday."""
    return {
        "SQ-01": calendar.before(festival(draw).first_day, 1),
        "SQ-02": calendar.before(today, SILENCE),
        "SQ-03": calendar.before(today, _pick(draw, "fund", 6, 9)),
        "SQ-04": calendar.before(today, _pick(draw, "insurance", 9, 12)),
        "SQ-05": calendar.before(today, _pick(draw, "vehicle", 11, 13)),
        "SQ-06": calendar.before(today, _pick(draw, "tax", 5, 7)),
        "SQ-07": calendar.before(today, 2),
    }


def _pick(draw: Draw, stream: str, low: int, high: int) -> int:
    """An integer from `low` to `high`, both included."""
    return int(draw.integers(f"sqd/{stream}", 1, low, high + 1)[0])
