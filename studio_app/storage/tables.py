"""The tables of a studio's database. `ledger_entry` is the truth; every table in `INDEXES` is made from it.

Moments and lengths are whole milliseconds (`_ms`), so that no driver can hand them back without their zone.
"""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

ledger_entry = Table(
    "ledger_entry",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("leaf", LargeBinary, nullable=False),
)
log_head = Table(
    "log_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("roots", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
)
person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("commitment", Text, nullable=False),
)
bound_text = Table(
    "bound_text",
    metadata,
    Column("commitment", Text, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    Column("text", Text, nullable=False),
)


def _index(name: str, *columns: Column[object]) -> Table:
    """Return an index table; its key is the position of the entry that each row was read from."""
    return Table(name, metadata, Column("position", Integer, primary_key=True, autoincrement=False), *columns)


def _text(name: str, *, optional: bool = False, index: bool = False) -> "Column[object]":
    return Column(name, Text, nullable=optional, index=index)


def _whole(name: str, *, optional: bool = False) -> "Column[object]":
    return Column(name, Integer, nullable=optional)


def _flag(name: str, *, optional: bool = False) -> "Column[object]":
    return Column(name, Boolean, nullable=optional)


ix_entry = _index(
    "ix_entry",
    _text("hash", index=True),
    _text("id", index=True),
    _text("feed", index=True),
    _whole("number"),
    _text("kind"),
    _whole("recorded_at_ms"),
    _text("recorded_by"),
    _text("background", optional=True, index=True),
)
ix_person = _index("ix_person", _text("person", index=True), _text("commitment"))
ix_person_change = _index("ix_person_change", _text("person", index=True), _text("commitment"))
ix_background = _index("ix_background", _text("background", index=True), _text("code", index=True), _text("episode"))
ix_background_cut = Table(
    "ix_background_cut",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    _text("cut"),
)
ix_stage = _index(
    "ix_stage",
    _text("entry"),
    _text("stage", index=True),
    _text("background"),
    _text("kind"),
    _text("sha256"),
    _text("format"),
    _whole("width"),
    _whole("height"),
    _text("by_person", optional=True),
    _text("parent", optional=True),
    _text("basis"),
    _whole("recorded_at_ms"),
    _text("recorded_by"),
    _text("system"),
    _text("version"),
    _text("method", optional=True),
    _whole("changed_pixels", optional=True),
    _whole("total_pixels", optional=True),
    _text("changed_permille", optional=True),
    _text("noise_floor", optional=True),
    _whole("region_count", optional=True),
    _flag("alignment_found", optional=True),
    _flag("grade_found", optional=True),
    _whole("saved_at_ms", optional=True),
)
Index("ix_ix_stage_place", ix_stage.c.background, ix_stage.c.kind)
ix_candidate = _index(
    "ix_candidate",
    _text("entry"),
    _text("candidate", index=True),
    _text("background", index=True),
    _text("sha256"),
    _text("format"),
    _whole("width"),
    _whole("height"),
    _text("by_person", optional=True),
    _text("batch", index=True),
    _text("source"),
    _whole("recorded_at_ms"),
    _text("system"),
    _text("version"),
    _text("model"),
    _text("seeds"),
)
ix_selection = _index(
    "ix_selection",
    _text("entry"),
    _text("background", index=True),
    _text("candidate"),
    _text("stage"),
    _text("by_person", optional=True),
    _text("reason"),
    _whole("among"),
    _whole("recorded_at_ms"),
)
ix_reduction = Table(
    "ix_reduction",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    _text("entry"),
    _text("background", index=True),
    _text("candidate"),
    _text("sha256"),
    _text("small"),
)
ix_disclosure = _index(
    "ix_disclosure",
    _text("entry"),
    _text("background", index=True),
    _text("stage"),
    _text("person", index=True),
    _whole("recorded_at_ms"),
)
ix_session = _index(
    "ix_session",
    _text("entry"),
    _text("session", index=True),
    _text("background", index=True),
    _text("person", index=True),
    _text("work"),
    _text("basis"),
    _whole("started_at_ms"),
    _text("zone"),
    _text("review", optional=True),
)
ix_session_stop = _index(
    "ix_session_stop",
    _text("entry"),
    _text("session", index=True),
    _whole("stopped_at_ms"),
    _whole("active_ms"),
    _whole("unconfirmed_ms"),
)
ix_away_answer = _index(
    "ix_away_answer",
    _text("entry"),
    _text("session", index=True),
    _text("person"),
    _whole("work_ms"),
    _whole("break_ms"),
)
ix_review = _index(
    "ix_review",
    _text("entry"),
    _text("review", index=True),
    _text("background", index=True),
    _text("stage"),
    _text("verdict"),
    _text("cause", optional=True),
    _text("by_person", optional=True),
    _text("note", optional=True),
    _whole("recorded_at_ms"),
    _text("recorded_by"),
    _text("drawing", optional=True),
)
ix_correction = _index(
    "ix_correction",
    _text("entry"),
    _text("target", index=True),
    _text("recorded_by"),
    _whole("recorded_at_ms"),
    _flag("dispute"),
    _flag("withdrawn", optional=True),
    _text("by_person", optional=True),
    _whole("active_ms", optional=True),
    _text("work", optional=True),
    _text("background", optional=True),
)
ix_rate = _index(
    "ix_rate",
    _text("entry"),
    _text("person"),
    _text("unit"),
    _whole("minor"),
    _text("currency"),
    _text("valid_from"),
)
ix_omission = _index(
    "ix_omission", _text("entry"), _text("person"), _flag("asked"), _text("reason"), _text("signed_by")
)

INDEXES = (
    ix_entry,
    ix_person,
    ix_person_change,
    ix_background,
    ix_background_cut,
    ix_stage,
    ix_candidate,
    ix_selection,
    ix_reduction,
    ix_disclosure,
    ix_session,
    ix_session_stop,
    ix_away_answer,
    ix_review,
    ix_correction,
    ix_rate,
    ix_omission,
)
