"""The studio: what is written stays, what is checked can be released, what runs is let be."""

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.authoring.folder import read_folder
from sandbox.authoring.templates import FAMILIES
from sandbox.desk import headless
from sandbox.desk.audit import shown, verified
from sandbox.desk.office import Desk
from sandbox.desk.studio import Studio
from sandbox.desk.studio_checks import Checks
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import LobbyBoard, RevealBoard
from sandbox.desk.views.studio import (
    BrokenView,
    ConflictView,
    DraftView,
    GraphView,
    NewDraft,
    ProjectorPreviewView,
    ReleasedView,
    StepPreviewView,
    StudioLineView,
    VerdictPreviewView,
)
from sandbox.desk.wiring import ROOT, Office, Places
from tests.desk.conftest import SMALL

ME = "王老师"
NEW = NewDraft(
    slug="my-drill", title_zh="我的情景", title_en="My drill", family="service",
    tiers=("county",), roles=("business-lead",), steps=3,
)  # fmt: skip


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Iterator[Office]:
    """A folder of scenarios of its own; built worlds are shared with the other tests."""
    scenarios, state = tmp_path / "scenarios", tmp_path / "state"
    shutil.copytree(SMALL, scenarios)
    state.mkdir()
    (built / "cache").mkdir(exist_ok=True)
    (state / "cache").symlink_to(built / "cache")
    made = Office(
        places=Places(
            scenarios=scenarios, data=ROOT / "data", state=state,
            ledger_url=f"sqlite:///{tmp_path / 'ledger.db'}",
        )
    )  # fmt: skip
    yield made
    made.ledger.close()  # type: ignore[attr-defined]


@pytest.fixture
def studio(office: Office) -> Studio:
    return Studio(office, Checks(office, seeds=2))


def created(studio: Studio, new: NewDraft = NEW) -> DraftView:
    """The draft of the guided form."""
    made = studio.create(ME, new, "zh")
    assert isinstance(made, DraftView), made
    return made


def checked(studio: Studio, slug: str) -> str:
    """The state in which a check ends."""
    studio.check(ME, slug, "zh")
    for _ in range(600):
        state = studio.check_state(slug, "zh").state
        if state not in ("waiting", "running"):
            return state
        time.sleep(0.05)
    raise AssertionError("The check does not end.")


def saved(studio: Studio, draft: DraftView, old: str, new: str) -> DraftView:
    """The draft with one text in `scenario.yaml` put in the place of another."""
    assert old in draft.files["scenario.yaml"]
    files = {**draft.files, "scenario.yaml": draft.files["scenario.yaml"].replace(old, new)}
    told = studio.save(ME, draft.slug, draft.revision, files, "zh")
    assert isinstance(told, DraftView), told
    return told


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("steps", [1, 3, 6])
def test_every_first_draft_loads_without_an_error(studio: Studio, family: str, steps: int) -> None:
    draft = created(studio, replace(NEW, family=family, steps=steps))  # type: ignore[arg-type]
    told = studio.examine(draft.slug, draft.files, "zh")
    assert [one for one in told if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"slug": "../out"}, "slug"),
        ({"slug": "Not A Slug"}, "slug"),
        ({"slug": "canary"}, "slug"),
        ({"title_en": " "}, "title"),
        ({"tiers": ()}, "audience"),
        ({"roles": ("emperor",)}, "audience"),
        ({"steps": 7}, "steps"),
        ({"kinds": ("sql_query",)}, "kinds"),
    ],
)
def test_a_form_that_cannot_be_used_says_which_field(
    studio: Studio, change: dict[str, object], where: str
) -> None:
    told = studio.create(ME, replace(NEW, **change), "en")  # type: ignore[arg-type]
    assert isinstance(told, RejectionView)
    assert told.where == where


def test_nothing_is_shown_or_done_without_a_name(studio: Studio) -> None:
    draft = created(studio)
    assert studio.shelf("", "zh") == ()
    assert studio.draft("", draft.slug, "zh") is None
    assert studio.history("", draft.slug, "zh") == ()
    assert studio.diff("", draft.slug, 1, "zh") is None
    for told in (
        studio.create("", replace(NEW, slug="other"), "zh"),
        studio.save("", draft.slug, 1, draft.files, "zh"),
        studio.restore("", draft.slug, 1, 1, "zh"),
        studio.check("", draft.slug, "zh"),
        studio.release("", draft.slug, 1, "zh"),
        studio.archive("", "canary", "zh"),
        studio.preview_step("", draft.slug, draft.files, "zh"),
    ):
        assert isinstance(told, RejectionView), told
    assert studio.draft(ME, draft.slug, "zh") == draft


