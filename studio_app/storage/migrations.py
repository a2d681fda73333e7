"""The database's schema: made and brought forward by Alembic, checked at every opening without it."""

from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

SCHEMA = "0007"
"""The newest migration in `db/migrations`."""


def upgrade(engine: Engine, migrations: Path) -> None:
    """Bring the database to the newest schema, in one transaction."""
    from alembic import command  # noqa: PLC0415 - 0.2 s of import that only a new or old studio needs
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.connect() as connection:
        writer = connection.execution_options(writes=True)
        with writer.begin():
            config.attributes["connection"] = writer
            command.upgrade(config, "head")


def schema_of(engine: Engine) -> str:
    """Return the schema the database has, empty for none."""
    with engine.connect() as connection:
        try:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
        except OperationalError as error:
            if "no such table" in str(error):
                return ""
            raise
