"""What alembic runs to migrate: always in the transaction of the connection that it is given."""

from alembic import context

from argmap.stores.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
