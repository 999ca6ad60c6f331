"""A folder loads whole or not at all; digests tell wording from keys."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.authoring.kinds import KindBook
from sandbox.authoring.load import Examined, examine, load, load_library
from sandbox.authoring.problem import Problem
from sandbox.errors import NotFoundError
from sandbox.model.law import LawBook
from sandbox.model.scenario import Loaded
from sandbox.text import Text

GOOD = Path(__file__).parent / "village"
Look = Callable[[Path], Examined]
Edit = Callable[[str, str], Path]


def whole(examined: Examined) -> Loaded:
    assert examined.problems == ()
    assert examined.loaded is not None
    return examined.loaded


def test_a_good_folder_loads_without_a_word(look: Look) -> None:
    loaded = whole(look(GOOD))

    assert loaded.scenario.out_of == 30
    assert loaded.briefs["brief/decide"].en.startswith("# Deciding")
    assert set(loaded.briefs) == {"brief/look", "brief/decide", "papers/letter"}
    assert loaded.charts["charts/requests.vl.json"]["mark"] == "bar"
    assert loaded.folder == str(GOOD)


def test_decisions_are_of_the_kinds_they_name(look: Look) -> None:
    decisions = list(whole(look(GOOD)).scenario.decisions())

    assert [type(d).__name__ for d in decisions] == [
        "SingleChoice",
        "LabelTable",
        "MultipleChoice",
    ]
    assert decisions[2].reference.resolve(None).open().column("value") == ("map", "form")


def test_warnings_do_not_keep_a_scenario_from_loading(edit: Edit, look: Look) -> None:
    examined = look(edit("dimensions: {satisfaction: 1}", "dimensions: {satisfaction: 0}"))

    assert [p.severity for p in examined.problems] == ["warning"]
    assert examined.loaded is not None


@pytest.mark.parametrize(
    ("old", "new", "key_moves"),
    [
        ("zh: 你先做哪一件？", "zh: 先做哪一件？", False),
        ("label: {zh: 道路, en: Roads}", "label: {zh: 公路, en: Roads}", False),
        ("# nothing", "# nothing", False),
        ("roads: open\n            homes: terms", "roads: terms\n            homes: open", True),
        ("wait: 0.2", "wait: 0.3", True),
        ("harmful: [refuse]", "harmful: []", True),
        ("points: 12", "points: 13", True),
        ("people: 60", "people: 61", True),
        ("{id: photo, label", "{id: picture, label", True),
    ],
)
def test_any_change_moves_the_digest_but_only_keys_move_the_key_digest(
    old: str, new: str, key_moves: bool, village: Path, look: Look
) -> None:
    before = whole(look(village))
    file = village / "scenario.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(old, new, 1) if old in text else f"{text}{new}\n", "utf-8")

    after = look(village).loaded

    assert after is not None
    assert after.digest != before.digest
    assert (after.key_digest != before.key_digest) == key_moves


@pytest.mark.parametrize(
    "name", ["brief/look.en.md", "papers/letter.zh.md", "charts/requests.vl.json"]
)
def test_every_file_that_is_referred_to_counts_for_the_digest(
    name: str, village: Path, look: Look
) -> None:
    before = whole(look(village)).digest
    with (village / name).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert whole(look(village)).digest != before


def test_a_file_nobody_refers_to_does_not_count(village: Path, look: Look) -> None:
    before = whole(look(village))
    (village / "notes.md").write_text("…", "utf-8")

    assert whole(look(village)).digest == before.digest


def test_links_that_lead_out_of_the_folder_are_not_followed(
    village: Path, tmp_path: Path, look: Look
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("# Deciding\n", "utf-8")
    (village / "brief/decide.en.md").unlink()
    (village / "brief/decide.en.md").symlink_to(outside)

    examined = look(village)

    assert examined.loaded is None
    assert [p.code for p in examined.problems] == ["S160"]


@pytest.mark.parametrize("name", ["/etc/hosts", "..\\x", "C:/x", "a/../../x", "brief/x\\0"])
def test_names_that_lead_out_of_the_folder_are_refused(name: str, edit: Edit, look: Look) -> None:
    examined = look(edit("brief: brief/decide", f'brief: "{name}"'.replace("\\x", "\\\\x")))

    assert "S160" in {p.code for p in examined.problems}


def test_load_gives_the_scenario_or_the_problems(village: Path, laws: LawBook) -> None:
    problems = load(village, laws)

    # The village's recipe is a fake that only these tests install.
    assert isinstance(problems, tuple)
    assert [p.code for p in problems] == ["S107"]


def test_a_library_holds_what_loads_and_reports_the_rest(tmp_path: Path, laws: LawBook) -> None:
    shutil.copytree(GOOD, tmp_path / "village")
    (tmp_path / "empty").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "_drafts").mkdir()
    (tmp_path / "README.md").write_text("…", "utf-8")

    library = load_library(tmp_path, laws)

    assert library.scenarios == {}
    assert [Path(p.file).parent.name for p in library.problems] == ["empty", "village"]


def test_a_library_that_is_not_there_is_a_sentence_for_the_operator(laws: LawBook) -> None:
    with pytest.raises(NotFoundError, match="no folder of scenarios"):
        load_library(Path("nowhere"), laws)


def test_problems_go_out_as_json_in_both_languages(edit: Edit, look: Look) -> None:
    (problem,) = look(edit("points: 12", "points: twelve")).problems

    said = problem.to_json()

    assert said["line"] == problem.line
    assert said["severity"] == "error"
    assert set(said["message"]) == {"zh", "en"}


def test_a_problem_without_a_fix_ends_with_its_message() -> None:
    text = Text(zh="有误。", en="Wrong.")
    problem = Problem(file="f", line=1, column=2, where="a.b", message=text, code="S999")

    assert problem.render("zh") == "f:1:2: a.b: 有误。"
    assert problem.render("en") == "f:1:2: a.b: Wrong."


LINES = (GOOD / "scenario.yaml").read_text("utf-8").splitlines()
VALUES = st.sampled_from(
    ["", "~", "7", "x", "[]", "{}", "[a, b]", "{a: 1}", "[[1]]", "{a: {b: c}}", '""', "true"]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, len(LINES) - 1), value=VALUES | st.none(), gone=st.integers(0, 3))
def test_no_mistake_makes_the_examination_fall_over(
    at: int, value: str | None, gone: int, village: Path, laws: LawBook, kinds: KindBook
) -> None:
    kept = LINES[at].partition(":")[0]
    changed = [] if value is None else [f"{kept}: {value}"]
    text = "\n".join([*LINES[:at], *changed, *LINES[at + gone :]])
    (village / "scenario.yaml").write_text(text, "utf-8")

    examined = examine(village, laws, kinds)

    for problem in examined.problems:
        assert problem.render("zh")
        assert "Sealed" not in problem.render("en")
