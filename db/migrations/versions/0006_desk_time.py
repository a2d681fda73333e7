"""Time recorded at a desk: the review that ordered a retake, when a picture was saved, and what absences were."""

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    "ALTER TABLE ix_session ADD COLUMN review TEXT",
    "ALTER TABLE ix_stage ADD COLUMN saved_at_ms INTEGER",
    """CREATE TABLE ix_away_answer (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        session TEXT NOT NULL,
        person TEXT NOT NULL,
        work_ms INTEGER NOT NULL,
        break_ms INTEGER NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_away_answer_session ON ix_away_answer (session)",
)


def upgrade() -> None:
    """Older entries have nothing to say in them."""
    for statement in _STATEMENTS:
        op.execute(statement)
