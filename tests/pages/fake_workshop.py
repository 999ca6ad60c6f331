"""What the paper desk asks in its last step: one decision of each richer kind, with real forms."""

from functools import cache
from typing import Any

from sandbox.desk.forms import control_view
from sandbox.desk.views import ControlView, QueryView
from sandbox.model.control import Choice
from sandbox.model.decision import Setting
from sandbox.text import Lang, Text
from tests.fakes import decision

Pair = tuple[str, str]

STEP: tuple[str, Pair] = ("design", ("把办法定下来", "Settle the method"))
DECISIONS: tuple[tuple[str, str, Pair, Pair, int], ...] = tuple(
    (id_, "design", title, prompt, 6)
    for id_, title, prompt in (
        ("mapping", ("五张表的字段对到统一表", "Fields of five tables to one form"),
         ("每个来源字段对应统一表的哪一项？", "Which field of the form does each one feed?")),
        ("limits", ("风险分到多少要有人看", "From which risk score a person looks"),
         ("低于下限自动通过，高于上限暂缓并调查。", "Below: approved. Above: held and looked into.")),
        ("cases", ("四个待定案件", "Four open cases"),
         ("逐件给出处理意见和理由。", "Decide each case and give its reason.")),
        ("roles", ("“死亡状态”谁负责", "Who answers for “deceased”"),
         ("每项任务恰好一个主责单位。", "Exactly one body is accountable for each task.")),
        ("rule", ("什么情况暂缓发放", "When payments are held"),
         ("用条件写出规则。", "Write the rule as conditions.")),
        ("inspect", ("两百次抽查怎么分", "Two hundred inspections"),
         ("把抽查次数分到四类对象。", "Divide them among four groups.")),
        ("projects", ("一千万投向哪里", "Where ten million goes"),
         ("在预算内选定项目。", "Choose projects within the budget.")),
        ("mask", ("对外发布留多少", "How much a release keeps"),
         ("为每个字段选定处理方式。", "Choose a treatment for each field.")),
        ("linkage", ("两份名册怎样比对", "How two registers are matched"),
         ("设定比对办法。", "Set up the matching.")),
        ("query", ("查出疑似已故仍在发放的人", "People paid though deceased"),
         ("写一条查询。", "Write a query.")),
        ("sure", ("对上一题有几成把握", "How sure are you of that"),
         ("标出把握程度。", "Say how sure you are.")),
        ("why", ("为什么这样定", "Why so"), ("写明理由。", "Give your reason.")),
    )
)  # fmt: skip


def _options(*rows: tuple[str, str, str], **detail: Pair) -> list[dict[str, Any]]:
    made = []
    for id_, zh, en in rows:
        one: dict[str, Any] = {"id": id_, "label": {"zh": zh, "en": en}}
        if id_ in detail:
            one["detail"] = {"zh": detail[id_][0], "en": detail[id_][1]}
        made.append(one)
    return made


