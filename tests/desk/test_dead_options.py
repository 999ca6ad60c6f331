"""A label that no world makes right is named, once enough worlds were looked at."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.desk.dead_options import ENOUGH, Rights
from sandbox.model.relation import Relation

WRITTEN = """steps:
  - id: one
    decisions:
      - id: share
        labels: [open, shut]
"""


@dataclass
class Named:
    id: str


@dataclass
class Key:
    needs_world: bool = True


@dataclass
class Scoring:
    scale: tuple[str, ...] = ()


@dataclass
class Asked:
    reference: Key
    scorer: Scoring
    id: str = "share"
    labels: tuple[Named, ...] = (Named("open"), Named("shut"))


@dataclass
class Given:
    relation: Relation


@dataclass
class Judged:
    decision: Asked
    answer: Given


def answered(*labels: str, needs_world: bool = True, scale: tuple[str, ...] = ()) -> Any:
    rows = tuple((f"item-{at}", label) for at, label in enumerate(labels))
    relation = Relation(columns=("id", "label"), rows=rows)
    asked = Asked(reference=Key(needs_world), scorer=Scoring(scale))
    return [Judged(decision=asked, answer=Given(relation))]


def found(folder: Path, worlds: list[Any]) -> list[tuple[str, int]]:
    (folder / "scenario.yaml").write_text(WRITTEN, "utf-8")
    rights = Rights()
    for world in worlds:
        rights.note(world)
    return [(problem.code, problem.line) for problem in rights.problems(folder)]


def test_a_label_that_is_never_right_is_named_where_it_is_offered(tmp_path: Path) -> None:
    assert found(tmp_path, [answered("open", "open")] * ENOUGH) == [("S201", 5)]


def test_a_label_that_is_right_once_lives(tmp_path: Path) -> None:
    assert found(tmp_path, [answered("open")] * ENOUGH + [answered("open", "shut")]) == []


def test_too_few_worlds_say_nothing(tmp_path: Path) -> None:
    assert found(tmp_path, [answered("open")] * (ENOUGH - 1)) == []


def test_a_key_that_is_written_out_is_the_same_on_every_world(tmp_path: Path) -> None:
    assert found(tmp_path, [answered("open", needs_world=False)] * ENOUGH) == []


def test_a_scale_is_offered_whole(tmp_path: Path) -> None:
    assert found(tmp_path, [answered("open", scale=("open", "shut"))] * ENOUGH) == []


def test_what_a_like_decision_needs_is_not_dead(tmp_path: Path) -> None:
    other = answered("shut")
    other[0].decision.id = "share-again"

    assert found(tmp_path, [answered("open") + other] * ENOUGH) == []
