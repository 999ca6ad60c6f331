"""References computed from the ground truth."""

import pytest
from pydantic import ValidationError

from sandbox.model.relation import Relation
from sandbox.references.sql import Sql
from tests.fakes import FakeWorld

QUERY = "SELECT id, due FROM truth.deadline"


def test_the_query_is_put_to_the_truth_of_the_world_that_is_played() -> None:
    worlds = [
        FakeWorld({QUERY: Relation.of(("id", "due"), [("reply", day)])}, seed=seed)
        for seed, day in ((101, "2027-03-15"), (102, "2027-03-16"))
    ]
    spec = Sql(value=f"\n{QUERY}\n")

    keys = [spec.resolve(world).open().rows for world in worlds]

    assert keys == [(("reply", "2027-03-15"),), (("reply", "2027-03-16"),)]
    assert [world.asked for world in worlds] == [[("truth", QUERY)]] * 2


@pytest.mark.parametrize("written", ["", "  \n", None, ["canary-11"], {"q": "canary-11"}])
def test_no_query_is_refused_without_being_repeated(written: object) -> None:
    with pytest.raises(ValidationError) as refusal:
        Sql.model_validate({"value": written})

    assert "canary" not in str(refusal.value)
