"""What every source of right answers promises, run over every registered one."""

import pickle

import pytest

from sandbox.errors import SandboxError
from sandbox.model.relation import Relation
from sandbox.registry import discover
from tests.fakes import AllKinds, FakeWorld

CANARY = "canary-7391"
QUERY = f"SELECT '{CANARY}' AS value"
WRITTEN = {"fixed": [CANARY], "sql": QUERY}
WORLD = FakeWorld({QUERY: Relation.of(("value",), [(CANARY,)])})

every_kind = pytest.mark.parametrize("kind", tuple(discover("references")))


@every_kind
def test_every_reference_kind_has_an_example(kind: str) -> None:
    assert kind in WRITTEN


@every_kind
def test_a_reference_resolves_to_a_sealed_relation(kind: str) -> None:
    spec = AllKinds().make("reference", {kind: WRITTEN[kind]})

    sealed = spec.resolve(WORLD)

    assert sealed.open() == Relation.of(("value",), [(CANARY,)])
    assert CANARY not in f"{sealed!r} {sealed} {sealed:>9}"


@every_kind
def test_printing_a_reference_does_not_show_it(kind: str) -> None:
    spec = AllKinds().make("reference", {kind: WRITTEN[kind]})

    assert CANARY not in f"{spec!r} {spec} {spec.resolve(WORLD)}"


@every_kind
def test_a_resolved_reference_cannot_be_stored_by_accident(kind: str) -> None:
    sealed = AllKinds().make("reference", {kind: WRITTEN[kind]}).resolve(WORLD)

    with pytest.raises(TypeError):
        pickle.dumps(sealed)


@every_kind
def test_a_kind_needs_a_world_or_does_not(kind: str) -> None:
    spec = AllKinds().make("reference", {kind: WRITTEN[kind]})

    if spec.needs_world:
        with pytest.raises(SandboxError):
            spec.resolve(None)
    else:
        assert spec.resolve(None).open().rows == ((CANARY,),)
