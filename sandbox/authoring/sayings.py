"""Chinese for the English sentences in which models and kinds refuse what an author wrote."""

import re
from typing import Final

from sandbox.text import Text

NOUNS: Final = {
    "option": "选项", "label": "标签", "item": "条目", "step": "步骤", "question": "小题",
    "pair": "先后关系", "number": "数字", "date": "日期", "label id": "标签 id",
}  # fmt: skip
NOUN: Final = r"(?:an? )?(option|label|item|step|question|pair)"
SAYINGS: Final[tuple[tuple[str, str], ...]] = (
    (rf"(`.+?`) is not {NOUN} of this decision\. Did you mean (`.+?`)\?",
     "本题没有 {0} 这个{1}。是否想写 {2}？"),
    (rf"(`.+?`) is not {NOUN} of this decision\.", "本题没有 {0} 这个{1}。"),
    (rf"(`.+?`) is not {NOUN} of (`.+?`) of this decision\. Did you mean (`.+?`)\?",
     "小题 {2} 没有 {0} 这个{1}。是否想写 {3}？"),
    (rf"(`.+?`) is not {NOUN} of (`.+?`) of this decision\.", "小题 {2} 没有 {0} 这个{1}。"),
    (rf"The reference names {NOUN} (`.+?`) (\d+) times\.", "参考答案里，{0} {1} 出现了 {2} 次。"),
    (rf"The reference says nothing about {NOUN} (`.+?`) and (\d+) more\.",
     "参考答案没有写到{0} {1}，另有 {2} 项也没有写到。"),
    (rf"The reference says nothing about {NOUN} (`.+?`)\.", "参考答案没有写到{0} {1}。"),
    (r"The reference gives every item the same label,"
     r" so labelling everything alike would be perfect\.",
     "参考答案里每个条目的标签都相同，全选同一个标签就能得满分。"),
    (r"The reference is empty\.", "参考答案是空的。"),
    (r"The reference needs the columns (.+); it has (\d+)\.",
     "参考答案的列应为 {0}，现有 {1} 列。"),
    (r"The reference has an empty cell; it needs (.+) in every row\.",
     "参考答案有空格，每行都要写全 {0}。"),
    (r"(`.+?`) is listed as harmful and must have credit 0\.",
     "{0} 列为有害选项，得分率须为 0。"),
    (r"The credit of (`.+?`) is not a number from 0 to 1\.", "{0} 的得分率应是 0 到 1 的数。"),
    (r"No option of question (`.+?`) has credit 1, so full points are out of reach\.",
     "小题 {0} 没有得分率为 1 的选项，无法得满分。"),
    (r"No option has credit 1, so full points are out of reach\.",
     "没有得分率为 1 的选项，无法得满分。"),
    (r"Every option is right, so picking everything would be perfect\.",
     "所有选项都正确，全选就能得满分。"),
    (r"The weight of (`.+?`) is not a number above 0\.", "{0} 的权重应是大于 0 的数。"),
    (r"The pairs go round in a circle: (.+)\.", "先后关系成了循环：{0}。"),
    (r"The values of the reference must be all numbers or all days \((.+)\)\.",
     "参考答案的值应全是数字，或全是日期（如 {0}）。"),
    (r"The half-credit window of (`.+?`) does not lie around its value\.",
     "{0} 的半分区间没有包住它的值。"),
    (r"The label (`.+?`) has no place on the scorer's `scale`\.",
     "标签 {0} 不在计分方式的 `scale` 上。"),
    (r"Write a mapping from item id to (number|date|label id), or `\{all: …\}`\.",
     "请逐条写出“条目 id: {0}”，或写 `{{all: …}}`。"),
    (r"Write a mapping from question to option id\.", "请逐题写出“小题 id: 选项 id”。"),
    (r"Write an option id\.", "请写一个选项 id。"),
    (r"Write a list of ids\.", "请写成 id 的列表。"),
    (r"The value of (`.+?`) is not a (number|date)\.", "{0} 的值不是{1}。"),
    (r"evidence needs exactly one of `table`, `sql` or `document` \(a `chart` goes with `sql`\)",
     "每项材料须在 `table`、`sql`、`document` 中恰好写一个（`chart` 与 `sql` 同写）。"),
    (r"a `chart` needs the `sql` that feeds it", "`chart` 要和提供数据的 `sql` 一起写。"),
    (r"a single choice needs either `options` or `questions`, not both",
     "单选题须在 `options` 和 `questions` 中恰好写一个。"),
    (r"a question may not be called (`.+?`): the short form is",
     "小题的 id 不能是 {0}，它留给只有一问的写法。"),
    (r"a fixed reference is a list or a mapping with at least one entry",
     "固定的参考答案应是列表或映射，至少有一项。"),
    (r"a fixed reference may not mix values with mappings",
     "固定的参考答案里，值与映射不能混写。"),
    (r"the lists of a fixed reference must all have the same length",
     "固定的参考答案里，各列表的长度应当一致。"),
    (r"a fixed reference holds text, numbers, days or true/false, none empty",
     "固定的参考答案只能写文字、数字、日期或 true/false，且不能留空。"),
    (r"a confusion names two different labels", "`confusion` 的两个标签应当不同。"),
    (r"a confusion of the same two labels is written twice",
     "`confusion` 里同样的两个标签写了两次。"),
    (r"a label stands twice on the scale", "`scale` 上有标签出现了两次。"),
    (r"the horizon must not end before the last day of the season",
     "`horizon` 不能早于申请季 `season` 的最后一天。"),
    (r"at least one measure needs worth, and effort that is counted",
     "至少要有一项指标既有公共价值 `worth`，又把投入计入考核 `counted`。"),
    (r"two projects have the same id", "有两个项目的 id 相同。"),
    (r"a project requires (`.+?`), which is not among the projects",
     "有项目以 {0} 为前置，但项目表里没有它。"),
    (r"the safeguard (`.+?`) is not among the projects", "项目表里没有安全保障项目 {0}。"),
    (r"two tasks have the same id", "有两项任务的 id 相同。"),
    (r"(`.+?`) is not among the tasks", "任务表里没有 {0}。"),
    (r"This scorer compares values, so it needs an `optimised` reference\.",
     "这种计分方式比较的是方案的价值，参考答案应写成 `optimised`。"),
    (r"(`.+?`) is right for (\d+%) of the cases by weight; let it be (\d+%) at most\.",
     "按权重计，{1} 的案件都应选 {0}；请把它控制在 {2} 以内。"),
    (r"Task (`.+?`) needs exactly one body with the role (`.+?`); it has (\d+)\.",
     "任务 {0} 应恰好有一个单位担任 {1}，现有 {2} 个。"),
    (r"The outcome of (`.+?`) is not a number from 0 to 1\.", "{0} 的结果应是 0 到 1 的数。"),
    (r"a mistake names two different decisions", "`mistakes` 每一项的两个处理意见应当不同。"),
    (r"a baseline is either `trivial` answers or a `value`",
     "基准 `base` 须在 `trivial` 和 `value` 中恰好写一个。"),
    (r"a simulator reads answers: write `of`, `given`, or both",
     "模拟器要读取答案：请写 `of` 或 `given`，也可以两样都写。"),
    (r"an objective needs `sql`, `simulate`, or both",
     "优化目标要写 `sql` 或 `simulate`，也可以两样都写。"),
    (r"the simulator of an objective reads exactly this decision \(`of`\)",
     "优化目标的模拟器只读本题的答案，`of` 里只写本题的 id。"),
    (r"(`.+?`) names no column for field (`.+?`)", "{0} 没有写明字段 {1} 是哪一列。"),
    (r"rule (`.+?`) searches by (`.+?`), which is no field here",
     "筛选规则 {0} 用到了 {1}，但这里没有这个字段。"),
    (r"at least one field needs a `weight` above 0", "至少要有一个字段的 `weight` 大于 0。"),
    (r"Write the query as text\.", "请把查询写成文本。"),
    (r"a target may not be called (`.+?`): it stands for no target",
     "目标字段的 id 不能是 {0}，它表示“没有对应字段”。"),
    (r"(`.+?`) names a decision and a reason; each needs its own id",
     "{0} 既是处理意见又是理由，两者的 id 不能相同。"),
    (r"Write `\[decision, reason\]` for each item id, or `\{all: \[decision, reason\]\}`\.",
     "请逐条写出“条目 id: [处理意见, 理由]”，或写 `{{all: [处理意见, 理由]}}`。"),
    (r"Write `\{body: role\}` for each item id, or `\{all: \{body: role\}\}`\.",
     "请逐条写出“条目 id: {{单位: 角色}}”，或写 `{{all: {{单位: 角色}}}}`。"),
    (r"a threshold needs a `low` below its `high`", "阈值的 `low` 应小于 `high`。"),
    (r"the `start` of a threshold lies on its scale", "阈值的 `start` 应落在它的刻度上。"),
    (r"The value of (`.+?`) is not on its slider: (.+) to (.+) in steps of (.+)\.",
     "{0} 的值不在滑块的刻度上：{1} 到 {2}，每档相差 {3}。"),
    (r"the `total` of an allocation is a multiple of its `step`",
     "分配的总量 `total` 应是 `step` 的整数倍。"),
    (r"The value of (`.+?`) is not an amount from 0 to (.+) in steps of (.+)\.",
     "{0} 的数量应在 0 到 {1} 之间，每档相差 {2}。"),
    (r"the option (`.+?`) may not require or exclude itself",
     "选项 {0} 不能以自己为前提，也不能排除自己。"),
    (r"a `budget` needs a `unit`", "写了预算 `budget`，就要写单位 `unit`。"),
    (r"(`.+?`) is not a label that (`.+?`) allows\.", "{1} 不能选标签 {0}。"),
    (r"Write a mapping from setting to value\.", "请逐项写出“设置: 值”。"),
    (r"Write a confidence from 50 to 100 in steps of 5\.",
     "请写把握程度：50 到 100，每档相差 5。"),
    (r"Write the text of the answer\.", "请写出答案的文字。"),
    (r"a field has `choices` exactly when its `type` is `choice`",
     "字段的 `type` 为 `choice` 时才写 `choices`，也必须写。"),
    (r"(`.+?`) is no value of the field (`.+?`)\.?", "字段 {1} 没有 {0} 这样的值。"),
    (r"(`.+?`) is no test of (`.+?`); it has (.+)\.", "{1} 不能用 {0} 比较，可用：{2}。"),
    (r"A rule of this decision has at most (\d+) conditions\.", "本题的规则最多 {0} 个条件。"),
    (r"Write `\{all: \[\[field, op, value\], …\]\}` or `\{any: \[\[field, op, value\], …\]\}`\.",
     "请写成 `{{all: [[字段, 比较, 值], …]}}` 或 `{{any: [[字段, 比较, 值], …]}}`。"),
)  # fmt: skip
"""English pattern, and Chinese with the pattern's groups."""


def in_both(english: str) -> Text:
    """The sentence in both languages; one that is not in the table is quoted in the Chinese."""
    # `choice` is what a single choice calls its only question; authors never write it.
    plain = " ".join(english.split()).replace(" of `choice` of this", " of this")
    for pattern, chinese in SAYINGS:
        if found := re.fullmatch(pattern, plain):
            groups = [NOUNS.get(group, group) for group in found.groups()]
            return Text(zh=chinese.format(*groups), en=_sentence(plain))
    return Text(zh=f"写法不符合要求（{plain.rstrip('.')}）。", en=_sentence(plain))


def _sentence(english: str) -> str:
    ended = english if english.endswith((".", "?", "!")) else f"{english}."
    return f"{ended[0].upper()}{ended[1:]}"
