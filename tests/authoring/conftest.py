"""A village: the smallest scenario that uses most of the format, and a world and laws for it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from sandbox.authoring.kinds import KindBook
from sandbox.authoring.load import Examined, examine
from sandbox.model.dataset import BuiltTable, ColumnSpec, Recipe, TableSpec, WorldParams
from sandbox.model.law import Article, LawBook, Status
from sandbox.registry import Registry
from sandbox.text import Text

GOOD = Path(__file__).parent / "village"


class VillageRecipe(Recipe):
    """Two tables that departments see, and one that they do not; never built."""

    name = "village"
    version = 1

    def tables(self) -> tuple[TableSpec, ...]:
        column = (ColumnSpec(name="id", label=Text(zh="编号", en="Id")),)
        label = Text(zh="表", en="Table")
        return (
            TableSpec(name="ml", label=label, columns=column),
            TableSpec(name="hj", label=label, columns=column),
            TableSpec(name="attr", label=label, columns=column, truth=True),
        )

    def build(self, params: WorldParams) -> Iterator[BuiltTable]:
        raise NotImplementedError


def _article(law: str, number: str, status: Status, day: date) -> Article:
    name = Text(zh=f"《{law}》", en=law.title())
    return Article(
        law=law, number=number, name=name, gist=name, version_date=day, status=status
    )  # fmt: skip


@pytest.fixture(scope="session")
def laws() -> LawBook:
    """In force, by convention, drafted, repealed, and changed of late."""
    early, late = date(2025, 5, 28), date(2027, 1, 1)
    articles = (
        _article("sharing-regulation", "14", "in_force", early),
        _article("sharing-regulation", "15", "in_force", early),
        _article("sharing-regulation", "21", "in_force", late),
        _article("house-rules", "1", "house", early),
        _article("assistance-bill", "1", "draft", early),
        _article("old-measures", "3", "repealed", early),
    )
    return LawBook(articles={(a.law, a.number): a for a in articles})


@pytest.fixture(scope="session")
def kinds() -> KindBook:
    """The installed kinds, with the village as the only recipe."""
    return KindBook(recipe=Registry({"village": VillageRecipe()}))


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A fresh copy of the good folder."""
    folder = tmp_path / "village"
    shutil.copytree(GOOD, folder)
    return folder


@pytest.fixture
def look(laws: LawBook, kinds: KindBook) -> Callable[[Path], Examined]:
    """Examine a folder with the village's laws and kinds."""
    return lambda folder: examine(folder, laws, kinds)


@pytest.fixture
def edit(village: Path) -> Callable[[str, str], Path]:
    """Replace one passage of the village's scenario.yaml; it must be there exactly once."""

    def replace(old: str, new: str) -> Path:
        file = village / "scenario.yaml"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        file.write_text(text.replace(old, new), encoding="utf-8")
        return village

    return replace
