"""Rules on names, hints, seeds and balance: the frame around the decisions."""

from collections.abc import Iterator
from typing import Any, Final

from sandbox.authoring.case import Case
from sandbox.authoring.events import Path
from sandbox.authoring.problem import Problem, did_you_mean, quoted
from sandbox.text import Text

NAMED: Final = (
    ("S102", ("steps", "*", "id")),
    ("S103", ("steps", "*", "decisions", "*", "id")),
    ("S105", ("consequences", "*", "id")),
    ("S105", ("gates", "*", "id")),
    ("S105", ("teams", "*", "id")),
)
Entries = list[tuple[int, dict[str, Any]]]
LISTS: Final = ("options", "labels", "items", "questions")


def s101_folder_is_named_by_id(case: Case) -> Iterator[Problem]:
    """The folder's name is the scenario's id."""
    written, folder = case.source.at(("id",)), case.folder.name
    if isinstance(written, str) and written != folder:
        yield case.source.problem(
            "S101",
            ("id",),
            Text(
                zh=f"id 是 {quoted(written)}，而文件夹名为 {quoted(folder)}。",
                en=f"The id is {quoted(written)}, but the folder is called {quoted(folder)}.",
            ),
            Text(zh="请让两者一致。", en="Let both be the same."),
        )


def s102_ids_are_unique(case: Case) -> Iterator[Problem]:
    """No two steps, decisions, consequences or gates share an id."""
    for code, pattern in NAMED:
        yield from _twice(case, code, list(case.source.each(*pattern)))


def s104_choices_are_unique(case: Case) -> Iterator[Problem]:
    """No two options, labels, items or questions of one list share an id."""
    for posed in case.posed():
        for path, within in lists(posed.path, posed.written):
            named = [((*path, at, "id"), one["id"]) for at, one in within if "id" in one]
            yield from _twice(case, "S104", named)


def lists(path: Path, written: dict[str, Any]) -> Iterator[tuple[Path, Entries]]:
    """Lists of choices in a decision, those of its questions included, with their entries."""
    for name in LISTS:
        here = written.get(name)
        within = [
            (at, one)
            for at, one in enumerate(here if isinstance(here, list) else ())
            if isinstance(one, dict)
        ]
        yield (*path, name), within
        for at, one in within:
            below = one.get("options")
            inner = [
                (n, each)
                for n, each in enumerate(below if isinstance(below, list) else ())
                if isinstance(each, dict)
            ]
            yield (*path, name, at, "options"), inner


def _twice(case: Case, code: str, named: list[tuple[Path, Any]]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, name in named:
        # Hyphens and underscores meet in SQL: `a-b` and `a_b` would be one table.
        key = str(name).replace("-", "_")
        if key not in first:
            first[key] = path
            continue
        line = case.source.mark(first[key]).line
        yield case.source.problem(
            code,
            path,
            Text(
                zh=f"id {quoted(name)} 已在第 {line} 行用过。",
                en=f"The id {quoted(name)} is already taken on line {line}.",
            ),
            Text(zh="请换一个 id。", en="Choose another id."),
        )


def s106_three_hints(case: Case) -> Iterator[Problem]:
    """Help has three rungs: direction, method, article."""
    for posed in case.posed():
        hints = posed.written.get("hints", [])
        if isinstance(hints, list) and len(hints) < 3:
            yield case.source.problem(
                "S106",
                (*posed.path, "hints"),
                Text(
                    zh=f"每题须有三条提示（方向、方法、法条），现有 {len(hints)} 条。",
                    en="Every decision has three hints (direction, method, article); this one has"
                    f" {len(hints)}.",
                ),
            )


def s107_recipe_exists(case: Case) -> Iterator[Problem]:
    """The world's recipe is one that is installed."""
    name, known = case.source.at(("world", "recipe")), tuple(case.kinds.recipe)
    if isinstance(name, str) and name not in known:
        yield case.source.problem(
            "S107",
            ("world", "recipe"),
            Text(
                zh=f"没有名为 {quoted(name)} 的数据方案。",
                en=f"There is no recipe called {quoted(name)}.",
            ),
            did_you_mean(name, known),
        )


def s108_seeds_are_distinct(case: Case) -> Iterator[Problem]:
    """An exam or perturbed world is never one that was practised in."""
    first: dict[int, Path] = {}
    for path, seed in case.source.each("world", "seeds", "*", "*"):
        if not isinstance(seed, int):
            continue
        if seed in first:
            where = case.source.name(first[seed][:-1])
            yield case.source.problem(
                "S108",
                path,
                Text(
                    zh=f"种子 {seed} 已在 `{where}` 中用过。",
                    en=f"Seed {seed} is already used in `{where}`.",
                ),
                Text(zh="请换一个数。", en="Choose another number."),
            )
        first.setdefault(seed, path)


def s109_decisions_tell_something(case: Case) -> Iterator[Problem]:
    """A decision without weights counts for no competence."""
    for posed in case.posed():
        tags = posed.written.get("tags")
        groups = list(tags.values()) if isinstance(tags, dict) else [None]
        weights = [w for group in groups if isinstance(group, dict) for w in group.values()]
        if not any(weights) and all(isinstance(group, dict) for group in groups):
            yield case.source.problem(
                "S109",
                (*posed.path, "tags"),
                Text(
                    zh="本题没有任何权重，不会计入能力测评。",
                    en="This decision has no weights, so it says nothing about any competence.",
                ),
                severity="warning",
            )


def s110_minutes_fit(case: Case) -> Iterator[Problem]:
    """A decision takes between 1 and 30 minutes."""
    minutes, n = case.source.at(("minutes",)), len(list(case.posed()))
    if isinstance(minutes, int) and minutes >= 5 and n and not n <= minutes <= 30 * n:
        yield case.source.problem(
            "S110",
            ("minutes",),
            Text(
                zh=f"{n} 道题用时 {minutes} 分钟，与通常的每题 1 至 30 分钟相差较大。",
                en=f"{minutes} minutes for {n} {'decision' if n == 1 else 'decisions'} is outside"
                " the usual 1 to 30 minutes each.",
            ),
            severity="warning",
        )


def s111_points_are_balanced(case: Case) -> Iterator[Problem]:
    """Of three or more decisions, none is worth more than half of all points."""
    points = [
        (posed.path, value)
        for posed in case.posed()
        if isinstance(value := posed.written.get("points"), int) and 0 < value <= 100
    ]
    total = sum(value for _, value in points)
    for path, value in points:
        if len(points) >= 3 and value * 2 > total:
            yield case.source.problem(
                "S111",
                (*path, "points"),
                Text(
                    zh=f"本题 {value} 分，超过总分 {total} 分的一半。",
                    en=f"This decision alone is worth {value} of {total} points, more than half.",
                ),
                severity="warning",
            )


RULES: Final = (
    s101_folder_is_named_by_id,
    s102_ids_are_unique,
    s104_choices_are_unique,
    s106_three_hints,
    s107_recipe_exists,
    s108_seeds_are_distinct,
    s109_decisions_tell_something,
    s110_minutes_fit,
    s111_points_are_balanced,
)
