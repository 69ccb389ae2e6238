"""Runs the migrations on the connection that ``advisor.migrating`` hands over."""

from alembic import context

from advisor.log.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
