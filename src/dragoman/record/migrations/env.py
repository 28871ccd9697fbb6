"""What Alembic runs for every migration: on the connection, and in the transaction, that the record hands over."""

from alembic import context

from dragoman.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the record's own transaction is around all of it, also on SQLite
)
context.run_migrations()
