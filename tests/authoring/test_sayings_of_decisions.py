"""What decision kinds tell authors is said in Chinese, too."""

from typing import Any

import pytest
from pydantic import ValidationError

from sandbox.authoring.sayings import in_both
from sandbox.model.decision import Setting
from tests.fakes import decision, options

QUOTED = "写法不符合要求"
UNIT = {"zh": "次", "en": "visits"}
LIMIT = {"low": 0, "high": 1, "step": 0.5}


def made(kind: str, **fields: Any) -> Any:
    return decision(kind, reference={"fixed": ["x"]}, scorer={"kind": "by_hand"}, **fields)


RULE = {"fields": options("age")}
ANSWERS = [
    ("mapping", {"items": options("a"), "targets": options("b")}, 7),
    ("mapping", {"items": options("a"), "targets": options("b")}, {"a": "c"}),
    ("thresholds", {"thresholds": [options("a")[0] | LIMIT]}, {"a": 0.3}),
    ("case_queue", {"items": options("a"), "decisions": options("x", "y"),
                    "reasons": options("r", "s")}, {"a": "x"}),
    ("responsibility_matrix", {"items": options("a"), "bodies": options("b", "c")}, {"a": "A"}),
    ("allocation", {"items": options("a"), "total": 10, "unit": UNIT}, {"a": 11}),
    ("masking", {"fields": [options("a")[0] | {"levels": ["x"]}], "levels": options("x", "y")},
     {"a": "y"}),
    ("confidence", {"about": "a"}, 12),
    ("reason_text", {"rubric": options("a")}, 12),
    ("rule_set", RULE, {"all": 3}),
    ("rule_set", RULE, {"all": [["age", "over", 3]]}),
    ("rule_set", RULE, {"all": [["age", "ge", "old"]]}),
    ("rule_set", RULE, {"all": [["age", "ge", 1]] * 9}),
    ("linkage_settings", {"rules": options("r"), "fields": options("f"), "survivorship":
                          options("s", "t"), "levels": options("x", "y")}, 4),
]  # fmt: skip
WRITTEN = [
    ("mapping", {"items": options("a"), "targets": options("none")}),
    ("case_queue", {"items": options("a"), "decisions": options("x", "y"),
                    "reasons": options("x", "z")}),
    ("thresholds", {"thresholds": [options("a")[0] | LIMIT | {"high": 0}]}),
    ("thresholds", {"thresholds": [options("a")[0] | LIMIT | {"start": 0.2}]}),
    ("allocation", {"items": options("a"), "total": 10, "step": 3, "unit": UNIT}),
    ("selection", {"options": [options("a")[0] | {"requires": ["a"]}, *options("c")]}),
    ("selection", {"options": options("a", "b"), "budget": 5}),
    ("rule_set", {"fields": [options("a")[0] | {"type": "choice"}]}),
    ("rule_set", {"fields": [options("a")[0] | {"tries": ["old"]}]}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "written"), ANSWERS)
def test_a_refused_answer_is_explained_in_chinese(kind: str, fields: Any, written: Any) -> None:
    one = made(kind, **fields)
    with pytest.raises(ValueError, match=r"[.?]$") as caught:
        one.raw(written, Setting(items=one.written_items()))

    assert QUOTED not in in_both(str(caught.value)).zh


@pytest.mark.parametrize(("kind", "fields"), WRITTEN)
def test_a_refused_decision_is_explained_in_chinese(kind: str, fields: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        made(kind, **fields)

    said = [str(e["ctx"]["error"]) for e in caught.value.errors() if e["type"] == "value_error"]
    assert said
    assert [each for each in said if QUOTED in in_both(each).zh] == []
