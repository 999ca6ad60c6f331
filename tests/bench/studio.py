"""What an editor waits for: examining unsaved text of the largest scenario, and saving it."""

import statistics
import time
from collections.abc import Callable

from sandbox.desk.studio import Studio
from sandbox.desk.views.studio import DraftView
from sandbox.desk.wiring import Office

Row = Callable[[str, str, str], None]
BOUND: float = 200.0
"""Milliseconds within which problems should stand under the editor."""


def bench_studio_of(office: Office, row: Row) -> None:
    """Each text is new, as it is after a key has been pressed."""
    studio = Studio(office)
    root = office.places.scenarios
    slug = max(
        (one for one in root.iterdir() if (one / "scenario.yaml").is_file()),
        key=lambda one: len((one / "scenario.yaml").read_text("utf-8").splitlines()),
    ).name
    draft = studio.draft("bench", slug, "zh")
    assert draft is not None
    text = draft.files["scenario.yaml"]
    lines = len(text.splitlines())
    cases: dict[str, Callable[[int], str]] = {
        "a comment is added": lambda n: f"{text}# {n}\n",
        "a key is misspelt": lambda n: text.replace("minutes:", f"minutes{n}:", 1),
        "a quote is left open": lambda n: text.replace("minutes:", f'note{n}: "\nminutes:', 1),
    }
    for name, changed in cases.items():
        taken = []
        for n in range(9):
            files = {**draft.files, "scenario.yaml": changed(n)}
            start = time.perf_counter()
            studio.examine(slug, files, "zh")
            taken.append(1000 * (time.perf_counter() - start))
        one = statistics.median(taken[1:])
        row(f"examine {lines} lines, {name}", f"{one:.0f} ms", f"{one / BOUND:.2f} of 200 ms")
    start = time.perf_counter()
    studio.words(slug, draft.files, lines // 2, 11, "zh")
    first = 1000 * (time.perf_counter() - start)
    start = time.perf_counter()
    studio.words(slug, draft.files, lines // 2, 11, "zh")
    again = 1000 * (time.perf_counter() - start)
    row("words at one place", f"{again:.0f} ms", f"{first:.0f} ms the first time")
    start = time.perf_counter()
    saved = studio.save("bench", slug, 0, draft.files, "zh")
    assert isinstance(saved, DraftView)
    row("save, on the disk", f"{1000 * (time.perf_counter() - start):.0f} ms", "")
