"""Free text waits for a person."""

from sandbox.model.answer import Answer
from sandbox.model.reference import Sealed
from sandbox.model.relation import Relation
from sandbox.model.score import AnswerSpace
from sandbox.scorers.by_hand import ByHand


def test_free_text_is_shown_beside_its_rubric_and_not_scored() -> None:
    answer = Answer(relation=Relation.of(("text",), [("按条例第十四条办理。",)]))
    rubric = Relation.of(("value",), [("names-article",), ("names-person",)])

    result = ByHand().score(answer, Sealed(rubric), AnswerSpace())

    assert result.share == 0
    assert result.arithmetic.zh == "由教师评阅，评阅前暂计 0.00"
    (finding,) = result.findings
    assert finding.given == "按条例第十四条办理。"
    assert finding.expected == "names-article；names-person"
