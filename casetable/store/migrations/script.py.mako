"""${message}"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to ${up_revision}."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Never: an older program refuses a newer table; a backup is the way back."""
    raise NotImplementedError
