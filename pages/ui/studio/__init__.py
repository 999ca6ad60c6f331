"""The authoring studio: shelf, editor, previews, checks, versions."""
