"""What the paper desk asks: steps, decisions, their forms, and the evidence beside them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sandbox.desk.views import (
    ChartView,
    ChoiceView,
    ColumnView,
    ControlView,
    DateView,
    DocumentView,
    GridView,
    NumberView,
    OrderView,
    PickManyView,
    PickView,
    TableView,
)
from sandbox.text import Lang
from tests.pages import fake_workshop

LAW = date(2026, 6, 3)
NOW = datetime(2027, 3, 15, 6, 3, tzinfo=UTC)
Pair = tuple[str, str]

STEPS: tuple[tuple[str, Pair], ...] = (
    ("catalogue", ("核对目录：哪些能共享", "Check the catalogue: what may be shared")),
    ("request", ("提出申请，盯住时限", "File the request and watch the deadlines")),
    ("dispute", ("遇到推诿怎么办", "When a department stalls")),
    fake_workshop.STEP,
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
    *fake_workshop.DECISIONS,
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


def say_in(pair: Pair, lang: Lang) -> str:
    return pair[0] if lang == "zh" else pair[1]


def _choice(id_: str, label: Pair, lang: Lang, detail: Pair | None = None) -> ChoiceView:
    return ChoiceView(
        id=id_, label=say_in(label, lang), detail=say_in(detail, lang) if detail else None
    )


def _choices(pairs: tuple[Pair, ...], lang: Lang, prefix: str) -> tuple[ChoiceView, ...]:
    return tuple(_choice(f"{prefix}{n}", pair, lang) for n, pair in enumerate(pairs, start=1))


def controls(decision: str, lang: Lang) -> tuple[ControlView, ...]:
    """The form of a decision."""
    if decision in [each[0] for each in fake_workshop.DECISIONS]:
        return fake_workshop.controls(decision, lang)
    labels = tuple(_choice(id_, name, lang, detail) for id_, name, detail in LABELS)
    if decision == "attribute":
        rows = tuple(
            _choice(f"m{n:02}", pair, lang, ("申报：有条件共享", "declared: conditional"))
            for n, pair in enumerate(ITEMS, start=1)
        )
        return (
            GridView(
                key="labels",
                label=say_in(("共享属性", "Attribute"), lang),
                rows=rows,
                labels=labels,
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
            GridView(
                key="depth", label=say_in(("需要程度", "Depth"), lang), rows=rows, labels=depth
            ),
        )
    if decision == "elements":
        names = (
            ("使用依据", "Legal basis"),
            ("使用场景", "Scene of use"),
            ("使用范围", "Scope of use"),
            ("共享方式", "Mode of sharing"),
            ("使用时限", "Period of use"),
            ("分管副市长签字", "Signature of a vice-mayor"),
            ("本单位资产清单", "Asset list of your office"),
        )
        some = tuple(
            replace(c, detail=say_in(("条例列明", "listed in the Regulation"), lang))
            if n == 0
            else c
            for n, c in enumerate(_choices(names, lang, "e"))
        )
        return (
            PickManyView(
                key="elements", label=say_in(("必须写明", "Must be stated"), lang), choices=some
            ),
        )
    if decision == "deadlines":
        return tuple(
            DateView(
                key=f"q{n}",
                label=say_in(
                    (f"第 {n} 件：提供方答复截止", f"Item {n}: the provider's reply is due"), lang
                ),
                detail=say_in(
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
        said = (
            ("“本厅内部规定不共享”", "“Our internal rules forbid sharing”"),
            ("“需分管副市长签字”", "“We need the vice-mayor's signature”"),
            ("“材料不齐，退回”", "“Papers incomplete: refused”"),
        )
        ways = (
            ("接受，不再申请", "Accept it and stop asking"),
            (
                "说明内部规定不是法定依据，请其列明依据或按期答复",
                "Explain that internal rules are no legal basis; ask for one, or for a reply in time",
            ),
            ("直接向上级投诉", "Complain to the superior at once"),
        )
        return tuple(
            PickView(key=f"p{n}", label=say_in(one, lang), choices=_choices(ways, lang, "w"))
            for n, one in enumerate(said, start=1)
        )
    if decision == "path":
        stages = (
            ("本级人民政府决定", "The people's government decides"),
            ("双方协商", "The two departments negotiate"),
            ("同级数据共享主管部门协调", "The sharing authority mediates"),
            ("书面记录分歧点", "Write down what is disputed"),
            ("执行决定并反馈", "Carry out the decision and report"),
        )
        return (
            OrderView(
                key="order",
                label=say_in(("先后顺序", "Order"), lang),
                choices=_choices(stages, lang, "s"),
            ),
        )
    return (
        NumberView(
            key="n",
            label=say_in(("抽查户数", "Households"), lang),
            detail=say_in(("本月最多能走访 80 户", "at most 80 visits this month"), lang),
            unit=say_in(("户", "households"), lang),
        ),
    )


def evidence(step: str, lang: Lang) -> tuple[Any, ...]:
    """Tables, a chart and a document."""
    columns = tuple(
        ColumnView(key=key, label=say_in(pair, lang))
        for key, pair in (
            ("zy_id", ("编号", "ID")),
            ("mc", ("目录名称", "Item")),
            ("tgdw", ("提供单位", "Provider")),
            ("gxsx", ("申报属性", "Declared")),
            ("gxpl", ("更新频率", "Updated")),
            ("rq", ("登记日期", "Date")),
            ("n", ("条数", "Rows")),
        )
    )
    rows = tuple(
        (
            f"YZ{n:03}",
            say_in(pair, lang),
            say_in(("云泽省民政厅", "Civil Affairs, Yunze"), lang),
            say_in(("有条件", "Conditional"), lang),
            say_in(("每日", "daily"), lang),
            date(2027, 1, 1 + n),
            1200 * n,
        )
        for n, pair in enumerate(ITEMS, start=1)
    )
    table = TableView(
        key=f"{step}-0", caption=say_in(("目录表", "Catalogue"), lang), columns=columns, rows=rows
    )
    chart = ChartView(
        key=f"{step}-1",
        caption=say_in(("答复用时", "Reply times"), lang),
        spec={
            "mark": "bar",
            "title": say_in(
                ("三家单位超过十个工作日", "Three providers exceed ten working days"), lang
            ),
            "encoding": {
                "y": {"field": "dw", "type": "nominal", "sort": "-x"},
                "x": {"field": "days", "type": "quantitative"},
            },
        },
        columns=(
            ColumnView(key="dw", label=say_in(("提供单位", "Provider"), lang)),
            ColumnView(key="days", label=say_in(("用时（工作日）", "Working days"), lang)),
        ),
        rows=tuple(
            (say_in(pair, lang), days)
            for pair, days in (
                (("公安", "Police"), 9),
                (("人社", "Social security"), 13),
                (("税务", "Taxation"), 15),
                (("住建", "Housing"), 22),
                (("市监", "Market"), 4),
            )
        ),
    )
    text = say_in(
        (
            "### 云泽政办发〔2027〕12号（实训虚构）\n\n各单位收到共享申请后，应当在规定期限内答复。\n\n- 无条件共享：1 个工作日\n- 有条件共享：10 个工作日",
            "### Yunze Notice 12 of 2027 (fictional)\n\nEvery department replies to a request in time.\n\n- Unconditional: 1 working day\n- Conditional: 10 working days",
        ),
        lang,
    )
    return (
        table,
        chart,
        DocumentView(
            key=f"{step}-2", caption=say_in(("通知原文", "The notice"), lang), markdown=text
        ),
    )
