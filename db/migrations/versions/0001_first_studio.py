"""The first studio: the ledger and its guards, names and texts, and the indexes."""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """CREATE TABLE bound_text (
        commitment TEXT NOT NULL,
        "key" BLOB NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (commitment)
)""",
    """CREATE TABLE ix_background (
        position INTEGER NOT NULL,
        background TEXT NOT NULL,
        code TEXT NOT NULL,
        episode TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_background_background ON ix_background (background)",
    "CREATE INDEX ix_ix_background_code ON ix_background (code)",
    """CREATE TABLE ix_background_cut (
        position INTEGER NOT NULL,
        place INTEGER NOT NULL,
        cut TEXT NOT NULL,
        PRIMARY KEY (position, place)
)""",
    """CREATE TABLE ix_correction (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        target TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        dispute BOOLEAN NOT NULL,
        withdrawn BOOLEAN,
        by_person TEXT,
        active_ms INTEGER,
        work TEXT,
        background TEXT,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_correction_target ON ix_correction (target)",
    """CREATE TABLE ix_entry (
        position INTEGER NOT NULL,
        hash TEXT NOT NULL,
        id TEXT NOT NULL,
        feed TEXT NOT NULL,
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        recorded_by TEXT NOT NULL,
        background TEXT,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_entry_background ON ix_entry (background)",
    "CREATE INDEX ix_ix_entry_feed ON ix_entry (feed)",
    "CREATE INDEX ix_ix_entry_hash ON ix_entry (hash)",
    "CREATE INDEX ix_ix_entry_id ON ix_entry (id)",
    """CREATE TABLE ix_omission (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        person TEXT NOT NULL,
        asked BOOLEAN NOT NULL,
        reason TEXT NOT NULL,
        signed_by TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    """CREATE TABLE ix_person (
        position INTEGER NOT NULL,
        person TEXT NOT NULL,
        commitment TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_person_person ON ix_person (person)",
    """CREATE TABLE ix_rate (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        person TEXT NOT NULL,
        unit TEXT NOT NULL,
        minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        valid_from TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    """CREATE TABLE ix_review (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        review TEXT NOT NULL,
        background TEXT NOT NULL,
        stage TEXT NOT NULL,
        verdict TEXT NOT NULL,
        cause TEXT,
        by_person TEXT,
        note TEXT,
        recorded_at_ms INTEGER NOT NULL,
        recorded_by TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_review_background ON ix_review (background)",
    "CREATE INDEX ix_ix_review_review ON ix_review (review)",
    """CREATE TABLE ix_session (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        session TEXT NOT NULL,
        background TEXT NOT NULL,
        person TEXT NOT NULL,
        work TEXT NOT NULL,
        basis TEXT NOT NULL,
        started_at_ms INTEGER NOT NULL,
        zone TEXT NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_session_background ON ix_session (background)",
    "CREATE INDEX ix_ix_session_person ON ix_session (person)",
    "CREATE INDEX ix_ix_session_session ON ix_session (session)",
    """CREATE TABLE ix_session_stop (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        session TEXT NOT NULL,
        stopped_at_ms INTEGER NOT NULL,
        active_ms INTEGER NOT NULL,
        unconfirmed_ms INTEGER NOT NULL,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_session_stop_session ON ix_session_stop (session)",
    """CREATE TABLE ix_stage (
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        stage TEXT NOT NULL,
        background TEXT NOT NULL,
        kind TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        format TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        by_person TEXT,
        parent TEXT,
        basis TEXT NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        recorded_by TEXT NOT NULL,
        system TEXT NOT NULL,
        version TEXT NOT NULL,
        method TEXT,
        changed_pixels INTEGER,
        total_pixels INTEGER,
        changed_permille TEXT,
        noise_floor TEXT,
        region_count INTEGER,
        alignment_found BOOLEAN,
        grade_found BOOLEAN,
        PRIMARY KEY (position)
)""",
    "CREATE INDEX ix_ix_stage_background ON ix_stage (background)",
    "CREATE INDEX ix_ix_stage_stage ON ix_stage (stage)",
    """CREATE TABLE ledger_entry (
        position INTEGER NOT NULL,
        leaf BLOB NOT NULL,
        PRIMARY KEY (position)
)""",
    """CREATE TABLE log_head (
        one INTEGER NOT NULL,
        size INTEGER NOT NULL,
        roots BLOB NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (one)
)""",
    """CREATE TABLE person (
        id TEXT NOT NULL,
        code TEXT NOT NULL,
        commitment TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (code)
)""",
    """CREATE TRIGGER ledger_entry_admits_only_the_next
       BEFORE INSERT ON ledger_entry
       WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM ledger_entry)
       BEGIN SELECT RAISE(ABORT, 'the ledger admits only the next entry'); END""",
    """CREATE TRIGGER ledger_entry_is_never_changed
       BEFORE UPDATE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'a ledger entry is never changed'); END""",
    """CREATE TRIGGER ledger_entry_is_never_removed
       BEFORE DELETE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'a ledger entry is never removed'); END""",
)


def upgrade() -> None:
    """Make every table and the guards of the ledger."""
    for statement in _STATEMENTS:
        op.execute(statement)
