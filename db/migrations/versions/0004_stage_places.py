"""Stages counted by background and kind, for lists of many thousand backgrounds."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The wider index serves wherever the narrow one did."""
    op.execute("CREATE INDEX ix_ix_stage_place ON ix_stage (background, kind)")
    op.execute("DROP INDEX ix_ix_stage_background")
