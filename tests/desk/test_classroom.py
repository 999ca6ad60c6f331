"""A live class over the small scenario: what is taken, what is refused, what is shown when."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import itsdangerous.timed
import pytest

from sandbox.desk.classroom import Classroom
from sandbox.desk.views import RejectionView
from sandbox.desk.views.live import (
    ClosedBoard,
    ConsoleView,
    DiscussBoard,
    DistributionBoard,
    EndedBoard,
    LobbyBoard,
    OpenBoard,
    PhoneView,
    RevealBoard,
    SeatView,
    ShiftBoard,
)
from sandbox.desk.wiring import Office
from sandbox.errors import MisuseError, NotFoundError
from tests.desk.class_player import BEST, RAW, TEACHER, THROUGH, Lesson


@pytest.fixture
def classroom(office: Office) -> Classroom:
    return Classroom(office)


@pytest.fixture
def lesson(classroom: Classroom) -> Lesson:
    return Lesson.open(classroom)


def refused(view: object) -> str:
    assert isinstance(view, RejectionView), view
    assert view.text.endswith("。")
    return view.text


# --- the whole way -------------------------------------------------------------------------------


def test_a_class_goes_from_the_lobby_to_the_end(lesson: Lesson) -> None:
    tokens = [lesson.sit() for _ in range(4)]
    boards: list[type] = [type(lesson.board())]
    lesson.press("open")
    for number in range(1, 5):
        assert lesson.console().number == number
        for round_, before in ((1, THROUGH[1:5]), (2, THROUGH[5:7])):
            for token in tokens:
                assert lesson.vote(token).answered
            assert lesson.console().answered == 4
            for action in before:
                boards.append(type(lesson.board()))
                assert lesson.press(action).round in (round_, 2)
        boards.append(type(lesson.board()))
        lesson.press("next")
    last = lesson.board()

    one_decision = [OpenBoard, ClosedBoard, DistributionBoard, DiscussBoard, OpenBoard, ShiftBoard,
                    RevealBoard]  # fmt: skip
    assert boards == [LobbyBoard, *one_decision * 4]
    assert isinstance(last, EndedBoard)
    assert (last.joined, last.decisions) == (4, 4)


def test_the_address_and_the_code_lead_into_the_room(classroom: Classroom, lesson: Lesson) -> None:
    board = classroom.board(lesson.code, "zh", "http://192.168.43.1:8501")

    assert isinstance(board, LobbyBoard)
    assert board.url == f"http://192.168.43.1:8501/j/{lesson.code}"
    assert board.qr_svg.startswith("<svg")


def test_a_room_that_does_not_exist_is_nowhere(classroom: Classroom) -> None:
    assert classroom.board("000000", "zh") is None
    assert classroom.console(TEACHER, "000000", "zh") is None
    assert classroom.door("000000", "zh") is None
    assert classroom.version("000000") == classroom.beat("000000") == 0
    assert "六位数字" in refused(classroom.join("000000", "", None, "zh"))
    assert classroom.phone("forged", "zh") is None
    assert classroom.seat(None) is None
    refused(classroom.vote("forged", "pick", 1, BEST, "zh"))
    refused(classroom.act(TEACHER, "000000", "open", 1))


# --- opening -------------------------------------------------------------------------------------


def test_a_room_asks_what_was_chosen_in_the_scenario_s_order(classroom: Classroom) -> None:
    lesson = Lesson.open(classroom, decisions=("day", "pick"))

    view = lesson.press("open")

    assert view.question is not None
    assert (view.question.decision, view.of) == ("pick", 2)


def test_a_room_that_cannot_be_opened_says_why(classroom: Classroom) -> None:
    with pytest.raises(NotFoundError, match="no decision `nothing`"):
        classroom.open_room(TEACHER, "canary", ("nothing",))
    with pytest.raises(NotFoundError, match="no world 999"):
        classroom.open_room(TEACHER, "canary", seed=999)
    with pytest.raises(NotFoundError, match="no scenario"):
        classroom.open_room(TEACHER, "nowhere")
    with pytest.raises(MisuseError, match="signed in"):
        classroom.open_room(" ", "canary")
    with pytest.raises(MisuseError, match="fits a phone"):
        classroom.open_room(TEACHER, "canary", ())


def test_offers_name_every_decision_and_whether_it_fits(classroom: Classroom) -> None:
    (offer,) = classroom.offers("zh")

    assert [(one.id, one.fits) for one in offer.decisions] == [
        (one, True) for one in ("pick", "number", "day", "table")
    ]


def test_only_instructors_open_press_and_look(classroom: Classroom, lesson: Lesson) -> None:
    for nobody in ("", "  ", "\u200b"):
        refused(classroom.console(nobody, lesson.code, "zh"))
        refused(classroom.act(nobody, lesson.code, "open", 1))
        assert classroom.rooms(nobody, "zh") == ()
    assert classroom.version(lesson.code) == 1


def test_rooms_are_listed_newest_first_with_their_phase(classroom: Classroom) -> None:
    first, second = Lesson.open(classroom), Lesson.open(classroom)
    second.sit()
    second.press("open")

    lines = classroom.rooms("另一位", "zh")

    assert [(line.room, line.phase, line.joined) for line in lines] == [
        (second.code, "open", 1), (first.code, "lobby", 0),
    ]  # fmt: skip
    assert lines[0].opened_by == TEACHER


# --- joining -------------------------------------------------------------------------------------


def test_whoever_gives_no_name_is_called_by_number_in_the_reader_s_language(
    lesson: Lesson,
) -> None:
    lesson.sit("小云")
    token = lesson.sit(" \u200b ")

    assert lesson.phone(token, "zh").name == "学员02"
    assert lesson.phone(token, "en").name == "Trainee 02"


def test_latecomers_are_welcome_in_every_phase_but_the_last(lesson: Lesson) -> None:
    lesson.sit()
    for action in THROUGH[:-1]:
        lesson.press(action)
        assert lesson.phone(lesson.sit()).phase == lesson.console().phase
    lesson.press("end")

    over = lesson.classroom.join(lesson.code, "", None, "zh")

    assert "已经结束" in refused(over)
    assert lesson.console().joined == 8


def test_a_token_brings_its_owner_back_to_the_same_place(lesson: Lesson) -> None:
    token = lesson.sit("小云")

    back = lesson.classroom.join(lesson.code, "别的名字", None, "zh", token)

    assert isinstance(back, SeatView)
    assert back.name == "小云"
    assert lesson.console().joined == 1


def test_a_token_of_another_room_takes_a_new_place(classroom: Classroom) -> None:
    first, second = Lesson.open(classroom), Lesson.open(classroom)
    token = first.sit("小云")

    seat = classroom.join(second.code, "小云", None, "zh", token)

    assert isinstance(seat, SeatView)
    assert seat.room == second.code
    assert first.console().joined == second.console().joined == 1


@pytest.mark.parametrize("code", ["{}", " {} ", "{:.3}-{:.0}"])
def test_a_code_may_be_typed_loosely(lesson: Lesson, code: str) -> None:
    typed = f"{lesson.code[:3]} - {lesson.code[3:]}" if "-" in code else code.format(lesson.code)

    assert lesson.classroom.door(typed, "zh") is not None
    assert isinstance(lesson.classroom.join(typed, "", None, "zh"), SeatView)


def test_a_name_that_is_too_long_is_refused_kindly(lesson: Lesson) -> None:
    view = lesson.classroom.join(lesson.code, "云" * 25, None, "zh")

    assert "24" in refused(view)


def test_forged_and_old_tokens_open_nothing(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = lesson.sit()
    assert lesson.classroom.phone(token + "x", "zh") is None
    now = time.time()
    monkeypatch.setattr(itsdangerous.timed.time, "time", lambda: now + 86_390)
    assert lesson.classroom.phone(token, "zh") is not None
    monkeypatch.setattr(itsdangerous.timed.time, "time", lambda: now + 86_402)
    assert lesson.classroom.phone(token, "zh") is None


def test_many_who_join_at_once_have_numbers_of_their_own(lesson: Lesson) -> None:
    with ThreadPoolExecutor(16) as pool:
        tokens = list(pool.map(lambda _: lesson.sit(), range(60)))

    names = {lesson.phone(token).name for token in tokens}

    assert names == {f"学员{n:02d}" for n in range(1, 61)}


# --- voting --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "decision", "round_", "told"),
    [
        ((), "pick", 1, "还没有开始"),
        (("open", "pause"), "pick", 1, "暂停"),
        (("open",), "number", 1, "另一道题"),
        (("open",), "pick", 2, "停止作答"),
        (("open", "close"), "pick", 1, "停止作答"),
        (("open", "close", "show"), "pick", 1, "停止作答"),
        (("open", "close", "show", "discuss"), "pick", 2, "停止作答"),
        (("open", "close", "show", "discuss", "revote"), "pick", 1, "停止作答"),
        (("open", "close", "reveal"), "pick", 1, "停止作答"),
        (("open", "skip"), "pick", 1, "另一道题"),
        (("open", "end"), "pick", 1, "已经结束"),
    ],
)
def test_an_answer_out_of_its_time_is_refused_kindly_and_not_stored(
    lesson: Lesson, office: Office, before: tuple[str, ...], decision: str, round_: int, told: str
) -> None:
    token = lesson.sit()
    lesson.press(*before)

    view = lesson.try_vote(token, RAW[decision], decision=decision, round_=round_)

    assert told in refused(view)
    assert office.ledger.votes(lesson.code) == ()


def test_the_first_answer_counts_whatever_tab_the_second_comes_from(
    lesson: Lesson, office: Office
) -> None:
    token = lesson.sit()
    lesson.press("open")
    lesson.vote(token, BEST)
    other_tab = lesson.classroom.join(lesson.code, "", None, "zh", token)
    assert isinstance(other_tab, SeatView)

    for again in (token, other_tab.token):
        assert "以第一次" in refused(lesson.try_vote(again, RAW["pick"]))
    assert [vote.raw for vote in office.ledger.votes(lesson.code)] == [BEST]


def test_an_answer_whose_acknowledgement_was_lost_is_acknowledged_again(
    lesson: Lesson, office: Office
) -> None:
    token = lesson.sit()
    lesson.press("open")
    lesson.vote(token, BEST)
    lesson.press("close")

    again = lesson.try_vote(token, BEST)

    assert isinstance(again, PhoneView)
    assert again.answered
    assert len(office.ledger.votes(lesson.code)) == 1


@pytest.mark.parametrize("raw", [{}, {"choice": "nonsense"}, {"choice": None}, {"more": 1}])
def test_an_answer_that_says_nothing_is_refused_and_may_be_mended(
    lesson: Lesson, raw: dict[str, Any]
) -> None:
    token = lesson.sit()
    lesson.press("open")

    refused(lesson.try_vote(token, raw))

    assert lesson.vote(token, BEST).answered


def test_after_the_pause_answers_are_taken_again(lesson: Lesson) -> None:
    token = lesson.sit()
    lesson.press("open", "pause")
    assert not lesson.phone(token).accepts
    lesson.press("resume")

    assert lesson.phone(token).accepts
    assert lesson.vote(token).answered


def test_of_two_tabs_that_send_at_once_one_answer_is_stored(lesson: Lesson, office: Office) -> None:
    token = lesson.sit()
    lesson.press("open")
    raws = [BEST, RAW["pick"], {"choice": "alpha"}] * 4

    with ThreadPoolExecutor(12) as pool:
        views = list(pool.map(lambda raw: lesson.try_vote(token, raw), raws))

    (stored,) = office.ledger.votes(lesson.code)
    for raw, view in zip(raws, views, strict=True):
        assert isinstance(view, PhoneView) == (raw == stored.raw)


def test_answers_that_race_with_the_close_are_stored_and_counted_or_refused(
    classroom: Classroom, office: Office
) -> None:
    lesson = Lesson.open(classroom)
    tokens = [lesson.sit() for _ in range(80)]
    lesson.press("open")
    started = threading.Barrier(9)

    def send(mine: list[str]) -> list[bool]:
        started.wait()
        return [isinstance(lesson.try_vote(token, BEST), PhoneView) for token in mine]

    with ThreadPoolExecutor(8) as pool:
        sending = [pool.submit(send, tokens[n::8]) for n in range(8)]
        started.wait()
        time.sleep(0.02)
        closed = lesson.press("close")
        taken = sum(sum(each.result()) for each in sending)

    assert closed.answered == taken == len(office.ledger.votes(lesson.code))
    assert lesson.console().answered == taken


def test_an_answer_can_be_awaited_without_a_thread_of_its_own(lesson: Lesson) -> None:
    tokens = [lesson.sit() for _ in range(30)]
    lesson.press("open")

    sent = [lesson.classroom.vote_soon(token, "pick", 1, BEST, "zh") for token in tokens]

    assert all(isinstance(each.result(10), PhoneView) for each in sent)
    assert lesson.console().answered == 30


# --- pressing ------------------------------------------------------------------------------------


def test_of_two_devices_that_press_at_once_the_second_is_told_to_look(lesson: Lesson) -> None:
    seen = lesson.console().version
    lesson.classroom.act(TEACHER, lesson.code, "open", seen)

    late = lesson.classroom.act("另一位", lesson.code, "open", seen)

    assert "另一台设备" in refused(late)
    assert lesson.console().phase == "open"


def test_of_many_devices_that_press_at_once_exactly_one_is_taken(lesson: Lesson) -> None:
    def press(_: int) -> object:
        return lesson.classroom.act(TEACHER, lesson.code, "open", 1)

    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(press, range(8)))

    assert sum(isinstance(view, ConsoleView) for view in views) == 1
    assert lesson.classroom.version(lesson.code) == 2


def test_every_press_is_kept_with_who_pressed(lesson: Lesson, office: Office) -> None:
    lesson.press("open", "close")
    lesson.classroom.act("另一位", lesson.code, "show", 3)

    events = office.ledger.room_events(lesson.code)

    assert [(one.version, one.action, one.by) for one in events] == [
        (2, "open", TEACHER), (3, "close", TEACHER), (4, "show", "另一位"),
    ]  # fmt: skip


def test_whoever_subscribes_hears_of_every_press_until_they_stop(lesson: Lesson) -> None:
    heard: list[int] = []
    stop = lesson.classroom.subscribe(
        lesson.code, lambda: heard.append(lesson.classroom.version(lesson.code))
    )
    token = lesson.sit()
    lesson.press("open")
    lesson.vote(token)
    lesson.press("close")
    stop()
    lesson.press("show")

    assert heard == [2, 3]


def test_the_beat_grows_with_joins_and_answers_the_version_only_with_presses(
    lesson: Lesson,
) -> None:
    def figures() -> tuple[int, int]:
        return lesson.classroom.version(lesson.code), lesson.classroom.beat(lesson.code)

    seen = [figures()]
    token = lesson.sit()
    seen.append(figures())
    lesson.press("open")
    seen.append(figures())
    lesson.vote(token)
    seen.append(figures())

    assert [version for version, _ in seen] == [1, 1, 2, 2]
    beats = [beat for _, beat in seen]
    assert beats == sorted(set(beats))


# --- restart and replicas ------------------------------------------------------------------------


def _everything(lesson: Lesson, tokens: list[str]) -> list[object]:
    views: list[object] = [lesson.board("zh"), lesson.board("en")]
    views += [lesson.phone(token) for token in tokens]
    shown = lesson.console()
    return [*views, shown.phase, shown.answered, shown.tallies, shown.joined]


def test_after_a_restart_everything_stands_as_before(classroom: Classroom, office: Office) -> None:
    lesson = Lesson.open(classroom)
    tokens = [lesson.sit(name) for name in ("小云", "", "")]
    for action in (
        "open",
        "close",
        "show",
        "discuss",
        "revote",
        "shift",
        "reveal",
        "next",
        "pause",
    ):
        lesson.press(action)
        if action in ("open", "revote"):
            lesson.vote(tokens[0])
            lesson.vote(tokens[1], BEST)
        again = Lesson(Classroom(office), lesson.code)
        assert _everything(again, tokens) == _everything(lesson, tokens), action


def test_two_processes_on_one_ledger_take_one_press_and_see_each_other(
    classroom: Classroom, office: Office
) -> None:
    here = Lesson.open(classroom)
    there = Lesson(Classroom(office), here.code)
    heard: list[int] = []
    there.classroom.subscribe(here.code, lambda: heard.append(1))
    first, second = here.sit(), there.sit()
    here.press("open")

    refused(there.classroom.act(TEACHER, here.code, "open", 1))
    there.vote(second, BEST)
    here.vote(first, BEST)
    there.classroom.catch_up(here.code)
    here.classroom.catch_up(here.code)

    assert heard == [1]
    assert there.phone(first).answered
    assert here.console().answered == there.console().answered == 2


def test_a_board_is_turned_for_every_process_and_each_version_begins_with_its_first_screen(
    classroom: Classroom, office: Office
) -> None:
    here = Lesson.open(classroom)
    there = Classroom(office)

    assert classroom.turn(here.code, 1, 1, of=3)
    assert not classroom.turn(here.code, 1, -2, of=3)

    assert there.screen(here.code, 1) == 1
    assert there.screen(here.code, 2) == 0


def test_an_answer_through_a_process_that_lags_behind_is_refused_once_the_round_is_closed(
    classroom: Classroom, office: Office
) -> None:
    here = Lesson.open(classroom)
    here.press("open")
    there = Lesson(Classroom(office), here.code)
    late = there.sit()
    here.press("close")

    # That process still believes the round open.
    refused(there.try_vote(late, BEST, decision="pick", round_=1))

    assert office.ledger.votes(here.code) == ()


def test_a_phone_that_comes_from_another_process_finds_its_answer(
    classroom: Classroom, office: Office
) -> None:
    here = Lesson.open(classroom)
    seat = here.sit()
    here.press("open")
    there = Lesson(Classroom(office), here.code)
    there.console()
    here.vote(seat)

    assert there.phone(seat).answered


def test_an_answer_through_a_process_that_missed_a_pause_is_taken_all_the_same(
    classroom: Classroom, office: Office
) -> None:
    here = Lesson.open(classroom)
    here.press("open")
    there = Lesson(Classroom(office), here.code)
    seat = there.sit()
    here.press("pause", "resume")

    there.vote(seat, BEST)

    assert len(office.ledger.votes(here.code)) == 1


# --- what is shown -------------------------------------------------------------------------------


def test_whoever_answered_learns_their_own_mark_and_whoever_did_not_learns_none(
    lesson: Lesson,
) -> None:
    right, wrong, silent = (lesson.sit() for _ in range(3))
    lesson.press("open")
    lesson.vote(right, BEST)
    lesson.vote(wrong, {"choice": "gamma"})
    lesson.press("close", "reveal")

    marks = [lesson.phone(token).revealed for token in (right, wrong)]

    assert [mark and mark.percent for mark in marks] == [100, 0]
    assert marks[0] is not None
    assert marks[0].why == "CANARY-1-WHY"
    assert lesson.phone(silent).revealed is None
    first = lesson.classroom.phone(right, "zh", own=False)
    assert first is not None
    assert (first.revealed, first.follows) == (None, True)
    late = lesson.classroom.phone(silent, "zh", own=False)
    assert late is not None
    assert not late.follows


def test_the_room_s_percentage_is_that_of_whoever_answered(lesson: Lesson) -> None:
    right, wrong, _silent = (lesson.sit() for _ in range(3))
    lesson.press("open")
    lesson.vote(right, BEST)
    lesson.vote(wrong, {"choice": "gamma"})
    lesson.press("close", "reveal")

    board = lesson.board()

    assert board.percent == 50.0
    assert board.right == ("乙种做法",)
    assert {bar.label: bar.count for bar in board.tallies[0].bars} == {
        "甲种做法": 0, "乙种做法": 1, "丙种做法": 1,
    }  # fmt: skip


def test_after_the_talk_the_second_answer_counts_and_the_first_where_there_is_no_second(
    lesson: Lesson,
) -> None:
    changed, kept = lesson.sit(), lesson.sit()
    lesson.press("open")
    for token in (changed, kept):
        lesson.vote(token, {"choice": "gamma"})
    lesson.press("close", "show", "discuss", "revote")
    lesson.vote(changed, BEST)
    lesson.press("shift")
    shift = lesson.board()
    lesson.press("reveal")

    assert [sum(bar.count for bar in side[0].bars) for side in (shift.before, shift.after)] == [
        2,
        1,
    ]
    assert lesson.board().percent == 50.0
    marks = [lesson.phone(token).revealed for token in (changed, kept)]
    assert [mark and mark.percent for mark in marks] == [100, 0]


def test_the_majority_is_carried_out_beside_the_reference(lesson: Lesson) -> None:
    tokens = [lesson.sit() for _ in range(3)]
    lesson.press("open")
    for token, choice in zip(tokens, ("gamma", "gamma", "beta"), strict=True):
        lesson.vote(token, {"choice": choice})
    lesson.press("close", "reveal")

    board = lesson.board()

    assert [one.id for one in board.consequences] == ["after-pick"]
    assert "其余各题" in board.assumed
    assert {one.key for one in board.dimensions} == {
        "openness", "effectiveness", "collaboration", "satisfaction",
    }  # fmt: skip


def test_a_reveal_without_a_single_answer_still_teaches(lesson: Lesson) -> None:
    lesson.press("open", "close", "reveal")

    board = lesson.board()

    assert (board.percent, board.consequences, board.assumed) == (0.0, (), "")
    assert board.why == "CANARY-1-WHY"


def test_a_skipped_decision_is_neither_revealed_nor_counted(lesson: Lesson) -> None:
    token = lesson.sit()
    lesson.press("open")
    lesson.vote(token, {"choice": "gamma"})
    lesson.press("skip", "close", "reveal", "end")

    board = lesson.board()

    assert isinstance(board, EndedBoard)
    assert board.decisions == 1
    assert all(one.n == 0 for one in board.dimensions)


def test_the_console_knows_who_has_not_answered_and_whether_they_are_here(lesson: Lesson) -> None:
    done, _slow = lesson.sit("快的"), lesson.sit("慢的")
    lesson.press("open")
    lesson.vote(done)

    view = lesson.console()

    assert [(one.name, one.here) for one in view.waiting] == [("慢的", True)]
    assert (view.joined, view.here, view.answered) == (2, 2, 1)
    assert lesson.press("close").waiting == ()


def test_the_console_sees_answers_come_in_before_anybody_else(lesson: Lesson) -> None:
    token = lesson.sit()
    lesson.press("open")
    lesson.vote(token, BEST)

    assert sum(bar.count for bar in lesson.console().tallies[0].bars) == 1
    assert not hasattr(lesson.board(), "tallies")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_console_always_has_a_sentence_to_say(lesson: Lesson, lang: Any) -> None:
    tokens = [lesson.sit() for _ in range(5)]
    said = [lesson.console(lang).prompt]
    for action in THROUGH[:-1]:
        lesson.press(action)
        if action in ("open", "revote"):
            for token in tokens:
                lesson.vote(token, BEST if action == "revote" else None)
                said.append(lesson.console(lang).prompt)
        said.append(lesson.console(lang).prompt)

    assert all(sentence[-1] in "。？.?" for sentence in said)
    assert len(set(said)) >= 6


def test_no_name_is_ever_on_the_projector(lesson: Lesson) -> None:
    token = lesson.sit("独一无二的名字")
    seen = [repr(lesson.board())]
    for action in (*THROUGH, "end"):
        lesson.press(action)
        if action in ("open", "revote"):
            lesson.vote(token)
        seen.append(repr(lesson.board()))

    assert not any("独一无二的名字" in board for board in seen)


def test_a_board_is_made_once_for_everybody_who_looks(lesson: Lesson) -> None:
    token = lesson.sit()
    lesson.press("open")
    lesson.vote(token)
    lesson.press("close", "show")

    assert lesson.board() is lesson.board()


# --- teams ---------------------------------------------------------------------------------------


def test_teams_are_chosen_at_the_door_and_compared_by_their_means(classroom: Classroom) -> None:
    lesson = Lesson.open(classroom, teams=("第一组", "第二组", "第三组"))
    door = classroom.door(lesson.code, "zh")
    assert door is not None
    assert [team.label for team in door.teams] == ["第一组", "第二组", "第三组"]
    assert "小组" in refused(classroom.join(lesson.code, "", None, "zh"))
    assert "小组" in refused(classroom.join(lesson.code, "", "第九组", "zh"))
    lesson.press("open")
    for team, choice in (("第一组", "gamma"), ("第二组", "beta"), ("第二组", "gamma")):
        lesson.vote(lesson.sit(team=team), {"choice": choice})
    lesson.press("close", "reveal")

    assert [(one.name, one.percent, one.n) for one in lesson.board().groups] == [
        ("第二组", 50.0, 2), ("第一组", 0.0, 1),
    ]  # fmt: skip


def test_a_listener_that_breaks_keeps_neither_the_others_nor_the_press_from_going_on(
    lesson: Lesson, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[str] = []

    def broken() -> None:
        raise RuntimeError("away")

    lesson.classroom.subscribe(lesson.code, broken)
    lesson.classroom.subscribe(lesson.code, lambda: heard.append("here"))

    assert lesson.press("open").phase == "open"
    assert heard == ["here"]
    assert lesson.code in caplog.text


def test_a_department_s_phone_names_its_own_tables_and_no_others(lesson: Lesson) -> None:
    (offer,) = lesson.classroom.offers("zh")
    assert [(team.id, team.label) for team in offer.teams] == [
        ("data", "数据局"), ("police", "公安分局"),
    ]  # fmt: skip
    divided = Lesson.open(lesson.classroom, teams=("data", "police"))
    data, police = divided.sit(team="data"), divided.sit(team="police")
    divided.press("open")

    shown = {divided.phone(token).team: divided.phone(token).tables for token in (data, police)}

    assert shown == {"数据局": ("政务数据目录（申报稿）",), "公安分局": ("人口基础信息",)}
    assert lesson.phone(lesson.sit()).tables == ()


@pytest.mark.parametrize("others", ["alpha", "beta", "gamma"])
def test_a_team_s_answers_can_be_told_from_every_other_team_s(
    classroom: Classroom, office: Office, others: str
) -> None:
    lesson = Lesson.open(classroom, teams=("data", "police"))
    lesson.press("open")
    for choice in ("beta", "gamma", "beta"):
        lesson.vote(lesson.sit(team="data"), {"choice": choice})
    for _ in range(4):
        lesson.vote(lesson.sit(team="police"), {"choice": others})
    lesson.press("close", "reveal")

    team_of = {seat.id: seat.team for seat in office.ledger.seats(lesson.code)}
    votes = office.ledger.votes(lesson.code)
    own = [vote.raw["choice"] for vote in votes if team_of[vote.seat] == "data"]
    lines = {one.name: one.percent for one in lesson.board("en").groups}
    assert own == ["beta", "gamma", "beta"]
    assert lines["Data bureau"] == pytest.approx(200 / 3)


def test_whoever_comes_after_the_close_is_counted_on_the_board(lesson: Lesson) -> None:
    lesson.press("open", "close")
    assert lesson.board().joined == 0
    lesson.sit()

    assert lesson.board().joined == 1


def test_rooms_that_are_over_may_leave_memory_and_are_still_there(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.desk.classroom.HALLS", 2)
    lessons = [Lesson.open(classroom) for _ in range(4)]
    for lesson in lessons:
        lesson.press("end")
    codes = [line.room for line in classroom.rooms(TEACHER, "zh")]

    assert codes == [lesson.code for lesson in reversed(lessons)]
    assert all(isinstance(lesson.board(), EndedBoard) for lesson in lessons)
    assert all(line.phase == "ended" for line in classroom.rooms(TEACHER, "zh"))


def test_answers_that_a_corrected_drill_no_longer_understands_are_kept_but_not_counted(
    classroom: Classroom, office: Office
) -> None:
    lesson = Lesson.open(classroom)
    tokens = [lesson.sit() for _ in range(2)]
    lesson.press("open")
    for token, choice in zip(tokens, ("beta", "gamma"), strict=True):
        lesson.vote(token, {"choice": choice})
    lesson.press("close", "reveal")
    loaded = office.library.scenarios["canary"]
    step = loaded.scenario.steps[0]
    pick = step.decisions[0]
    fewer = pick.model_copy(update={"options": pick.options[:2]})  # type: ignore[attr-defined]
    steps = (step.model_copy(update={"decisions": (fewer, *step.decisions[1:])}),
             *loaded.scenario.steps[1:])  # fmt: skip
    changed = loaded.scenario.model_copy(update={"steps": steps})
    corrected = loaded.model_copy(
        update={"scenario": changed, "digest": "corrected", "key_digest": "corrected"}
    )
    office.library.scenarios["canary"] = corrected  # type: ignore[index]

    again = Lesson(Classroom(office), lesson.code)

    assert again.board().percent == 100.0
    assert len(office.ledger.votes(lesson.code)) == 2


def test_what_depends_on_a_skipped_decision_is_not_carried_out(lesson: Lesson) -> None:
    token = lesson.sit()
    lesson.press("open", "skip")
    lesson.vote(token)
    lesson.press("close", "reveal")

    assert lesson.board().consequences == ()


def test_what_rests_on_several_decisions_is_carried_out_once_all_are_revealed(
    lesson: Lesson,
) -> None:
    token = lesson.sit()
    shown = []
    for _ in range(2):
        lesson.press("open" if lesson.console().phase == "lobby" else "next")
        lesson.vote(token)
        lesson.press("close", "reveal")
        shown.append([one.id for one in lesson.board().consequences])

    assert shown == [["after-pick"], ["after-both"]]


def test_whoever_hangs_up_does_not_take_an_answer_back(lesson: Lesson, office: Office) -> None:
    token = lesson.sit()
    lesson.press("open")

    sent = lesson.classroom.vote_soon(token, "pick", 1, BEST, "zh")

    assert not sent.cancel()
    assert isinstance(sent.result(10), PhoneView)
    assert len(office.ledger.votes(lesson.code)) == 1
