"""What the office log and the deadline questions say, in both languages.

The sentences lie in `data/sharing_events.csv` and `data/sharing_questions.csv`; the days come
from the story of the seed.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from sandbox.recipes.yunze.requests import Story

DATA: Final = Path(__file__).parents[3] / "data"
EVENTS: Final = DATA / "sharing_events.csv"
QUESTIONS: Final = DATA / "sharing_questions.csv"


def log_rows(story: Story) -> Iterator[dict[str, object]]:
    """The office log, oldest first."""
    texts = {row["event"]: row for row in _rows(EVENTS)}
    for event, sqdh, day in sorted(_happened(story), key=lambda turn: turn[2]):
        values = {"sqdh": sqdh, "extension": story.extension}
        yield {
            "rq": day,
            "sqdh": sqdh or texts[event]["sqdh"],
            "sj": texts[event]["zh"].format_map(values),
            "sj_en": texts[event]["en"].format_map(values),
        }


def question_rows(story: Story) -> Iterator[dict[str, object]]:
    """The six questions about deadlines."""
    near = story.begins()
    for row in _rows(QUESTIONS):
        yield {**row, "near": near[row["id"]]}


def _happened(story: Story) -> Iterator[tuple[str, str, date]]:
    for sqdh, day in story.sent.items():
        yield "sent", sqdh, day
    for sqdh, day in story.received.items():
        yield "received", sqdh, day
    for event, day in story.turns.items():
        yield event, "", day


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