TARGETS = _options(
    ("id", "公民身份号码", "Identity number"), ("name", "姓名", "Name"), ("born", "出生日期", "Born"),
    ("place", "户籍区划", "Division"), ("status", "生存状态", "Alive or not"),
    ("died", "死亡日期", "Date of death"), ("amount", "发放金额", "Amount"),
)  # fmt: skip
LEVELS = _options(
    ("keep", "原样", "Keep"), ("code", "代号", "Code"), ("band", "分段", "Band"),
    ("drop", "不发布", "Drop"),
)  # fmt: skip
KINDS: dict[str, dict[str, Any]] = {
    "mapping": {
        "kind": "mapping",
        "items": _options(
            ("sfzh", "sfzh_raw 证件号码", "sfzh_raw document number"),
            ("zjhm", "zjhm 证件号", "zjhm document"), ("swrq", "swrq 死亡日期", "swrq died on"),
            ("bz", "bz 备注", "bz remarks"),
            sfzh=("民政 · 津贴名册", "Civil affairs · roll"),
            zjhm=("卫健 · 死亡证明", "Health · certificates"),
        ),
        "targets": TARGETS,
    },
    "limits": {
        "kind": "thresholds", "ascending": True,
        "thresholds": [
            one | {"low": 0, "high": 1, "step": 0.05, "start": start}
            for one, start in zip(
                _options(("lower", "下限", "Lower limit"), ("upper", "上限", "Upper limit")),
                (0.2, 0.9), strict=True)
        ],
    },
    "cases": {
        "kind": "case_queue",
        "items": _options(
            ("c1", "岑望舒，86 岁", "Cen Wangshu, 86"), ("c2", "鄢月娥，91 岁", "Yan Yue’e, 91"),
            ("c3", "缪长庚，83 岁", "Miao Changgeng, 83"), ("c4", "逯春和，88 岁", "Lu Chunhe, 88"),
            c1=("公安已注销；殡葬有火化记录", "Police: cancelled; funeral: cremated"),
            c2=("仅卫健有死亡登记；上月刚认证", "Health only; certified last month"),
            c3=("两区同时领取", "Paid in two districts"),
        ),
        "decisions": _options(("stop", "停发", "Stop"), ("go-on", "继续", "Go on"),
                              ("verify", "核实", "Verify"), ("repay", "补发", "Pay back")),
        "reasons": _options(
            ("two", "两个以上来源一致", "Two sources agree"),
            ("one", "只有一个来源", "One source only"),
            ("alive", "有近期生存证据", "Recent sign of life"),
            ("double", "重复领取", "Paid twice")),
    },
    "roles": {
        "kind": "responsibility_matrix",
        "items": _options(("collect", "收集登记", "Collect"), ("share", "对外共享", "Share"),
                          ("use", "使用安全", "Secure use")),
        "bodies": _options(("police", "公安", "Police"), ("health", "卫健", "Health"),
                           ("civil", "民政", "Civil affairs"), ("data", "数据局", "Data bureau")),
    },
    "rule": {
        "kind": "rule_set",
        "fields": [
            _options(("sources", "来源数", "Sources"))[0] | {"unit": {"zh": "个", "en": "sources"}},
            _options(("seen", "最近认证", "Last certified"))[0] | {"type": "date"},
            _options(("name", "姓名一致", "Same name"))[0]
            | {"type": "choice", "choices": _options(("yes", "是", "yes"), ("no", "否", "no"),
                                                     ("unknown", "未知", "unknown"))},
        ],
    },
    "inspect": {
        "kind": "allocation", "total": 200, "step": 5, "unit": {"zh": "次", "en": "inspections"},
        "items": _options(("a", "新设企业挂靠", "New shell firms"), ("b", "海外学历", "Degrees from abroad"),
                          ("c", "跨区转移", "Moved districts"), ("d", "其余", "All others"),
                          a=("上年查实率 17%", "17 % confirmed last year")),
    },
    "projects": {
        "kind": "selection", "budget": 1000, "unit": {"zh": "万元", "en": "ten thousand yuan"},
        "options": [
            one | {"cost": cost}
            for one, cost in zip(
                _options(
                    ("p1", "存量数据质量治理与校核闭环", "Data quality and corrections"),
                    ("p2", "目录编制与一体化平台接入", "Catalogue and joining the platform"),
                    ("p3", "高龄津贴秒批", "Instant approval of allowances"),
                    ("p9", "新建市级部门间共享交换系统", "A new exchange system of the city’s own"),
                    ("p10", "领导驾驶舱大屏", "A wall of dashboards"),
                    ("p13", "等保测评、访问审计和脱敏", "Security, audit and masking"),
                    p9=("供应商推荐", "recommended by a vendor")),
                (120, 90, 160, 560, 150, 140), strict=True)
        ],
    },
    "mask": {
        "kind": "masking", "levels": LEVELS,
        "fields": [
            one | {"levels": levels}
            for one, levels in zip(
                _options(("name", "姓名", "Name"), ("age", "年龄", "Age"),
                         ("class", "残疾类别", "Disability class"), ("village", "村居", "Village")),
                (["keep", "code", "drop"], ["keep", "band", "drop"], [], ["keep", "drop"]),
                strict=True)
        ],
    },
    "linkage": {
        "kind": "linkage_settings",
        "rules": _options(("number", "证件号后 8 位相同", "Last 8 digits agree"),
                          ("birthday", "出生日期相同", "Same birthday")),
        "fields": _options(("name", "姓名", "Name"), ("born", "出生日期", "Born")),
        "levels": _options(("exact", "完全一致", "Exact"), ("close", "相近", "Close"),
                           ("off", "不比", "Ignore")),
        "survivorship": _options(("latest", "以最近更新的为准", "The latest record"),
                                 ("owner", "以数源部门为准", "The body that owns the field")),
    },
    "sure": {"kind": "confidence", "about": "linkage"},
    "why": {"kind": "reason_text", "longest": 200,
            "rubric": _options(("law", "写到条款", "Names the article"))},
}  # fmt: skip


@cache
def made(id_: str) -> Any:
    """The decision itself."""
    spec = dict(KINDS[id_])
    title, prompt = next((each[2], each[3]) for each in DECISIONS if each[0] == id_)
    return decision(
        spec.pop("kind"),
        id=id_,
        title={"zh": title[0], "en": title[1]},
        prompt={"zh": prompt[0], "en": prompt[1]},
        reference={"fixed": ["x"]},
        scorer={"kind": "by_hand"},
        **spec,
    )


def controls(id_: str, lang: Lang) -> tuple[ControlView, ...]:
    """The form of a decision."""
    if id_ == "query":
        label = Text(zh="查询语句", en="Query").pick(lang)
        return (QueryView(key="sql", label=label, start="SELECT *\nFROM mz_gljt\nLIMIT 20"),)
    items: tuple[Choice, ...] = made(id_).written_items()
    form = made(id_).controls(Setting(items=items, seed=101))
    return tuple(control_view(control, lang) for control in form)
