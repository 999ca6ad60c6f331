"""A desk made of paper: everything a page can meet, in both languages, and no world behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sandbox.desk.views import (
    BenchView,
    ColumnView,
    ContinueView,
    DecisionView,
    DictionaryView,
    FinishedView,
    HintView,
    HomeView,
    InstructorView,
    ObjectionView,
    OwnDataView,
    PortraitView,
    QueryExampleView,
    RejectionView,
    ResultView,
    RowsView,
    SchemaTableView,
    StepView,
    TrailView,
    VerdictView,
    VisitorView,
)
from sandbox.text import FICTION_MARK, Lang
from tests.pages import fake_portrait, fake_verdicts
from tests.pages.fake_classroom import FakeClassroom
from tests.pages.fake_dictionary import paper_dictionary
from tests.pages.fake_forms import (
    DECISIONS,
    LAW,
    NOW,
    STEPS,
    Pair,
    controls,
    evidence,
    say_in,
)
from tests.pages.fake_outcomes import cards
from tests.pages.fake_studio import FakeStudio

PASSPHRASE = "open-sesame"


@dataclass
class FakeDesk:
    """Keeps answers in memory; every decision is worth 60 %, the first full marks."""

    people: dict[str, VisitorView] = field(default_factory=dict)
    runs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Run id → owner, answers by decision, hints by decision."""
    empty: bool = False
    refuse: bool = False
    """Refuse every answer, kindly."""
    objections: list[ObjectionView] = field(default_factory=list)
    classroom: FakeClassroom = field(default_factory=FakeClassroom)
    studio: FakeStudio = field(default_factory=FakeStudio)

    def check(self) -> None:
        """Paper is always there."""

    def sign_in(self, nickname: str, lang: Lang | None) -> VisitorView | RejectionView:
        """Anyone with a name may come in."""
        if not nickname.strip():
            return RejectionView(
                text=say_in(("请先写一个称呼。", "Please write a name to go by."), lang or "zh"),
                where="nickname",
            )
        id_ = f"p{len(self.people) + 1}"
        self.people[id_] = VisitorView(id=id_, nickname=nickname, lang=lang, token=f"token-{id_}")
        return self.people[id_]

    def visitor(self, token: str | None) -> VisitorView | None:
        """By token."""
        return next((p for p in self.people.values() if p.token == token), None)

    def first_passphrase(self) -> str | None:
        """Made before the first visitor, as on paper."""
        return None

    def admit(self, name: str, phrase: str, lang: Lang) -> InstructorView | RejectionView:
        """By one word."""
        if phrase != PASSPHRASE:
            return RejectionView(
                text=say_in(("口令不对。", "That is not the passphrase."), lang), where="phrase"
            )
        return InstructorView(name=name, token=f"teaching-{name.encode().hex()}")

    def vouched(self, name: str, email: str, lang: Lang) -> InstructorView | RejectionView:
        """Whoever has an address at the academy."""
        if not email.endswith("@academy.example.com"):
            return RejectionView(text=say_in(("还不是讲师。", "Not listed."), lang), where="email")
        return InstructorView(name=name, token=f"teaching-{name.encode().hex()}")

    def instructor(self, token: str | None) -> InstructorView | None:
        """By token."""
        if token is None or not token.startswith("teaching-"):
            return None
        return InstructorView(name=bytes.fromhex(token[9:]).decode(), token=token)

    def set_lang(self, visitor_id: str, lang: Lang) -> None:
        """Remembered."""
        self.people[visitor_id] = replace(self.people[visitor_id], lang=lang)

    def home(self, visitor_id: str, lang: Lang) -> HomeView:
        """One card recommended, one finished, and whatever was started."""
        if self.empty:
            return HomeView(going_on=(), cards=(), finished=())
        mine = [(id_, run) for id_, run in self.runs.items() if run["owner"] == visitor_id]
        going = tuple(
            ContinueView(
                run=id_,
                title=say_in(("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang),
                step=self._at(id_) + 1,
                steps=len(STEPS),
                answered=len(run["answers"]),
                decisions=len(DECISIONS),
                started_at=NOW,
            )
            for id_, run in mine
            if len(run["answers"]) < len(DECISIONS)
        )
        done = tuple(
            FinishedView(
                run=id_,
                title=say_in(("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang),
                percent=72,
                level="applying",
                finished_at=NOW,
            )
            for id_, run in mine
            if len(run["answers"]) == len(DECISIONS)
        )
        return HomeView(
            going_on=going,
            cards=cards(lang),
            finished=done,
            standing=fake_portrait.standing() if done else None,
            due=(fake_portrait.due(lang),) if done else (),
        )

    def start(
        self,
        visitor_id: str,
        scenario_id: str,
        mode: str = "practice",
        role: str | None = None,
    ) -> str:
        """A run with nothing answered."""
        id_ = f"run{len(self.runs) + 1}"
        self.runs[id_] = {"owner": visitor_id, "answers": {}, "hints": {}}
        return id_

    def _own(self, visitor_id: str, run_id: str) -> dict[str, Any] | None:
        run = self.runs.get(run_id)
        return run if run is not None and run["owner"] == visitor_id else None

    def _at(self, run_id: str) -> int:
        answers = self.runs[run_id]["answers"]
        waiting = next((d for d in DECISIONS if d[0] not in answers), DECISIONS[-1])
        return [id_ for id_, _ in STEPS].index(waiting[1])

    def step(self, visitor_id: str, run_id: str, lang: Lang) -> StepView | None:
        """Where the run stands."""
        run = self._own(visitor_id, run_id)
        if run is None:
            return None
        waiting = next((d for d in DECISIONS if d[0] not in run["answers"]), None)
        at = self._at(run_id)
        answered = [d[0] for d in DECISIONS if d[0] in run["answers"]]
        brief = say_in(
            (
                "松岚区民政局要核对 **640 户**低收入家庭的经济状况，需要向九个部门申请数据。有的部门沉默，有的部门加条件。\n\n您是业务主管，请把数据依法要回来，让该拿到救助的家庭按时拿到。",
                "The Songlan civil affairs office must check **640 low-income households** and needs data from nine departments. Some stay silent, some add conditions.\n\nYou lead the business side: get the data lawfully, so that families entitled to help receive it on time.",
            ),
            lang,
        )
        return StepView(
            run=run_id,
            scenario="means-test",
            scenario_title=say_in(
                ("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang
            ),
            mode="practice",
            step=STEPS[at][0],
            number=at + 1,
            of=len(STEPS),
            title=say_in(STEPS[at][1], lang),
            brief=brief,
            evidence=evidence(STEPS[at][0], lang),
            decision=None if waiting is None else self._decision(run, waiting, lang),
            answered=len(answered),
            decisions=len(DECISIONS),
            trail=tuple(
                TrailView(
                    step=id_,
                    title=say_in(pair, lang),
                    state="done" if n < at else "here" if n == at else "ahead",
                )
                for n, (id_, pair) in enumerate(STEPS)
            ),
            law_date=LAW,
            previous=answered[-1] if answered else None,
        )

    def _decision(
        self, run: dict[str, Any], spec: tuple[str, str, Pair, Pair, int], lang: Lang
    ) -> DecisionView:
        id_, _, title, prompt, points = spec
        texts = (
            ("先找法律依据，再看申报。", "Look for the rule first, then at the declaration."),
            ("部门规章不能作为不予共享的依据。", "A departmental rule cannot justify withholding."),
        )
        taken = run["hints"].get(id_, 0)
        hints = tuple(
            HintView(
                rung=n, cost_points=points / 10, text=say_in(pair, lang) if n <= taken else None
            )
            for n, pair in enumerate(texts, start=1)
        )
        number = [d[0] for d in DECISIONS].index(id_) + 1
        return DecisionView(
            id=id_,
            number=number,
            title=say_in(title, lang),
            prompt=say_in(prompt, lang),
            points=points,
            controls=controls(id_, lang),
            hints=hints,
        )

    def take_hint(self, visitor_id: str, run_id: str, decision_id: str, lang: Lang) -> HintView:
        """The next rung."""
        hints = self.runs[run_id]["hints"]
        hints[decision_id] = hints.get(decision_id, 0) + 1
        return HintView(rung=hints[decision_id], cost_points=1, text="…")

    def submit(
        self, visitor_id: str, run_id: str, decision_id: str, raw: Mapping[str, Any], lang: Lang
    ) -> VerdictView | RejectionView:
        """Stored, unless nothing at all was entered."""
        if self.refuse or not any(raw.values()):
            return RejectionView(
                text=say_in(
                    (
                        "还没有作答。请至少填写一项再提交，您填的内容没有丢失。",
                        "Nothing has been entered yet. Please fill in at least one part; nothing you entered is lost.",
                    ),
                    lang,
                ),
                where=None,
            )
        self.runs[run_id]["answers"].setdefault(decision_id, dict(raw))
        found = self.verdict(visitor_id, run_id, decision_id, lang)
        assert found is not None
        return found

    def verdict(
        self, visitor_id: str, run_id: str, decision_id: str, lang: Lang
    ) -> VerdictView | None:
        """The same for everyone."""
        run = self._own(visitor_id, run_id)
        if run is None or decision_id not in run["answers"]:
            return None
        return fake_verdicts.verdict(run_id, run, decision_id, lang)

    def result(self, visitor_id: str, run_id: str, lang: Lang) -> ResultView | None:
        """Once all is answered."""
        run = self._own(visitor_id, run_id)
        if run is None or len(run["answers"]) < len(DECISIONS):
            return None
        return fake_verdicts.result(run_id, lang)

    def portrait(self, visitor_id: str, lang: Lang) -> PortraitView | None:
        """Once anything is finished."""
        mine = [run for run in self.runs.values() if run["owner"] == visitor_id]
        if not any(len(run["answers"]) == len(DECISIONS) for run in mine):
            return None
        return fake_portrait.portrait(self.people[visitor_id].nickname, lang)

    def own_data(self, visitor_id: str, lang: Lang) -> OwnDataView | None:
        """Counted by hand."""
        if visitor_id not in self.people:
            return None
        nickname = self.people[visitor_id].nickname
        return fake_portrait.own_data(nickname, tuple(self.objections), lang)

    def export(self, visitor_id: str, lang: Lang) -> tuple[str, bytes] | None:
        """A name."""
        if visitor_id not in self.people:
            return None
        return "my-data.json", f'{{"person": "{self.people[visitor_id].nickname}"}}'.encode()

    def object_to(
        self, visitor_id: str, run_id: str, decision_id: str, reason: str, lang: Lang
    ) -> ObjectionView | RejectionView:
        """Kept on paper."""
        if not reason.strip():
            text = say_in(("请写一两句理由。", "Please give a reason."), lang)
            return RejectionView(text=text, where="reason")
        self.objections.append(fake_portrait.objection("o1", reason, None, lang))
        return self.objections[-1]

    def erase(self, visitor_id: str) -> bool:
        """Torn up."""
        return self.people.pop(visitor_id, None) is not None

    def bench(self, visitor_id: str, run_id: str, decision_id: str, lang: Lang) -> BenchView | None:
        """One table, one example."""
        column = ColumnView(key="sfz", label=say_in(("证件号码", "ID number"), lang))
        table = SchemaTableView(
            name="mz_gljt", label=say_in(("高龄津贴", "Old-age allowance"), lang), columns=(column,)
        )
        example = QueryExampleView(
            label=say_in(("看前几行", "A first look"), lang), sql="SELECT * FROM mz_gljt LIMIT 5"
        )
        return BenchView(tables=(table,), examples=(example,), permitted=("mz_gljt.sfz",))

    def try_query(
        self, visitor_id: str, run_id: str, sql: str, lang: Lang
    ) -> RowsView | RejectionView:
        """Any SELECT finds two rows; anything else is refused kindly."""
        if not sql.upper().startswith("SELECT"):
            text = say_in(("第 1 行：这里只能查询。", "Line 1: Queries only read here."), lang)
            return RejectionView(text=text, where="sql")
        rows = (("29010000000000001X", 1), ("29010000000000002X", None))
        return RowsView(columns=("sfz", "sfz"), rows=rows, cut=False, milliseconds=3.4)

    def table_csv(
        self, visitor_id: str, run_id: str, key: str, lang: Lang
    ) -> tuple[str, bytes] | None:
        """The mark, then the rows."""
        if self._own(visitor_id, run_id) is None or not key.endswith("-0"):
            return None
        return f"{key}.csv", f"\ufeff{FICTION_MARK.pick(lang)}\r\n".encode()

    def dictionary(self, lang: Lang) -> DictionaryView:
        """Two departments."""
        return paper_dictionary(lang)
