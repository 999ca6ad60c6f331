"""What each kind of field must hold, in words: the tables behind the phrases."""

from collections.abc import Mapping
from typing import Final

from sandbox.text import Text

WHOLE: Final = ("应是整数", "must be a whole number")
NUMBER: Final = ("应是数字", "must be a number")
WORDS: Final = ("应是文字", "must be text")
TRUTH: Final = ("应是 true 或 false", "must be true or false")
ENTRIES: Final = ("应是列表，每行以 `- ` 开头", "must be a list, each line beginning with `- `")
FIELDS: Final = ("下面应有字段，每行一个", "must hold fields, one a line")
DAY: Final = ("应是日期，例如 2026-06-03", "must be a day such as 2026-06-03")
IN_QUOTES: Final = Text(zh="请加上引号。", en="Put it in quotes.")
BOTH_SIDES: Final = Text(
    zh="请在下面分别写 `zh:` 和 `en:`。", en="Write `zh:` and `en:` on lines below it."
)
WANTED: Final[Mapping[str, tuple[str, str]]] = {
    "int_type": WHOLE, "int_parsing": WHOLE, "int_from_float": WHOLE, "int_parsing_size": WHOLE,
    "float_type": NUMBER, "float_parsing": NUMBER, "finite_number": NUMBER,
    "string_type": WORDS, "bool_type": TRUTH, "bool_parsing": TRUTH,
    "list_type": ENTRIES, "tuple_type": ENTRIES,
    "dict_type": FIELDS, "mapping_type": FIELDS, "model_type": FIELDS,
    "model_attributes_type": FIELDS, "kind_mapping": FIELDS, "is_instance_of": FIELDS,
    "date_type": DAY, "date_parsing": DAY, "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
}  # fmt: skip
BOUNDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "greater_than_equal": ("ge", "不能小于", "must be at least"),
    "less_than_equal": ("le", "不能大于", "must be at most"),
    "greater_than": ("gt", "应大于", "must be more than"),
    "less_than": ("lt", "应小于", "must be less than"),
}
FAMILY: Final[Mapping[str, tuple[str, str]]] = {
    "decision": ("决策题型", "kind of decision"),
    "reference": ("参考答案来源", "kind of reference"),
    "scorer": ("计分方式", "scorer"),
}
SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "answers": (
        "请写 `perfect`，或逐题写出“决策 id: 答案”。",
        "Write `perfect`, or one `decision id: answer` per line.",
    ),
    "defects": (
        "请写 `none`、`light`、`standard` 或 `hard`，或在下面写 `level` 和 `rules`。",
        "Write `none`, `light`, `standard` or `hard`, or `level` and `rules` below it.",
    ),
    "expect": (
        "请写一个 0 到 1 的数，或写成 `[下限, 上限]`。",
        "Write one number from 0 to 1, or a range as `[low, high]`.",
    ),
}
