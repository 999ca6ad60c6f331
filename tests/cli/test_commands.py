"""The command line: 0 good, 1 problems found, 2 misuse; sentences, never tracebacks."""

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sandbox import __main__ as command
from sandbox.desk.office import Desk
from sandbox.desk.views import VisitorView
from sandbox.desk.wiring import Office, Places

CANARY = Path(__file__).parents[1] / "sealed" / "scenarios" / "canary"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli-worlds")


@pytest.fixture
def shelf(tmp_path: Path, built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shelf with one scenario of its own, and a state folder whose worlds are shared."""
    folder = tmp_path / "scenarios"
    shutil.copytree(CANARY, folder / "canary")
    monkeypatch.setenv("SANDBOX_SCENARIOS", str(folder))
    monkeypatch.setenv("SANDBOX_STATE", str(built))
    monkeypatch.setenv("SANDBOX_LEDGER_URL", f"sqlite:///{tmp_path / 'ledger.db'}")
    return folder


@pytest.fixture
def run(shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def called(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["sandbox", *words])
        monkeypatch.setattr(command.out, "_width", 300, raising=False)
        with pytest.raises(SystemExit) as stopped:
            command.main()
        code = stopped.value.code
        said = capsys.readouterr()
        return Said(code=code if isinstance(code, int) else 0, out=said.out, err=said.err)

    return called


def _answers(tmp_path: Path, text: str) -> str:
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_clean_shelf_is_good(run: Run) -> None:
    said = run("check", "--json")

    assert said.code == 0
    assert said.json["scenarios"] == ["canary"]
    assert [p for p in said.json["problems"] if p["severity"] == "error"] == []


def test_a_mistake_is_named_with_file_line_and_column(run: Run, shelf: Path) -> None:
    file = shelf / "canary" / "scenario.yaml"
    text = file.read_text(encoding="utf-8").replace("kind: quantity", "kind: quantty", 1)
    file.write_text(text, encoding="utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), start=1) if "quantty" in one)

    said = run("check", "--lang", "en")

    assert said.code == 1
    assert f"scenario.yaml:{line}:" in said.out
    assert "quantity" in said.out


def test_checks_are_replayed_on_many_seeds(run: Run) -> None:
    said = run("check", "--run", "--seeds", "3", "--json")

    assert said.code == 0
    assert {(r["check"], r["seed"]) for r in said.json["replays"]} == {
        (name, seed) for name in ("perfect", "naive", "careless") for seed in (11, 12, 9001)
    }


def test_a_check_out_of_its_range_fails(run: Run, shelf: Path) -> None:
    file = shelf / "canary" / "scenario.yaml"
    text = file.read_text(encoding="utf-8").replace("expect: [0, 0.3]", "expect: [0.9, 1]")
    file.write_text(text, encoding="utf-8")

    said = run("check", "--run", "--seeds", "1")

    assert said.code == 1
    assert "careless" in said.out


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("check", "nowhere"), "nowhere"),
        (("play", "canari", "--answers", "/nowhere.yaml"), "/nowhere.yaml"),
        (("remark", "nothing"), "canary"),
        (("remark", "canary", "--apply"), "--reason"),
        (("build", "--recipe", "atlantis", "--people", "60", "--out", "x.duckdb"), "yunze"),
        (("new", "Not A Slug"), "Not A Slug"),
        (("check", "--lang", "fr"), "fr"),
        (("fly",), "fly"),
        (("play", "canary"), "answers"),
    ],
)
def test_misuse_is_a_sentence_and_exit_code_2(run: Run, words: tuple[str, ...], hint: str) -> None:
    said = run(*words)

    assert said.code == 2
    assert hint in said.err
    assert "Traceback" not in said.out + said.err


def test_a_headless_run_prints_scores_and_consequences(run: Run, tmp_path: Path) -> None:
    answers = _answers(tmp_path, "pick: beta\nnumber: {how-many: 918273645}\n")
    said = run("play", "canary", "--seed", "12", "--answers", answers, "--json")

    assert said.code == 0
    shares = {one["decision"]: one["share"] for one in said.json["decisions"]}
    assert shares == {"pick": 1.0, "number": 1.0, "day": 0.0, "table": 0.0}
    assert said.json["consequences"][0]["id"] == "after-pick"
    assert said.json["share"] == pytest.approx(0.5)


def test_perfect_answers_earn_everything(run: Run, tmp_path: Path) -> None:
    said = run("play", "canary", "--answers", _answers(tmp_path, "perfect\n"), "--json")

    assert said.json["share"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    "answers",
    ["pick: delta\n", "nothing: beta\n", "table: {sql: SELECT 1}\n", "- pick\n", "pick: [\n"],
)
def test_answers_that_cannot_be_taken_are_misuse(run: Run, tmp_path: Path, answers: str) -> None:
    said = run("play", "canary", "--answers", _answers(tmp_path, answers))

    assert said.code == 2
    assert said.err.strip()


def test_a_corrected_key_moves_those_who_answered_and_old_marks_stay(run: Run, shelf: Path) -> None:
    office = Office(places=Places.from_environment())
    desk = Desk(office)
    person = desk.sign_in("学员", "zh")
    assert isinstance(person, VisitorView)
    run_id = desk.start(person.id, "canary")
    desk.submit(person.id, run_id, "pick", {"choice": "gamma"}, "zh")
    file = shelf / "canary" / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("gamma: 0}", "gamma: 0.5}").replace(", harmful: [gamma]", "")
    file.write_text(text, encoding="utf-8")

    dry = run("remark", "canary", "--json")
    assert [(m["old_points"], m["new_points"]) for m in dry.json["moves"]] == [(0.0, 5.0)]
    assert dry.json["applied"] is False
    assert len(office.ledger.marks(run_id)) == 1

    applied = run("remark", "canary", "--apply", "--reason", "丙种做法也有道理", "--json")
    assert applied.json["applied"] is True
    points = [(mark.points, mark.reason) for mark in office.ledger.marks(run_id)]
    assert points == [(0.0, "submitted"), (5.0, "丙种做法也有道理")]

    again = run("remark", "canary", "--json")
    assert again.json["moves"] == []


def test_a_new_scenario_loads_clean_and_holds_its_checks(run: Run) -> None:
    assert run("new", "my-drill").code == 0

    said = run("check", "--run", "--seeds", "2", "--json")

    assert said.code == 0, said.out
    assert set(said.json["scenarios"]) == {"canary", "my-drill"}


def test_a_world_is_written_with_its_truth_beside_it(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out" / "yunze.duckdb"
    said = run("build", "--people", "60", "--seed", "5", "--out", str(target), "--json")
    again = run("build", "--people", "60", "--seed", "5", "--out", str(target), "--json")

    assert said.code == 0
    assert target.is_file()
    assert target.with_name("yunze.truth.duckdb").is_file()
    assert said.json["digest"] == again.json["digest"]
    people = next(one for one in said.json["tables"] if one["name"] == "rk")
    assert people["rows"] == 60


def test_objections_are_listed_and_answered_by_a_person(run: Run, shelf: Path) -> None:
    office = Office(places=Places.from_environment())
    desk = Desk(office)
    visitor = desk.sign_in("云溪", "zh")
    assert isinstance(visitor, VisitorView)
    running = desk.start(visitor.id, "canary")
    desk.submit(visitor.id, running, "pick", {"choice": "alpha"}, "zh")
    desk.object_to(visitor.id, running, "pick", "依据不是这一条。", "zh")

    (waiting,) = run("objections", "--json").json
    assert (waiting["participant"], waiting["state"]) == ("云溪", "waiting")
    assert "依据不是这一条。" in run("objections").out
    assert run("objections", "--answer", waiting["id"]).code == 2
    assert run("objections", "--answer", waiting["id"], "--declined").code == 2

    said = run("objections", "--answer", waiting["id"], "--declined", "--because", "见第十五条。")
    assert said.code == 0
    assert "0 objection(s) waiting" in run("objections").out
    assert "见第十五条。" in run("objections", "--all").out


def test_a_family_can_be_begun_released_and_listed(run: Run, shelf: Path) -> None:
    begun = run("new", "from-a-family", "--family", "service", "--title-zh", "服务", "--steps", "1")
    assert begun.code == 0, begun.err
    assert run("check", str(shelf / "from-a-family")).code == 0
    told = run("release", "from-a-family", "--by", "甲", "--json")
    assert told.code == 0, told.err
    assert (told.json["version"], told.json["released_by"]) == (1, "甲")
    lines = {line["slug"]: line for line in run("drafts", "--json").json}
    assert lines["from-a-family"]["standing"] == "released"


def test_an_unknown_family_or_draft_is_misuse(run: Run) -> None:
    assert run("new", "other", "--family", "nonsense").code == 2
    assert run("release", "nowhere").code == 2


def test_what_operators_do_is_on_record_and_a_change_behind_their_backs_is_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SANDBOX_OPERATOR", "运维小李")
    assert run("audit", "verify").code == 0
    run("instructor")
    run("remark", "canary", "--apply", "--reason", "更正答案")

    shown = run("audit", "show", "--json").json
    head = run("audit", "head").out.strip()

    assert [(one["who"], one["what"]) for one in shown] == [
        ("运维小李", "passphrase changed"), ("运维小李", "remarked")
    ]  # fmt: skip
    assert shown[1]["detail"]["reason"] == "更正答案"
    assert run("audit", "verify", "--head", head).code == 0
    with sqlite3.connect(tmp_path / "ledger.db") as store:
        store.executescript("DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE seq = 2;")
    store.close()
    assert run("audit", "verify").code == 0
    cut = run("audit", "verify", "--head", head)
    assert cut.code == 1
    assert "The chain now ends at entry 1" in cut.out
    assert run("audit", "verify", "--head", "abc").code == 2
