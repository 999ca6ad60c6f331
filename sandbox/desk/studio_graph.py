"""How a scenario hangs together: tables, steps, decisions, consequences, gates, indicators."""

import re
from typing import Final, Literal

from sandbox.authoring.source import Source, read
from sandbox.desk.views.studio import GraphEdgeView, GraphNodeView, GraphView
from sandbox.model.scenario import Loaded
from sandbox.text import Lang, Text

Sort = Literal["table", "step", "decision", "consequence", "gate", "indicator"]
INDICATORS: Final = {
    "openness": Text(zh="政务数据开放度", en="Openness of government data"),
    "effectiveness": Text(zh="数字场景建设成效", en="Effect of digital services"),
    "collaboration": Text(zh="跨部门协作水平", en="Working across departments"),
    "satisfaction": Text(zh="群众服务满意度", en="Satisfaction with services"),
}
_READS: Final = re.compile(r"\banswer_([a-z0-9_]+)", re.IGNORECASE)


def graph(  # noqa: C901 - one pass over all that a scenario holds
    loaded: Loaded, text: str, lang: Lang
) -> GraphView:
    """Everything that leads to something else, each with its line in `scenario.yaml`."""
    source, _ = read(text.encode("utf-8"), "scenario.yaml")
    nodes: dict[str, GraphNodeView] = {}
    edges: dict[GraphEdgeView, None] = {}

    def node(sort: Sort, name: str, label: str, *path: str | int) -> str:
        id_ = f"{sort}/{name}"
        nodes.setdefault(
            id_, GraphNodeView(id=id_, sort=sort, label=label, line=_line(source, path))
        )
        return id_

    def edge(a: str, b: str) -> None:
        edges[GraphEdgeView(source=a, target=b)] = None

    names: dict[str, str] = {}
    for at, step in enumerate(loaded.scenario.steps):
        here = node("step", step.id, step.title.pick(lang), "steps", at)
        for which, shown in enumerate(step.evidence):
            if shown.table is not None:
                where = ("steps", at, "evidence", which)
                edge(node("table", shown.table, shown.caption.pick(lang), *where), here)
        for which, one in enumerate(step.decisions):
            title = one.title.pick(lang)
            made = node("decision", one.id, title, "steps", at, "decisions", which)
            names[one.id.replace("-", "_")] = made
            edge(here, made)
            earlier = one.reference.rests_on()
            if earlier is not None:
                edge(f"decision/{earlier}", made)
    ends: list[tuple[Sort, str, str, str, str, int, str]] = [
        ("consequence", one.id, one.title.pick(lang), one.sql, "consequences", at, one.indicator)
        for at, one in enumerate(loaded.scenario.consequences)
    ]
    ends += [
        ("gate", one.id, one.text.pick(lang), one.sql, "gates", at, one.indicator)
        for at, one in enumerate(loaded.scenario.gates)
    ]
    for sort, id_, label, sql, key, at, indicator in ends:
        end = node(sort, id_, label, key, at)
        for name in dict.fromkeys(_READS.findall(sql)):
            if name.lower() in names:
                edge(names[name.lower()], end)
        edge(end, node("indicator", indicator, INDICATORS[indicator].pick(lang)))
    return GraphView(nodes=tuple(nodes.values()), edges=tuple(edges))


def _line(source: Source | None, path: tuple[str | int, ...]) -> int:
    return 1 if source is None or not path else source.mark(path).line
