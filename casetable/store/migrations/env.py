"""Alembic's entry: the connection comes from store/schema.py, which owns the transaction."""

from alembic import context
from sqlmodel import SQLModel

import casetable.models  # noqa: F401  (fills the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
