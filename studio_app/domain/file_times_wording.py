"""The times that files tell of their making, in sentences."""

from datetime import timedelta

from studio_app.domain.file_times import SaveHistory, TimeDoubt
from studio_app.domain.language import _
from studio_app.domain.names import shown, shown_name
from studio_app.domain.wording import hours_with_seconds


def krita_definition() -> str:
    """Return what Krita's editing time is."""
    return _(
        "Krita: the time in which the document was being changed, as Krita counts it; pauses of more than 30 "
        "seconds are left out. Where the file before is Krita's too, what this one counts more."
    )


def history_definition() -> str:
    """Return what an XMP history is."""
    return _("History: what programs noted in the file of its creation and saves; it dates them and measures no work.")


def doubt_words(doubt: TimeDoubt, written: str) -> str:
    """Return why Krita's editing time, as `written`, is no length of time."""
    return {
        TimeDoubt.MISSING: _("Krita's editing time is missing"),
        TimeDoubt.EMPTY: _("Krita's editing time is empty"),
        TimeDoubt.NEGATIVE: _("Krita's editing time is negative: {written}", written=shown(written)),
        TimeDoubt.NO_NUMBER: _("Krita's editing time is no number: {written}", written=shown(written)),
        TimeDoubt.LONGER_THAN_LIFE: _("Krita's editing time is longer than the file's life"),
    }[doubt]


def history_words(history: SaveHistory) -> str:
    """Return how many events and saves a history lists, with its first and last moment as written."""
    words = _("history: {events} events, {saves} saves", events=history.events, saves=history.saves)
    return f"{words}, {shown_name(history.first)} – {shown_name(history.last)}" if history.first else words


def signed(length: timedelta) -> str:
    """Return a length that may be below zero: `−0:12:05`."""
    return hours_with_seconds(length) if length >= timedelta(0) else f"−{hours_with_seconds(-length)}"
