"""What can go wrong with the ledger, for the person who runs it."""

from sandbox.errors import SandboxError


class LedgerError(SandboxError):
    """The ledger could not be opened, read or written."""
