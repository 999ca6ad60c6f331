"""One file per step; a new step names the one before it as `down_revision`."""
