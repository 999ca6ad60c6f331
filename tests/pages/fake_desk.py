"""A desk made of paper: everything a page can meet, in both languages, and no world behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sandbox.desk.views import (
    BarView,
    BasisView,
    CardView,
    ChartView,
    ChoiceView,
    ColumnView,
    ConsequenceView,
    ContinueView,
    ControlView,
    CountView,
    DateView,
    DecisionResultView,
    DecisionView,
    DocumentView,
    FindingView,
    FinishedView,
    GridView,
    HintView,
    HomeView,
    MeasureView,
    NumberView,
    OrderView,
    PersonView,
    PickManyView,
    PickView,
    RejectionView,
    ResultView,
    StepView,
    TableView,
    TrailView,
    VerdictView,
    VisitorView,
)
from sandbox.text import FICTION_MARK, Lang

NOW = datetime(2027, 3, 15, 6, 3, tzinfo=UTC)
LAW = date(2026, 6, 3)
Pair = tuple[str, str]

STEPS: tuple[tuple[str, Pair], ...] = (
    ("catalogue", ("核对目录：哪些能共享", "Check the catalogue: what may be shared")),
    ("request", ("提出申请，盯住时限", "File the request and watch the deadlines")),
    ("dispute", ("遇到推诿怎么办", "When a department stalls")),
)
DECISIONS: tuple[tuple[str, str, Pair, Pair, int], ...] = (
    (
        "attribute",
        "catalogue",
        ("给 16 个目录项定共享属性", "Give 16 catalogue items their sharing attribute"),
        (
            "对照材料里的目录表，判断每一项的**法定**共享属性。部门自己申报的不一定对。",
            "Using the catalogue in the evidence, decide each item's **lawful** attribute."
            " What a department declared is not always right.",
        ),
        12,
    ),
    (
        "elements",
        "request",
        ("申请书要写清哪几项", "What a request must state"),
        ("依照条例，申请书**必须**写明哪些内容？", "Which elements **must** a request state?"),
        5,
    ),
    (
        "fields",
        "request",
        ("26 个字段，各要到什么程度", "26 fields: how much of each is needed"),
        (
            "只为核对家庭经济状况，每个字段该要到什么程度？",
            "For means-testing alone, how much of each field is needed?",
        ),
        12,
    ),
    (
        "deadlines",
        "request",
        ("六个期限各到哪天", "Six deadlines"),
        ("按工作日历推算每件事的最后一天。", "Work out the last day for each, in working days."),
        12,
    ),
    (
        "excuses",
        "dispute",
        ("对方的三种说法，怎么回", "Three replies you received"),
        ("逐条选择最合适的回应。", "Choose the most fitting answer to each."),
        9,
    ),
    (
        "path",
        "dispute",
        ("争议按什么顺序处理", "In which order a dispute is settled"),
        ("把处理环节按先后排好。", "Put the stages in order."),
        6,
    ),
    (
        "sample",
        "dispute",
        ("抽查多少户", "How many households to verify"),
        ("本月复核力量有限，请确定抽查户数。", "Staff is short this month; set a sample size."),
        4,
    ),
)
ITEMS: tuple[Pair, ...] = (
    ("企业登记信息", "Enterprise registration"),
    ("婚姻登记状态", "Marital status"),
    ("不动产登记（有无、套数）", "Real estate (owned or not, number)"),
    ("统计调查单户资料", "Single-household statistical returns"),
    ("封存的未成年人犯罪记录", "Sealed juvenile criminal records"),
    ("社会保险参保状态", "Social insurance status"),
    ("行政区划代码", "Administrative division codes"),
    ("死亡登记信息", "Death registration"),
    ("住房公积金月缴存额", "Monthly housing-fund deposit"),
    ("机动车登记（有无、年份）", "Vehicle registration (owned or not, year)"),
    ("内部讨论过程稿", "Internal discussion drafts"),
    ("行政许可公示信息", "Published licences"),
    ("低保对象名单", "Minimum-allowance recipients"),
    ("个人所得税申报收入", "Declared personal income"),
    ("殡葬服务登记", "Funeral service records"),
    ("残疾人证状态", "Disability certificate status"),
)
LABELS: tuple[tuple[str, Pair, Pair], ...] = (
    ("open", ("无条件", "Unconditional"), ("可提供给所有政府部门", "may go to every department")),
    ("cond", ("有条件", "Conditional"), ("按条件提供给相关部门", "under stated conditions")),
    ("none", ("不予共享", "Withheld"), ("须有法律、行政法规等明文依据", "only on an express rule")),
    ("out", ("不属于", "Out of scope"), ("不是条例所称政务数据", "not data under the Regulation")),
)


def _t(pair: Pair, lang: Lang) -> str:
    return pair[0] if lang == "zh" else pair[1]


def _choice(id_: str, label: Pair, lang: Lang, detail: Pair | None = None) -> ChoiceView:
    return ChoiceView(id=id_, label=_t(label, lang), detail=_t(detail, lang) if detail else None)


def _choices(pairs: tuple[Pair, ...], lang: Lang, prefix: str) -> tuple[ChoiceView, ...]:
    return tuple(_choice(f"{prefix}{n}", pair, lang) for n, pair in enumerate(pairs, start=1))


def controls(decision: str, lang: Lang) -> tuple[ControlView, ...]:
    """The form of a decision."""
    labels = tuple(_choice(id_, name, lang, detail) for id_, name, detail in LABELS)
    if decision == "attribute":
        rows = tuple(
            _choice(f"m{n:02}", pair, lang, ("申报：有条件共享", "declared: conditional"))
            for n, pair in enumerate(ITEMS, start=1)
        )
        return (
            GridView(
                key="labels", label=_t(("共享属性", "Attribute"), lang), rows=rows, labels=labels
            ),
        )
    if decision == "fields":
        depth = _choices(
            (("不要", "Not needed"), ("是否", "Yes or no"), ("区间", "Range"), ("明细", "Detail")),
            lang,
            "d",
        )
        rows = _choices((ITEMS * 2)[:26], lang, "f")
        return (
            GridView(key="depth", label=_t(("需要程度", "Depth"), lang), rows=rows, labels=depth),
        )
    if decision == "elements":
        names = (("使用依据", "Legal basis"), ("使用场景", "Scene of use"), ("使用范围", "Scope of use"),
                 ("共享方式", "Mode of sharing"), ("使用时限", "Period of use"),
                 ("分管副市长签字", "Signature of a vice-mayor"), ("本单位资产清单", "Asset list of your office"))  # fmt: skip
        some = tuple(
            replace(c, detail=_t(("条例列明", "listed in the Regulation"), lang)) if n == 0 else c
            for n, c in enumerate(_choices(names, lang, "e"))
        )
        return (
            PickManyView(
                key="elements", label=_t(("必须写明", "Must be stated"), lang), choices=some
            ),
        )
    if decision == "deadlines":
        return tuple(
            DateView(
                key=f"q{n}",
                label=_t(
                    (f"第 {n} 件：提供方答复截止", f"Item {n}: the provider's reply is due"), lang
                ),
                detail=_t(
                    (
                        f"2027-03-{n + 1:02} 收到申请，有条件共享",
                        f"request received 2027-03-{n + 1:02}, conditional",
                    ),
                    lang,
                ),
                near=f"2027-03-{n + 1:02}",
            )
            for n in range(1, 7)
        )
    if decision == "excuses":
        said = (("“本厅内部规定不共享”", "“Our internal rules forbid sharing”"),
                ("“需分管副市长签字”", "“We need the vice-mayor's signature”"),
                ("“材料不齐，退回”", "“Papers incomplete: refused”"))  # fmt: skip
        ways = (("接受，不再申请", "Accept it and stop asking"),
                ("说明内部规定不是法定依据，请其列明依据或按期答复", "Explain that internal rules are no legal basis; ask for one, or for a reply in time"),
                ("直接向上级投诉", "Complain to the superior at once"))  # fmt: skip
        return tuple(
            PickView(key=f"p{n}", label=_t(one, lang), choices=_choices(ways, lang, "w"))
            for n, one in enumerate(said, start=1)
        )
    if decision == "path":
        stages = (("本级人民政府决定", "The people's government decides"), ("双方协商", "The two departments negotiate"),
                  ("同级数据共享主管部门协调", "The sharing authority mediates"), ("书面记录分歧点", "Write down what is disputed"),
                  ("执行决定并反馈", "Carry out the decision and report"))  # fmt: skip
        return (
            OrderView(
                key="order",
                label=_t(("先后顺序", "Order"), lang),
                choices=_choices(stages, lang, "s"),
            ),
        )
    return (
        NumberView(
            key="n",
            label=_t(("抽查户数", "Households"), lang),
            detail=_t(("本月最多能走访 80 户", "at most 80 visits this month"), lang),
            unit=_t(("户", "households"), lang),
        ),
    )


def evidence(step: str, lang: Lang) -> tuple[Any, ...]:
    """Tables, a chart and a document."""
    columns = tuple(
        ColumnView(key=key, label=_t(pair, lang))
        for key, pair in (
            ("zy_id", ("编号", "ID")),
            ("mc", ("目录名称", "Item")),
            ("tgdw", ("提供单位", "Provider")),
            ("gxsx", ("申报属性", "Declared")),
            ("gxpl", ("更新频率", "Updated")),
            ("rq", ("登记日期", "Date")),
            ("n", ("条数", "Rows")),
        )  # fmt: skip
    )
    rows = tuple(
        (
            f"YZ{n:03}",
            _t(pair, lang),
            _t(("云泽省民政厅", "Civil Affairs, Yunze"), lang),
            _t(("有条件", "Conditional"), lang),
            _t(("每日", "daily"), lang),
            date(2027, 1, 1 + n),
            1200 * n,
        )  # fmt: skip
        for n, pair in enumerate(ITEMS, start=1)
    )
    table = TableView(
        key=f"{step}-0", caption=_t(("目录表", "Catalogue"), lang), columns=columns, rows=rows
    )
    chart = ChartView(
        key=f"{step}-1",
        caption=_t(("答复用时", "Reply times"), lang),
        spec={
            "mark": "bar",
            "title": _t(
                ("三家单位超过十个工作日", "Three providers exceed ten working days"), lang
            ),
            "encoding": {
                "y": {"field": "dw", "type": "nominal", "sort": "-x"},
                "x": {"field": "days", "type": "quantitative"},
            },
        },  # fmt: skip
        columns=(
            ColumnView(key="dw", label=_t(("提供单位", "Provider"), lang)),
            ColumnView(key="days", label=_t(("用时（工作日）", "Working days"), lang)),
        ),
        rows=tuple(
            (_t(pair, lang), days)
            for pair, days in (
                (("公安", "Police"), 9),
                (("人社", "Social security"), 13),
                (("税务", "Taxation"), 15),
                (("住建", "Housing"), 22),
                (("市监", "Market"), 4),
            )
        ),
    )
    text = _t(
        ("### 云泽政办发〔2027〕12号（实训虚构）\n\n各单位收到共享申请后，应当在规定期限内答复。\n\n- 无条件共享：1 个工作日\n- 有条件共享：10 个工作日",
         "### Yunze Notice 12 of 2027 (fictional)\n\nEvery department replies to a request in time.\n\n- Unconditional: 1 working day\n- Conditional: 10 working days"),
        lang,
    )  # fmt: skip
    return (
        table,
        chart,
        DocumentView(key=f"{step}-2", caption=_t(("通知原文", "The notice"), lang), markdown=text),
    )


def consequences(lang: Lang) -> tuple[ConsequenceView, ...]:
    """One of each shape, and one with nobody in it."""
    people = (
        PersonView(name="岑望舒", age=74, place=_t(("青屿区望澜街道（虚构）", "Wanglan, Qingyu (fictional)"), lang),
                   outcome=_t(("高龄津贴晚发 31 天，药费先由邻居垫付。", "Her allowance came 31 days late; a neighbour paid for her medicine."), lang), tone="harmed"),
        PersonView(name="陆知遥", age=38, place=_t(("松岚区枫桥社区（虚构）", "Fengqiao, Songlan (fictional)"), lang),
                   outcome=_t(("少跑两趟，当天办结。", "Two trips fewer; settled the same day."), lang), tone="helped"),
        PersonView(name="顾未晞", age=None, place=_t(("云麓县（虚构）", "Yunlu County (fictional)"), lang),
                   outcome=_t(("还在等税务部门答复。", "Still waiting for the tax office."), lang), tone="waiting"),
    )  # fmt: skip
    return (
        ConsequenceView(id="waiting", title=_t(("还在等的家庭", "Households still waiting"), lang), indicator="satisfaction", shape="count",
                        text="", unit=_t(("户", "households"), lang), people=(), bars=(),
                        count=CountView(value=128, unit=_t(("户", "households"), lang), sentence=_t(("128 户家庭因为等数据，晚了一个月拿到救助。", "128 households got help a month late because data had not arrived."), lang),
                                        reference_value=14, reference_sentence=_t(("只有 14 户会晚。", "Only 14 would have been late."), lang), tone="harmed")),
        ConsequenceView(id="who", title=_t(("其中三个人", "Three of them"), lang), indicator="collaboration", shape="people",
                        text=_t(("您的决定落到了这些人身上：", "This is whom your decision reached:"), lang), unit=None, count=None, people=people, bars=()),
        ConsequenceView(id="days", title=_t(("等数据的天数", "Days until the data came"), lang), indicator="effectiveness", shape="before_after",
                        text=_t(("越短越好。", "Shorter is better."), lang), unit=_t(("工作日", "working days"), lang), count=None, people=(),
                        bars=(BarView(label=_t(("不动产", "Real estate"), lang), before=40, after=31, reference=21),
                              BarView(label=_t(("婚姻", "Marriage"), lang), before=22, after=11, reference=11))),
        ConsequenceView(id="nobody", title=_t(("被误停的人", "People cut off by mistake"), lang), indicator="satisfaction", shape="people",
                        text=_t(("没有人被误停。", "Nobody was cut off by mistake."), lang), unit=None, count=None, people=(), bars=()),
    )  # fmt: skip


@dataclass
class FakeDesk:
    """Keeps answers in memory; every decision is worth 60 %, the first full marks."""

    people: dict[str, VisitorView] = field(default_factory=dict)
    runs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Run id → owner, answers by decision, hints by decision."""
    empty: bool = False
    refuse: bool = False
    """Refuse every answer, kindly."""

    def sign_in(self, nickname: str, lang: Lang | None) -> VisitorView | RejectionView:
        """Anyone with a name may come in."""
        if not nickname.strip():
            return RejectionView(
                text=_t(("请先写一个称呼。", "Please write a name to go by."), lang or "zh"),
                where="nickname",
            )
        id_ = f"p{len(self.people) + 1}"
        self.people[id_] = VisitorView(id=id_, nickname=nickname, lang=lang, token=f"token-{id_}")
        return self.people[id_]

    def visitor(self, token: str | None) -> VisitorView | None:
        """By token."""
        return next((p for p in self.people.values() if p.token == token), None)

    def set_lang(self, visitor_id: str, lang: Lang) -> None:
        """Remembered."""
        self.people[visitor_id] = replace(self.people[visitor_id], lang=lang)

    def home(self, visitor_id: str, lang: Lang) -> HomeView:
        """One card recommended, one finished, and whatever was started."""
        if self.empty:
            return HomeView(going_on=(), cards=(), finished=())
        mine = [(id_, run) for id_, run in self.runs.items() if run["owner"] == visitor_id]
        going = tuple(
            ContinueView(run=id_, title=_t(("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang), step=self._at(id_) + 1, steps=len(STEPS),
                         answered=len(run["answers"]), decisions=len(DECISIONS), started_at=NOW)
            for id_, run in mine if len(run["answers"]) < len(DECISIONS)
        )  # fmt: skip
        done = tuple(
            FinishedView(run=id_, title=_t(("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang), percent=72, level="applying", finished_at=NOW)
            for id_, run in mine if len(run["answers"]) == len(DECISIONS)
        )  # fmt: skip
        return HomeView(going_on=going, cards=_cards(lang), finished=done)

    def start(self, visitor_id: str, scenario_id: str, mode: str = "practice") -> str:
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
        brief = _t(
            ("松岚区民政局要核对 **640 户**低收入家庭的经济状况，需要向九个部门申请数据。有的部门沉默，有的部门加条件。\n\n您是业务主管，请把数据依法要回来，让该拿到救助的家庭按时拿到。",
             "The Songlan civil affairs office must check **640 low-income households** and needs data from nine departments. Some stay silent, some add conditions.\n\nYou lead the business side: get the data lawfully, so that families entitled to help receive it on time."),
            lang,
        )  # fmt: skip
        return StepView(
            run=run_id, scenario="means-test", scenario_title=_t(("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang), mode="practice",
            step=STEPS[at][0], number=at + 1, of=len(STEPS), title=_t(STEPS[at][1], lang), brief=brief, evidence=evidence(STEPS[at][0], lang),
            decision=None if waiting is None else self._decision(run, waiting, lang), answered=len(answered), decisions=len(DECISIONS),
            trail=tuple(TrailView(step=id_, title=_t(pair, lang), state="done" if n < at else "here" if n == at else "ahead") for n, (id_, pair) in enumerate(STEPS)),
            law_date=LAW, previous=answered[-1] if answered else None,
        )  # fmt: skip

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
            HintView(rung=n, cost_points=points / 10, text=_t(pair, lang) if n <= taken else None)
            for n, pair in enumerate(texts, start=1)
        )
        number = [d[0] for d in DECISIONS].index(id_) + 1
        return DecisionView(
            id=id_,
            number=number,
            title=_t(title, lang),
            prompt=_t(prompt, lang),
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
                text=_t(
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
        ids = [d[0] for d in DECISIONS]
        at = ids.index(decision_id)
        spec = DECISIONS[at]
        full = decision_id == "elements"
        after = DECISIONS[at + 1][1] if at + 1 < len(DECISIONS) else None
        standings = ("right", "wrong", "right", "missed", "extra", "partial", *["right"] * 10)
        findings = tuple(
            FindingView(item=_t(pair, lang), standing="right" if full else standing, given=None if standing == "missed" else _t(LABELS[0][1], lang),
                        expected=None if standing == "extra" else _t(LABELS[0 if standing == "right" else 1][1], lang),
                        note=_t(("部门规章不是不予共享的依据。", "A departmental rule does not justify withholding."), lang) if standing == "wrong" and not full else None)
            for pair, standing in zip(ITEMS, standings, strict=True)
        )  # fmt: skip
        return VerdictView(
            run=run_id, decision=decision_id, number=at + 1, title=_t(spec[2], lang), percent=100 if full else 58, points=spec[4] * (1 if full else 0.58), out_of=spec[4],
            standing="full" if full else "improve",
            arithmetic=_t(("16 项中 12 项一致；扣除碰巧答对的部分后得 58%：12 分 × 0.58 = 6.96 分。", "12 of 16 agree; corrected for chance that is 58%: 12 points × 0.58 = 6.96."), lang),
            hint_note=_t(("看过 1 条提示，少得 1.2 分。", "One hint taken: 1.2 points less."), lang) if run["hints"].get(decision_id) else None,
            findings=findings, why=_t(("不予共享须有法律、行政法规或者国务院决定的**明确**依据。", "Withholding needs an **express** rule in a law, an administrative regulation or a State Council decision."), lang),
            affected=_t(("640 户等待核对的家庭。", "The 640 households waiting to be checked."), lang),
            option_notes=((_t(LABELS[2][1], lang), _t(("全标“不予共享”最省事，但救助会停下来。", "Withholding everything is easy, but help would come to a halt."), lang)),),
            basis=(BasisView(name=_t(("《政务数据共享条例》第十四条", "Government Data Sharing Regulation, Art. 14"), lang), gist=_t(("共享属性分三类，不予共享须有明文依据。", "Three attributes; withholding needs an express basis."), lang), house=False, version_date=LAW),
                   BasisView(name=_t(("提示扣分", "Cost of hints"), lang), gist=_t(("每看一条提示，本题少得一成。", "Each hint costs a tenth of the points."), lang), house=True, version_date=LAW)),
            consequences=consequences(lang), stored_at=NOW, next_step=after,
        )  # fmt: skip

    def result(self, visitor_id: str, run_id: str, lang: Lang) -> ResultView | None:
        """Once all is answered."""
        run = self._own(visitor_id, run_id)
        if run is None or len(run["answers"]) < len(DECISIONS):
            return None
        lines = tuple(
            DecisionResultView(decision=d[0], number=n, title=_t(d[2], lang), percent=100 if d[0] == "elements" else 58, points=round(d[4] * 0.58, 2), out_of=d[4])
            for n, d in enumerate(DECISIONS, start=1)
        )  # fmt: skip

        def measures(*keys: tuple[str, float | None]) -> tuple[MeasureView, ...]:
            how = _t(
                (
                    "各题得分按权重平均，样本少时向 60 分靠拢。",
                    "Weighted mean of the marks, drawn towards 60 when there are few.",
                ),
                lang,
            )
            moved = ((lines[0].title, 0.45), (lines[2].title, 0.3))
            return tuple(
                MeasureView(
                    key=k,
                    score=s,
                    n=3 if k == "collaboration" else 7,
                    enough=k != "collaboration",
                    moved_by=moved if s else (),
                    arithmetic=how,
                )
                for k, s in keys
            )

        return ResultView(
            run=run_id, scenario="means-test", scenario_title=_t(("困难群众家庭经济状况核对", "Means-testing the lawful way"), lang), percent=72, points=43.2, out_of=60, level="applying",
            level_reason=_t(("60 至 74 分为“运用数字化”。再得 2 分，且群众服务满意度不低于 60，就到“驾驭数字化”。", "60 to 74 is “applying”. Two more points, with public satisfaction at 60 or above, make it “mastering”."), lang),
            gate_notes=(_t(("一次轻微违规：向保险公司转交了名单，开放度按 0.8 计。", "One minor breach: the list went to an insurer, so openness counts at 0.8."), lang),),
            dimensions=measures(("openness", 68.0), ("effectiveness", 74.0), ("collaboration", 55.0), ("satisfaction", 81.0)),
            thinking=measures(("sense", 77.0), ("use", 64.0), ("wisdom", None)),
            shortcomings=measures(("cognition", 30.0), ("literacy", 22.0), ("practice", 46.0), ("values", 18.0)),
            decisions=lines, strongest=lines[1], weakest=lines[0], consequences=consequences(lang)[:2], seed=101, can_retry=True, law_date=LAW,
        )  # fmt: skip

    def table_csv(
        self, visitor_id: str, run_id: str, key: str, lang: Lang
    ) -> tuple[str, bytes] | None:
        """The mark, then the rows."""
        if self._own(visitor_id, run_id) is None or not key.endswith("-0"):
            return None
        return f"{key}.csv", f"\ufeff{FICTION_MARK.pick(lang)}\r\n".encode()


def _cards(lang: Lang) -> tuple[CardView, ...]:
    made: tuple[tuple[str, str, Pair, Pair], ...] = (
        ("means-test", "cross-department-sharing", ("困难群众家庭经济状况核对", "Means-testing the lawful way"), ("640 户等着救助，九个部门的数据怎么依法要回来？", "640 households wait for help. How do you lawfully obtain data from nine departments?")),
        ("old-age", "data-integration", ("高龄津贴的“幽灵名单”", "Ghosts on the old-age allowance roll"), ("名单里有人已经去世，也有人被误当作去世。停谁、核谁？", "Some on the roll have died; some are only thought to have. Whom do you stop, whom do you check?")),
        ("talent", "smart-approval", ("人才补贴“秒批”", "Instant approval of talent subsidies"), ("自动通过可以，自动拒绝不行。规则怎么定？", "Approve automatically, never refuse automatically. How do you set the rules?")),
        ("model", "algorithm-oversight", ("低保预警模型：高风险标签从哪里来", "The welfare risk model: where does the label come from?"), ("供应商说准确率 99%。您要问什么？", "The vendor claims 99 % accuracy. What do you ask?")),
        ("leak", "data-security", ("外包运维泄露：黄金四小时", "Contractor leak: the first four hours"), ("凌晨两点接到电话，先做哪一件？", "The phone rings at two in the morning. What comes first?")),
    )  # fmt: skip
    return tuple(
        CardView(id=id_, title=_t(title, lang), story=_t(story, lang), family=family, tiers=("bureau", "county") if n % 2 == 0 else ("county", "township"),
                 roles=("business-lead", "data-steward"), minutes=30 + 5 * n, decisions=7, law_date=LAW, best_percent=72 if n == 1 else None, best_level="applying" if n == 1 else None,
                 recommended=_t(("跨部门协作是您目前最值得加强的一项，这个场景练的正是它。", "Collaboration is what you would gain most from practising, and this drill is about it."), lang) if n == 0 else None)
        for n, (id_, family, title, story) in enumerate(made)
    )  # fmt: skip
