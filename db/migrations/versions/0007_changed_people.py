"""The details of people, stated anew after they were added."""

from alembic import op

revision = "0007"
down_revision = "0006"

_STATEMENTS = (
    """CREATE TABLE ix_person_change (
        position INTEGER NOT NULL,
        person TEXT NOT NULL,
        commitment TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_person_change_person ON ix_person_change (person)",
)


def upgrade() -> None:
    """Nobody's details could be changed before."""
    for statement in _STATEMENTS:
        op.execute(statement)
