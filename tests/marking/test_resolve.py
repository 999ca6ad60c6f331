"""References: computed once, kept in memory only, and never spoken of in an error."""

import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from sandbox.errors import SandboxError
from sandbox.marking.resolve import Keyring, resolve
from sandbox.model.relation import Relation
from tests.marking.fakes import Asked, FakeWorld, Written, decision, relation

ASKED = decision(reference=Asked())
SECRET = 0.731


def _failing(error: Exception) -> FakeWorld:
    def fail(_sql: str) -> Relation:
        raise error

    return FakeWorld(fail)


def _secret(seed: int = 101) -> FakeWorld:
    return FakeWorld(lambda _: relation(SECRET), seed)


def test_a_reference_is_computed_once_per_key_digest_decision_and_seed() -> None:
    keyring, worlds = Keyring(), [_secret(1), _secret(2)]
    other = decision(id="other", reference=Asked())

    boxes = {
        keyring.resolve(digest, which, world)
        for _ in range(3)
        for digest in ("k1", "k2")
        for which in (ASKED, other)
        for world in worlds
    }

    assert len(boxes) == len(keyring) == 8
    assert [len(world.asked) for world in worlds] == [4, 4]


def test_a_written_reference_is_shared_by_all_worlds() -> None:
    keyring, written = Keyring(), decision(reference=Written())

    one, two = (keyring.resolve("k", written, _secret(seed)) for seed in (1, 2))

    assert one is two


def test_the_least_recently_used_reference_is_forgotten_first() -> None:
    keyring, world = Keyring(limit=2), _secret()
    for digest in ("a", "b", "a", "c", "a"):
        keyring.resolve(digest, ASKED, world)

    assert len(keyring) == 2
    assert len(world.asked) == 3


def test_a_class_that_asks_at_once_computes_once() -> None:
    started, go = threading.Event(), threading.Event()

    def slow(_sql: str) -> Relation:
        started.set()
        assert go.wait(5)
        return relation(SECRET)

    keyring, world = Keyring(), FakeWorld(slow)
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(keyring.resolve, "k", ASKED, world) for _ in range(8)]
        assert started.wait(5)
        go.set()
        boxes = {each.result() for each in waiting}

    assert len(boxes) == 1
    assert len(world.asked) == 1


def test_a_failure_is_not_remembered() -> None:
    keyring = Keyring()
    with pytest.raises(SandboxError):
        keyring.resolve("k", ASKED, _failing(duckdb.IOException("disk")))

    assert keyring.resolve("k", ASKED, _secret()).open() == relation(SECRET)


def test_a_query_that_names_what_is_not_there_says_so() -> None:
    world = _failing(duckdb.CatalogException("Table xs does not exist!\nLINE 1: SELECT secret"))

    with pytest.raises(SandboxError, match="Table xs does not exist") as caught:
        resolve(ASKED, world)

    assert "secret" not in str(caught.value)


def _wrapped(origin: duckdb.Error) -> SandboxError:
    wrapped = SandboxError(f"The query failed: {origin}.")
    wrapped.__cause__ = origin
    return wrapped


CONVERSION = duckdb.ConversionException(f"Could not convert {SECRET}")


@pytest.mark.parametrize("fault", [CONVERSION, _wrapped(CONVERSION)])
def test_a_failure_never_quotes_the_reference(fault: Exception) -> None:
    world = _failing(fault)

    with pytest.raises(SandboxError, match="`share-out`") as caught:
        resolve(ASKED, world)

    assert str(SECRET) not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_world_s_own_sentence_is_passed_on_with_the_decision_s_name() -> None:
    world = _failing(SandboxError("There is no table `xs` to read here."))

    with pytest.raises(SandboxError, match="`share-out` could not be computed: There is no table"):
        resolve(ASKED, world)


def test_an_empty_reference_is_refused() -> None:
    with pytest.raises(SandboxError, match="came out empty"):
        resolve(ASKED, FakeWorld(lambda _: Relation(columns=("id",), rows=())))
