"""What lies on an instructor's table: drafts and scenarios, and how each of them stands."""

from collections.abc import Mapping

from sandbox.authoring.drafts import Drafts, Revision
from sandbox.authoring.folder import read_folder
from sandbox.authoring.load import Examined
from sandbox.authoring.templates import is_slug
from sandbox.desk import studio_release
from sandbox.desk.studio_checks import Checks
from sandbox.desk.studio_texts import Texts
from sandbox.desk.views.studio import DraftState, DraftView, StudioLineView
from sandbox.desk.wiring import Office
from sandbox.model.scenario import Loaded
from sandbox.text import Lang


class Table:
    """Reads only."""

    def __init__(self, office: Office, drafts: Drafts, texts: Texts, checks: Checks) -> None:
        self._office = office
        self._drafts = drafts
        self._texts = texts
        self._checks = checks

    def checked(self, files: Mapping[str, str]) -> str:
        """The digest by which a check knows a text, whatever its status and version."""
        return studio_release.digest_of(studio_release.neutral(files))

    def installed_slugs(self) -> tuple[str, ...]:
        """Folders of scenarios on the server."""
        root = self._office.places.scenarios
        return tuple(
            one.name for one in sorted(root.iterdir()) if one.is_dir() and is_slug(one.name)
        )

    def installed(self, slug: str) -> dict[str, str]:
        """The files that are played now; none where nothing is."""
        place = self._office.places.scenarios / slug
        return read_folder(place) if is_slug(slug) and place.is_dir() else {}

    def draft_view(
        self, revision: Revision | None, files: Mapping[str, str], lang: Lang, slug: str = ""
    ) -> DraftView:
        """A text open for writing."""
        name = slug if revision is None else revision.slug
        loaded = self._texts.examined(name, files).loaded
        state, version = self._standing(name, revision, files, loaded)
        return DraftView(
            slug=name, title=name if loaded is None else loaded.scenario.title.pick(lang),
            revision=0 if revision is None else revision.number, files=dict(files),
            standing=state, version=version, saved_by="" if revision is None else revision.by,
            saved_at=None if revision is None else revision.at,
            digest=studio_release.digest_of(files) if revision is None else revision.digest,
            note="" if revision is None else revision.note,
        )  # fmt: skip

    def _standing(
        self, slug: str, revision: Revision | None, files: Mapping[str, str], loaded: Loaded | None
    ) -> tuple[DraftState, int | None]:
        installed = self._office.library.scenarios.get(slug)
        version = None if installed is None else installed.scenario.version
        if revision is None:
            return ("broken" if loaded is None else loaded.scenario.status), version
        if installed is None:
            return "draft", None
        same = dict(files) == self.installed(slug)
        return (installed.scenario.status if same else "changed"), version

    def line(self, slug: str, lang: Lang) -> StudioLineView:
        """One line of the list."""
        newest = self._drafts.newest(slug)
        files = self.installed(slug) if newest is None else self._drafts.texts(newest)
        examined = self._known(slug) if newest is None else self._texts.examined(slug, files)
        loaded = examined.loaded
        state, version = self._standing(slug, newest, files, loaded)
        scenario = None if loaded is None else loaded.scenario
        errors = sum(one.severity == "error" for one in examined.problems)
        return StudioLineView(
            slug=slug, title=slug if scenario is None else scenario.title.pick(lang),
            family="" if scenario is None else scenario.family, standing=state, version=version,
            revision=0 if newest is None else newest.number,
            changed_by="" if newest is None else newest.by,
            changed_at=None if newest is None else newest.at, errors=errors,
            warnings=len(examined.problems) - errors,
            check=self._checks.state(slug, self.checked(files)),
            steps=0 if scenario is None else len(scenario.steps),
            decisions=0 if scenario is None else len(tuple(scenario.decisions())),
            minutes=0 if scenario is None else scenario.minutes,
        )  # fmt: skip

    def _known(self, slug: str) -> Examined:
        """What the library has found out already about a folder that nobody edits."""
        place = f"{self._office.places.scenarios / slug}/"
        library = self._office.library
        found = tuple(one for one in library.problems if one.file.startswith(place))
        return Examined(loaded=library.scenarios.get(slug), problems=found)
