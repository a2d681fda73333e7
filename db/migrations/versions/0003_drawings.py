"""Notes drawn on the picture that a review is about."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Older reviews have none."""
    op.execute("ALTER TABLE ix_review ADD COLUMN drawing TEXT")
