"""Errors by audience: authors get `Problem`s, trainees get `Rejection`s, operators get these."""

from sandbox.text import Text


class SandboxError(Exception):
    """Something an operator can mend; the message is a whole sentence that says how."""


class MisuseError(SandboxError):
    """A command or call was given something it cannot work with (exit code 2)."""


class NotFoundError(SandboxError):
    """The scenario, run or decision that was asked for does not exist."""


class SpeakingError(SandboxError):
    """An error that a trainee will read, hence in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text
