"""The words of a class's files."""

from typing import Final

from sandbox.text import Lang, Text

HEADS: Final = {
    "number": Text(zh="座位号", en="Seat"),
    "name": Text(zh="称呼", en="Name"),
    "team": Text(zh="小组", en="Team"),
    "question": Text(zh="题号", en="Question id"),
    "title": Text(zh="题目", en="Question"),
    "round": Text(zh="第几次作答", en="Round"),
    "at": Text(zh="提交时间（UTC）", en="Submitted (UTC)"),
    "words": Text(zh="作答", en="Answer"),
    "share": Text(zh="得分率（%）", en="Share (%)"),
    "points": Text(zh="得分", en="Points"),
    "out_of": Text(zh="满分", en="Out of"),
    "counts": Text(zh="是否计入", en="Counts"),
    "total": Text(zh="合计得分", en="Total points"),
    "answered": Text(zh="已答题数", en="Answered"),
    "percent": Text(zh="已答题得分率（%）", en="Share of what was answered (%)"),
}
YES: Final = Text(zh="是", en="yes")
NO: Final = Text(zh="否", en="no")
ABSENT: Final = Text(zh="未参与", en="not taken part")
GRADES: Final = Text(zh="成绩册", en="Gradebook")
ITEMS: Final = Text(zh="题目分析", en="Questions")


TOLD: Final = {
    "heading": Text(zh="课堂小结", en="Class report"),
    "room": Text(zh="课堂码", en="Class code"),
    "day": Text(zh="日期", en="Date"),
    "teacher": Text(zh="教员", en="Instructor"),
    "present": Text(zh="参加人数", en="Took part"),
    "mean": Text(zh="平均得分率", en="Mean share"),
    "question": Text(zh="题目", en="Question"),
    "n": Text(zh="作答人数", en="Answers"),
    "difficulty": Text(zh="得分率", en="Mean share"),
    "low": Text(zh="95% 区间下限", en="95% interval, low"),
    "high": Text(zh="95% 区间上限", en="95% interval, high"),
    "discrimination": Text(zh="区分度", en="Discrimination"),
    "remark": Text(zh="说明", en="Remark"),
    "thin": Text(zh="样本不足", en="sample too small"),
    "spread": Text(zh="分歧最大处的作答分布", en="How people answered where they differed most"),
    "wrong": Text(zh="最常见的误区", en="The most common misconceptions"),
    "none": Text(zh="没有两人以上共有的误区。", en="No mistake was shared by two or more."),
    "chosen": Text(zh="选了", en="chose"),
    "expected": Text(zh="参考", en="reference"),
    "nothing": Text(
        zh="还没有揭晓任何一题；揭晓后再导出。",
        en="Nothing has been revealed yet; export again after.",
    ),
    "how": Text(
        zh="得分率为全班在本题得到的分数比例，方括号内为 Wilson 95% 区间；"
        "区分度为本题与其余各题总分的相关（校正的题总相关）。"
        "作答不足 10 人时只作参考。只含已揭晓的题；不列个人，不排名次。",
        en="Mean share: the part of the points that the class earned, with Wilson's 95% interval."
        " Discrimination: correlation of a question with the total of all others (corrected"
        " item-total). Below 10 answers figures are hints. Revealed questions only; no person is"
        " named or ranked.",
    ),
}


def words_of(lang: Lang) -> dict[str, str]:
    """The words of the report and of the sheet on questions, by their key."""
    return {key: text.pick(lang) for key, text in TOLD.items()}
