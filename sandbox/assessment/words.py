"""The words of the competence model, used exactly, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from sandbox.text import Text

Dimension = Literal["openness", "effectiveness", "collaboration", "satisfaction"]
Thinking = Literal["sense", "use", "wisdom"]
Shortcoming = Literal["cognition", "literacy", "practice", "values"]
Level = Literal["adapting", "applying", "mastering", "leading"]

DIMENSIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "openness": Text(zh="政务数据开放度", en="Openness of government data"),
        "effectiveness": Text(zh="数字场景建设成效", en="Results of digital scenarios"),
        "collaboration": Text(zh="跨部门协作水平", en="Cross-department collaboration"),
        "satisfaction": Text(zh="群众服务满意度", en="Public satisfaction with services"),
    }
)

THINKING: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "sense": Text(zh="数感", en="Data sense (数感)"),
        "use": Text(zh="数用", en="Data use (数用)"),
        "wisdom": Text(zh="数智", en="Data wisdom (数智)"),
    }
)

SHORTCOMINGS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "cognition": Text(zh="认知", en="Understanding"),
        "literacy": Text(zh="技术素养", en="Technical literacy"),
        "practice": Text(zh="实践能力", en="Practical ability"),
        "values": Text(zh="价值导向", en="Service values"),
    }
)

LEVELS: Final[Mapping[Level, Text]] = MappingProxyType(
    {
        "adapting": Text(zh="适应数字化", en="Adapting"),
        "applying": Text(zh="运用数字化", en="Applying"),
        "mastering": Text(zh="驾驭数字化", en="Mastering"),
        "leading": Text(zh="引领数字化", en="Leading"),
    }
)


def one_decimal(value: float) -> str:
    """A score as it is shown: one decimal, none when whole."""
    return f"{value:.1f}".removesuffix(".0")
