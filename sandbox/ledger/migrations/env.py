"""Run by Alembic only: applies the steps on the connection that `migrate` opened."""

from alembic import context

from sandbox.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
