"""A folder becomes a scenario, or the list of everything that keeps it from being one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from sandbox.authoring import digest
from sandbox.authoring.case import Case
from sandbox.authoring.complaints import problems_of
from sandbox.authoring.cost import Cost, cost_of
from sandbox.authoring.files import Beside, gather, said_in
from sandbox.authoring.kinds import KindBook
from sandbox.authoring.laws import read_laws as read_laws  # noqa: PLC0414 - offered here as well
from sandbox.authoring.problem import Problem, errors, in_order
from sandbox.authoring.rules.every import problems_in
from sandbox.authoring.source import Source, read
from sandbox.authoring.tables import gather_tables
from sandbox.errors import NotFoundError
from sandbox.model.brought import Brought
from sandbox.model.law import LawBook
from sandbox.model.scenario import Loaded, Scenario
from sandbox.text import Text

NAME: Final = "scenario.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A folder after reading: the scenario unless there are errors, and all that was found."""

    loaded: Loaded | None
    problems: tuple[Problem, ...]
    cost: Cost | None = None
    """What one of its worlds takes to build, where the scenario can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every scenario under one root that loads, by id, and the problems of all folders."""

    scenarios: Mapping[str, Loaded]
    problems: tuple[Problem, ...]


def load(folder: Path, laws: LawBook) -> Loaded | tuple[Problem, ...]:
    """The scenario, or all its problems in the order of their lines; warnings do not keep it."""
    examined = examine(folder, laws)
    return examined.loaded or examined.problems


def load_library(root: Path, laws: LawBook) -> Library:
    """Every folder under `root` that holds a scenario; names beginning with `.` or `_` rest.

    Raises:
        NotFoundError: there is no such root.
    """
    if not root.is_dir():
        raise NotFoundError(f"There is no folder of scenarios at `{root}`.")
    scenarios: dict[str, Loaded] = {}
    problems: list[Problem] = []
    for folder in sorted(root.iterdir()):
        if folder.name[0] in "._" or not folder.is_dir():
            continue
        examined = examine(folder, laws)
        problems.extend(examined.problems)
        if examined.loaded is not None:
            scenarios[examined.loaded.scenario.id] = examined.loaded
    return Library(scenarios=scenarios, problems=in_order(problems))


def examine(folder: Path, laws: LawBook, kinds: KindBook | None = None) -> Examined:
    """The scenario and everything there is to say about it, errors and warnings alike."""
    file = folder / NAME
    if not file.is_file():
        return Examined(loaded=None, problems=(_absent(file),))
    data = file.read_bytes()
    source, problems = read(data, str(file))
    if source is None or not isinstance(source.value, dict):
        wrong = () if source is None else _validated(source, kinds or KindBook())[1]
        return Examined(loaded=None, problems=in_order((*problems, *wrong)))
    book = kinds or KindBook()
    scenario, refused = _validated(source, book)
    beside, own = gather(source, folder), gather_tables(folder)
    case = Case(
        source=source, folder=folder.resolve(), laws=laws, kinds=book, scenario=scenario,
        brought=tuple(own.tables), derived=tuple(own.derived), texts=beside.texts,
        charts=beside.charts, files=said_in(folder),
    )  # fmt: skip
    found = in_order((*problems, *refused, *beside.problems, *own.problems, *problems_in(case)))
    if scenario is None or errors(found):
        return Examined(loaded=None, problems=found, cost=cost_of(case))
    contents = {**beside.contents, **own.contents, NAME: data}
    return Examined(
        loaded=_loaded(scenario, case, beside, contents), problems=found, cost=cost_of(case)
    )


def _validated(source: Source, kinds: KindBook) -> tuple[Scenario | None, tuple[Problem, ...]]:
    try:
        return Scenario.model_validate(source.value, context=kinds), ()
    except ValidationError as error:
        return None, tuple(problems_of(error, source, kinds))


def _loaded(
    scenario: Scenario, case: Case, beside: Beside, contents: Mapping[str, bytes]
) -> Loaded:
    brought = Brought(
        tables=case.brought,
        derived=case.derived,
        perturbed=frozenset(scenario.world.seeds.perturbed),
        rules=scenario.world.own_rules,
    )
    tables = {table.spec.name: table.digest for table in brought.own()}
    return Loaded(
        scenario=scenario,
        digest=digest.of_files(contents),
        key_digest=digest.of_key(case.source.value, tables),
        folder=str(beside.folder),
        briefs=beside.texts,
        charts=beside.charts,
        brought=brought,
    )


def _absent(file: Path) -> Problem:
    return Problem(
        file=str(file), line=1, column=1, where="", code="S000",
        message=Text(zh="文件夹里没有 `scenario.yaml`。", en="The folder has no `scenario.yaml`."),
        fix=Text(
            zh="可用 `python -m sandbox new` 新建一个情景。",
            en="`python -m sandbox new` writes a first one.",
        ),
    )  # fmt: skip
