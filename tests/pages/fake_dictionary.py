"""A data dictionary of two departments."""

from sandbox.desk.views import (
    DefectView,
    DepartmentView,
    DictionaryView,
    FieldView,
    RegisterView,
)
from sandbox.text import Lang, Text


def paper_dictionary(lang: Lang) -> DictionaryView:
    """One table each; only the first has a level, and a defect."""

    def said(zh: str, en: str) -> str:
        return Text(zh=zh, en=en).pick(lang)

    defect = DefectView(
        code="D01",
        label=said("身份证号为 15 位", "Citizen numbers of 15 digits"),
        treatment=said("升为 18 位后比较。", "Bring them to 18 digits, then compare."),
        trap=said("当作无效号码。", "Calling them invalid."),
        columns=("nf_sfz",),
        levels=("light", "standard"),
    )
    marriages = RegisterView(
        name="hy", zh="婚姻登记", en="Marriage register", rows=1204,
        level="L3", sensitive=said("无", "None <b>"),
        fields=(FieldView(name="nf_sfz", zh="男方证件号", en="Husband's number"),),
        defects=(defect,),
    )  # fmt: skip
    firms = RegisterView(
        name="sj_qy", zh="企业登记信息", en="Business register", rows=80,
        level=None, sensitive=None,
        fields=(FieldView(name="qymc", zh="企业名称", en="Name"),), defects=(),
    )  # fmt: skip
    return DictionaryView(
        people=2000,
        seed=101,
        departments=(
            DepartmentView(
                id="civil", name=said("民政", "Civil affairs"), registers=(marriages,)
            ),
            DepartmentView(
                id="market", name=said("市场监管", "Market regulation"), registers=(firms,)
            ),
        ),
    )  # fmt: skip
