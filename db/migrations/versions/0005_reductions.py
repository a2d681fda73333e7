"""Candidates whose full files were let go, with the small pictures kept of them."""

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = (
    """CREATE TABLE ix_reduction (
        position INTEGER NOT NULL,
        place INTEGER NOT NULL,
        entry TEXT NOT NULL,
        background TEXT NOT NULL,
        candidate TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        small TEXT NOT NULL,
        PRIMARY KEY (position, place)
)""",
    "CREATE INDEX ix_ix_reduction_background ON ix_reduction (background)",
)


def upgrade() -> None:
    """Make the table; older entries have nothing to say in it."""
    for statement in _STATEMENTS:
        op.execute(statement)
