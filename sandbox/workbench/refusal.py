"""What a trainee reads when a query does not run: a sentence in both languages, with the line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sandbox.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there are no rows; nothing was stored and nothing is held against anyone."""

    code: str
    text: Text
    line: int | None = None
    """Line of the query, from 1, where there is one to look at."""


SAYINGS: Final[Mapping[str, tuple[str, str]]] = {
    # what a query is
    "empty": ("还没有写查询。请写一条 SELECT 语句。",
              "There is no query yet. Write one SELECT statement."),
    "long": ("查询有 {n} 个字符，最多可写 {most} 个。请写得短一些。",
             "The query has {n} characters; {most} is the most. Please shorten it."),
    "signs": ("查询里有看不见的特殊字符，请删去后再运行。",
              "The query holds an invisible control character. Remove it and run again."),
    "deep": ("括号套得太深了。请用 WITH 把查询分成几段。",
             "Brackets are nested too deeply. Split the query into parts using WITH."),
    "many": ("一次只能运行一条查询。请只保留一条 SELECT 语句，不必在中间写分号。",
             "One query at a time. Keep a single SELECT statement, without a semicolon inside."),
    "other": ("这里只能查询，不能改动数据或设置。请写一条 SELECT 语句。",
              "Queries only read here; data and settings stay as they are. Write a SELECT"
              " statement."),
    "pivot": ("用 PIVOT 时请写明各列的取值，例如 PIVOT t ON nd IN (2025, 2026) USING sum(je)；"
              "此外这里只能查询，不能改动数据。",
              "With PIVOT, list the values that become columns, such as PIVOT t ON nd IN (2025,"
              " 2026) USING sum(je). Queries only read here."),
    "wide": ("这里用了中文标点“{sign}”，请换成英文标点。",
             "There is a full-width sign “{sign}” here. Replace it with the ASCII one."),
    "parser_near": ("在“{near}”附近读不通。请看看前面是否少了逗号、括号或关键字。",
                    "The query cannot be read near “{near}”. A comma, bracket or keyword may be"
                    " missing before it."),
    "parser": ("从这里开始读不通。请看看括号和引号是否成对。",
               "The query cannot be read from here on. Check that brackets and quotes come in"
               " pairs."),
    # what it may hold
    "part": ("这里不能使用 {part} 这种写法。", "`{part}` cannot be used here."),
    "sample": ("抽样每次结果不同，这里不能使用。需要前几行时请写 LIMIT。",
               "A sample gives other rows every time, so it cannot be used here. Use LIMIT to see"
               " a few rows."),
    "table": ("这里没有 {name} 这张表。", "There is no table `{name}` here."),
    "with_name": ("WITH 里的名字 {name} 已有他用，请换一个名字。",
                  "The name `{name}` after WITH is taken. Choose another one."),
    "function": ("这里不能使用函数 {name}。", "The function `{name}` cannot be used here."),
    "clock": ("{name} 的结果每次不同，这里不能使用。请直接写出日期，例如 DATE '2027-03-01'。",
              "`{name}` gives another result every time, so it cannot be used here. Write the day"
              " itself, such as DATE '2027-03-01'."),
    "type": ("这里不能使用类型 {name}。", "The type `{name}` cannot be used here."),
    "show": ("有哪些表和列，左侧的目录里都有；也可以写 DESCRIBE 加表名，或 SUMMARIZE 加表名。",
             "Tables and columns are listed beside the query. DESCRIBE or SUMMARIZE with a table"
             " name works, too."),
    # what the engine found
    "column": ("没有 {name} 这一列。", "There is no column `{name}`."),
    "source": ("FROM 里没有 {name}。引用某张表的列之前，请先把它写进 FROM 或 JOIN。",
               "`{name}` is not in FROM. Name a table in FROM or JOIN before using its columns."),
    "ambiguous": ("有几张表都有 {name} 这一列，请写明表名，例如 rk.{name}。",
                  "More than one table has a column `{name}`. Say which one, such as rk.{name}."),
    "group": ("{name} 既没有写进 GROUP BY，也没有用聚合函数。请补上其中一样。",
              "`{name}` is neither in GROUP BY nor inside an aggregate. Add one of the two."),
    "aggregate_where": ("WHERE 里不能直接用聚合或窗口函数。聚合之后的条件请写进 HAVING，"
                        "窗口的条件请写进 QUALIFY。",
                        "WHERE takes no aggregates or window functions. Put conditions on groups in"
                        " HAVING, and on windows in QUALIFY."),
    "aggregate_nested": ("聚合函数里不能再套聚合函数。请先在子查询里算好内层。",
                         "An aggregate cannot hold another one. Compute the inner one in a"
                         " subquery first."),
    "convert": ("“{given}”不能转换成 {name}。数据里可能有写法不规范的值，可以改用 TRY_CAST。",
                "“{given}” cannot be read as {name}. The data may hold irregular values; TRY_CAST"
                " leaves those empty."),
    "day": ("有的值不能读成日期。数据里可能有写法不规范的日期，可以改用 TRY_CAST 或 try_strptime。",
            "Some value cannot be read as a day. The data may hold irregular dates; TRY_CAST or"
            " try_strptime leaves those empty."),
    "arguments": ("{name} 的参数个数或类型对不上。", "The arguments do not fit `{name}`."),
    "one_row": ("这里的子查询应当只有一行，实际不止一行。请加上条件、聚合或 LIMIT 1。",
                "The subquery here should have one row and has more. Add a condition, an"
                " aggregate or LIMIT 1."),
    "columns_differ": ("UNION 等集合运算的两边列数应当相同。",
                       "Both sides of UNION and its kin need the same number of columns."),
    "one_column": ("这里的子查询应当只有一列。", "The subquery here should have one column."),
    "compare": ("{left} 和 {right} 两种类型不能直接比较，请先用 CAST 转换。",
                "Types {left} and {right} cannot be compared directly. Convert one using CAST."),
    "number_range": ("有的数值超出了类型的范围，请换用更大的类型，例如 DOUBLE。",
                     "A number leaves the range of its type. Use a larger one, such as DOUBLE."),
    "twice": ("{name} 这个名字用了两次，请改掉其中一个。",
              "The name `{name}` is used twice. Rename one of the two."),
    "engine_said": ("这条查询没能运行。数据库的原话是：{said}。",
                    "The query could not be run. The database says: {said}."),
    "engine": ("这条查询没能运行，请换一种写法。",
               "The query could not be run. Please write it another way."),
    "closed": ("数据暂时打不开，请稍后再试。", "The data cannot be opened right now. Please try"
               " again later."),
    # what it costs
    "time": ("查询用时超过 1 秒，已经停下。请先筛选再连接，或只取需要的列。",
             "The query ran for more than a second and was stopped. Filter before joining, or ask"
             " for fewer columns."),
    "memory": ("查询需要的内存太多，已经停下。请先筛选或聚合，再取结果。",
               "The query needed too much memory and was stopped. Filter or aggregate first."),
    "columns": ("结果的列太多，最多 {most} 列。请只取需要的列。",
                "The result has too many columns; {most} is the most. Ask for fewer."),
    "wait": ("上一条查询用尽了资源，请过 {seconds} 秒再运行。您写的内容没有丢失。",
             "Your last query used up its share. Please run again in {seconds} s; nothing you wrote"
             " is lost."),
    "running": ("上一条查询还在运行，请等它结束。",
                "Your last query is still running. Please let it finish."),
    "busy": ("此刻同时查询的人较多，请稍后再运行。您写的内容没有丢失。",
             "Many people are running queries right now. Please try again shortly; nothing you"
             " wrote is lost."),
}  # fmt: skip
"""Code → sentence in Chinese and English."""


def refusal(code: str, line: int | None = None, values: Mapping[str, Any] | None = None) -> Refusal:
    """The sentence of a code, with its line and, where one is near, what may have been meant."""
    given = {name: _brief(value) for name, value in (values or {}).items()}
    zh, en = SAYINGS[code] if code in SAYINGS else SAYINGS["engine"]
    try:
        zh, en = zh.format_map(given), en.format_map(given)
    except KeyError:
        zh, en = SAYINGS["engine"]
    if close := given.get("close"):
        zh += f"是否想写 {close}？"
        en += f" Did you mean `{close}`?"
    if line is not None:
        zh, en = f"第 {line} 行：{zh}", f"Line {line}: {en}"
    return Refusal(code=code, text=Text(zh=zh, en=en), line=line)


def _brief(value: object) -> str:
    text = str(value)
    return text if len(text) <= 200 else text[:200] + "…"