def test_a_save_from_a_stale_revision_is_a_conflict_that_holds_all_three_sides(
    studio: Studio,
) -> None:
    base = created(studio)
    theirs = saved(studio, base, "minutes: 15", "minutes: 20")
    mine = {**base.files, "scenario.yaml": base.files["scenario.yaml"].replace("101", "111")}
    told = studio.save("沈砚", base.slug, base.revision, mine, "zh")
    assert isinstance(told, ConflictView)
    (file,) = told.files
    assert (file.base, file.yours, file.theirs) == (
        base.files["scenario.yaml"], mine["scenario.yaml"], theirs.files["scenario.yaml"],
    )  # fmt: skip
    assert file.clean
    assert "minutes: 20" in file.merged
    assert "111" in file.merged
    assert studio.draft(ME, base.slug, "zh") == theirs


@pytest.mark.parametrize(
    "path", ["../x.yaml", "/etc/x.yaml", "a/../../b.yaml", ".hidden.yaml", "x.py", "a\\b.yaml",
             "a/b/c/d.yaml", "x\0.yaml"],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused_and_nothing_is_written(
    studio: Studio, path: str, tmp_path: Path
) -> None:
    draft = created(studio)
    before = sorted(tmp_path.rglob("*"))
    told = studio.save(ME, draft.slug, 1, {**draft.files, path: "x"}, "zh")
    assert isinstance(told, RejectionView)
    assert told.where == path
    assert studio.examine(draft.slug, {**draft.files, path: "x"}, "zh")[0].severity == "error"
    assert sorted(tmp_path.rglob("*")) == before


def test_restoring_makes_a_new_revision_and_loses_none(studio: Studio) -> None:
    first = created(studio)
    second = saved(studio, first, "minutes: 15", "minutes: 20")
    told = studio.restore(ME, first.slug, 1, second.revision, "zh")
    assert isinstance(told, DraftView)
    assert told.files == first.files
    assert [one.revision for one in studio.history(ME, first.slug, "zh")] == [3, 2, 1]


def test_a_difference_names_the_lines_that_changed(studio: Studio) -> None:
    second = saved(studio, created(studio), "minutes: 15", "minutes: 20")
    found = studio.diff(ME, second.slug, 1, "en")
    assert found is not None
    (file,) = found.files
    changed = [(line.sign, line.text) for line in file.lines if line.sign in "+-"]
    assert changed == [("-", "minutes: 15"), ("+", "minutes: 20")]


def test_previews_show_what_trainees_see_and_write_nothing(studio: Studio, office: Office) -> None:
    draft = created(studio)
    files = {**draft.files}
    step = studio.preview_step(ME, draft.slug, files, "en", decision="decide-2")
    assert isinstance(step, StepPreviewView)
    assert step.step.decision is not None
    assert (step.step.decision.id, step.step.number) == ("decide-2", 2)
    for path, percent in (("perfect", 100), ("naive", 20)):
        told = studio.preview_verdict(ME, draft.slug, files, "decide-2", path, "zh")
        assert isinstance(told, VerdictPreviewView)
        assert told.verdict.percent == percent
    control = step.step.decision.controls[0]
    by_hand = studio.preview_verdict(
        ME, draft.slug, files, "decide-2", {control.key: "second"}, "zh"
    )
    assert isinstance(by_hand, VerdictPreviewView)
    assert by_hand.verdict.percent == 50
    for answer in ({}, "careless", "nobody"):
        none = studio.preview_verdict(ME, draft.slug, files, "decide-2", answer, "zh")
        assert isinstance(none, RejectionView), answer
    for phase, kind in (("lobby", LobbyBoard), ("reveal", RevealBoard)):
        board = studio.preview_projector(ME, draft.slug, files, "decide-2", phase, "zh")  # type: ignore[arg-type]
        assert isinstance(board, ProjectorPreviewView)
        assert isinstance(board.board, kind)
    drawn = studio.preview_graph(ME, draft.slug, files, "zh")
    assert isinstance(drawn, GraphView)
    ids = {node.id for node in drawn.nodes}
    assert {edge.source for edge in drawn.edges} | {edge.target for edge in drawn.edges} <= ids
    assert office.ledger.rooms() == ()
    assert len(studio.history(ME, draft.slug, "zh")) == 1


def test_a_text_with_errors_is_saved_but_neither_previewed_nor_released(studio: Studio) -> None:
    broken = saved(studio, created(studio), "family: service", "famly: service")
    told = studio.preview_step(ME, broken.slug, broken.files, "zh")
    assert isinstance(told, BrokenView)
    assert {one.file for one in told.problems} == {"scenario.yaml"}
    assert isinstance(studio.check(ME, broken.slug, "zh"), BrokenView)
    refused = studio.release(ME, broken.slug, broken.revision, "zh")
    assert isinstance(refused, RejectionView)
    assert refused.where == "errors"


def test_only_a_text_whose_check_is_good_is_released(studio: Studio, office: Office) -> None:
    draft = created(studio)
    told = studio.release(ME, draft.slug, 1, "zh")
    assert isinstance(told, RejectionView)
    assert told.where == "check"
    assert checked(studio, draft.slug) == "good"
    changed = saved(studio, draft, "expect: 0.2", "expect: 0.9")
    assert studio.check_state(draft.slug, "zh").state == "stale"
    assert isinstance(studio.release(ME, draft.slug, changed.revision, "zh"), RejectionView)
    assert checked(studio, draft.slug) == "bad"
    report = studio.check_state(draft.slug, "zh").report
    assert report is not None
    assert {path.path for path in report.paths if not path.holds} == {"naive"}
    assert draft.slug not in office.library.scenarios


def test_a_release_is_played_at_once_and_written_down(studio: Studio, office: Office) -> None:
    draft = created(studio)
    assert draft.slug not in office.library.scenarios
    checked(studio, draft.slug)
    told = studio.release(ME, draft.slug, 1, "zh")
    assert isinstance(told, ReleasedView)
    loaded = office.loaded(draft.slug)
    assert (loaded.digest, loaded.scenario.status) == (told.digest, "released")
    now = studio.draft(ME, draft.slug, "zh")
    assert now is not None
    assert (now.revision, now.standing, now.version) == (told.revision, "released", 1)
    told_of = [(one.who, one.what, one.subject) for one in shown(office, last=10)]
    assert told_of == [(ME, "create", draft.slug), (ME, "released", draft.slug)]
    assert verified(office, None).flaws == ()


def test_a_run_in_progress_keeps_its_version_and_a_new_one_gets_the_new(
    studio: Studio, office: Office
) -> None:
    draft = created(studio)
    checked(studio, draft.slug)
    assert isinstance(studio.release(ME, draft.slug, 1, "zh"), ReleasedView)
    desk = Desk(office)
    person = desk.sign_in("学员", "zh")
    assert not isinstance(person, RejectionView)
    old = desk.start(person.id, draft.slug)
    first = studio.draft(ME, draft.slug, "zh")
    assert first is not None
    second = saved(studio, first, "您先做什么？", "您第一步做什么？")
    assert second.standing == "changed"
    checked(studio, draft.slug)
    told = studio.release(ME, draft.slug, second.revision, "zh")
    assert isinstance(told, ReleasedView)
    assert told.version == 2
    new = desk.start(person.id, draft.slug)
    prompts = []
    for run in (old, new):
        step = desk.step(person.id, run, "zh")
        assert step is not None
        assert step.decision is not None
        prompts.append(step.decision.prompt)
    assert "先做什么" in prompts[0]
    assert "第一步做什么" in prompts[1]


def test_another_process_takes_up_a_release_without_a_restart(
    studio: Studio, office: Office
) -> None:
    other = Office(places=office.places)
    assert "my-drill" not in other.library.scenarios
    created(studio)
    checked(studio, "my-drill")
    studio.release(ME, "my-drill", 1, "zh")
    assert "my-drill" in other.library.scenarios


def test_an_archived_scenario_is_marked_and_its_first_text_stays_in_the_history(
    studio: Studio, office: Office
) -> None:
    before = studio.draft(ME, "canary", "zh")
    assert before is not None
    assert before.revision == 0
    told = studio.archive(ME, "canary", "zh")
    assert isinstance(told, StudioLineView), told
    assert told.standing == "archived"
    assert office.library.scenarios["canary"].scenario.status == "archived"
    assert [one.revision for one in studio.history(ME, "canary", "zh")] == [2, 1]


def test_the_shelf_shows_scenarios_and_drafts_the_last_changed_first(studio: Studio) -> None:
    created(studio)
    lines = studio.shelf(ME, "zh")
    assert lines[0].slug == "my-drill"
    assert {line.standing for line in lines} >= {"draft"}
    assert "canary" in {line.slug for line in lines}


@pytest.mark.parametrize(
    ("after", "typed", "word"),
    [
        ("        kind: single_choice\n", "        di", "difficulty: "),
        ("        kind: single_choice\n", "        kind: ", "single_choice"),
        ("        basis:\n", "          - law: ", "pipl"),
        ("    evidence:\n", "      - table: ", "rk"),
        ("minutes: 15\n", "", "gates: "),
        ("minutes: 15\n", "family: ", "data-security"),
    ],
)
def test_words_fit_the_place(studio: Studio, after: str, typed: str, word: str) -> None:
    draft = created(studio)
    head, _, tail = draft.files["scenario.yaml"].partition(after)
    assert tail
    text = head + after + typed + "\n" + tail
    line = (head + after).count("\n") + 1
    found = studio.words(draft.slug, {"scenario.yaml": text}, line, len(typed) + 1, "zh")
    assert word in [one.word for one in found]


@pytest.mark.parametrize("folder", sorted((ROOT / "scenarios").iterdir()), ids=lambda f: f.name)
def test_the_studio_holds_every_byte_of_a_shipped_scenario(folder: Path) -> None:
    held = {path: text.encode("utf-8") for path, text in read_folder(folder).items()}
    there = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert held == there


def test_checks_take_turns_and_one_that_waits_can_be_stopped(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = created(studio), created(studio, replace(NEW, slug="second"))
    running, go_on, at_once = threading.Event(), threading.Event(), []
    real = headless.judge

    def slow(*given: object) -> object:
        at_once.append(threading.current_thread().name)
        running.set()
        assert go_on.wait(20)
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(headless, "judge", slow)
    studio.check(ME, first.slug, "zh")
    assert running.wait(20)
    studio.check(ME, second.slug, "zh")
    assert studio.check_state(first.slug, "zh").state == "running"
    assert studio.check_state(second.slug, "zh").state == "waiting"
    assert studio.stop_check(ME, second.slug, "zh").state == "stopped"
    studio.stop_check(ME, first.slug, "zh")
    go_on.set()
    for _ in range(400):
        if studio.check_state(first.slug, "zh").state == "stopped":
            break
        time.sleep(0.05)
    assert studio.check_state(first.slug, "zh").state == "stopped"
    assert set(at_once) == {"check-my-drill"}
    assert isinstance(studio.release(ME, first.slug, 1, "zh"), RejectionView)


def test_a_report_says_how_hard_each_decision_is(studio: Studio) -> None:
    draft = created(studio)
    checked(studio, draft.slug)
    report = studio.check_state(draft.slug, "en").report
    assert report is not None
    assert [(one.naive, one.careless, one.verdict) for one in report.decisions] == [
        (pytest.approx(0.2), 0.0, "fair")
    ] * 3
    naive = next(path for path in report.paths if path.path == "naive")
    assert (naive.least, naive.mean, naive.most) == (pytest.approx(0.2),) * 3


def test_a_refused_place_for_releases_leaves_the_played_text_alone(
    studio: Studio, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = created(studio)
    checked(studio, draft.slug)
    assert isinstance(studio.release(ME, draft.slug, 1, "zh"), ReleasedView)
    now = studio.draft(ME, draft.slug, "zh")
    assert now is not None
    second = saved(studio, now, "minutes: 15", "minutes: 20")
    checked(studio, draft.slug)

    def failing(one: Path, other: Path) -> Path:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", failing)
        refused = studio.release(ME, draft.slug, second.revision, "zh")
    assert isinstance(refused, RejectionView)
    assert refused.where == "place"
    assert office.loaded(draft.slug).scenario.minutes == 15
    newest = studio.draft(ME, draft.slug, "zh")
    assert newest is not None
    told = studio.release(ME, draft.slug, newest.revision, "zh")
    assert isinstance(told, ReleasedView)
    assert (told.version, office.loaded(draft.slug).scenario.minutes) == (2, 20)
