"""Candidates of a background, the picks among them, and what artists were told of generated pictures."""

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    """CREATE TABLE ix_candidate (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        candidate TEXT NOT NULL,
        background TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        format TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        by_person TEXT,
        batch TEXT NOT NULL,
        source TEXT NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        system TEXT NOT NULL,
        version TEXT NOT NULL,
        model TEXT NOT NULL,
        seeds TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_candidate_background ON ix_candidate (background)",
    "CREATE INDEX ix_ix_candidate_batch ON ix_candidate (batch)",
    "CREATE INDEX ix_ix_candidate_candidate ON ix_candidate (candidate)",
    """CREATE TABLE ix_disclosure (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        background TEXT NOT NULL,
        stage TEXT NOT NULL,
        person TEXT NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_disclosure_background ON ix_disclosure (background)",
    "CREATE INDEX ix_ix_disclosure_person ON ix_disclosure (person)",
    """CREATE TABLE ix_selection (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        background TEXT NOT NULL,
        candidate TEXT NOT NULL,
        stage TEXT NOT NULL,
        by_person TEXT,
        reason TEXT NOT NULL,
        among INTEGER NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_selection_background ON ix_selection (background)",
)


def upgrade() -> None:
    """Make the tables; older entries have nothing to say in them."""
    for statement in _STATEMENTS:
        op.execute(statement)
