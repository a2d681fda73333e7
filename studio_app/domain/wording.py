"""Values in the words a person reads: states, stages, lengths of time and moments."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.domain.backgrounds import Background, BackgroundState
from studio_app.domain.drawings import Tool
from studio_app.domain.facts import Basis
from studio_app.domain.figures import decimals, grouped
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _, counted
from studio_app.domain.people import Person
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.sources import JobState
from studio_app.domain.stages import Stage, StageKind

People = Mapping[PersonId, Person]
_MEGABYTE = 1_000_000


def state_words(state: BackgroundState) -> str:
    """Return a state as glyph and word; never by colour alone."""
    return {
        BackgroundState.APPROVED: _("✓ approved"),
        BackgroundState.RETAKE: _("↩ retake"),
        BackgroundState.WAITING: _("◌ waiting"),
        BackgroundState.EMPTY: _("· empty"),
    }[state]


def kind_word(kind: StageKind) -> str:
    """Return the studio's word for a kind of stage."""
    # Asked for hundreds of thousands of stages: only the word that is wanted is looked up.
    match kind:
        case StageKind.LAYOUT:
            return _("layout")
        case StageKind.GENERATION:
            return _("generation")
        case StageKind.RETOUCH:
            return _("retouch")
        case StageKind.CORRECTION:
            return _("correction")
        case StageKind.FINAL:
            return _("final")


def stage_name(stage: Stage) -> str:
    """Return `retouch 3`."""
    return _("{kind} {number}", kind=kind_word(stage.kind), number=stage.number)


def maker_name(stage: Stage, people: People) -> str:
    """Return who or which generator made a stage."""
    if stage.kind.made_by_generator:
        return f"{stage.system} {stage.version}".strip() or _("generator not stated")
    return person_name(stage.by, people)


def person_name(person: PersonId | None, people: People) -> str:
    """Return a person's printed name, or that nobody was named."""
    if person is None:
        return _("nobody named")
    known = people.get(person)
    return known.printed_name if known is not None else _("unknown person")


def stage_label(stage: Stage, people: People) -> str:
    """Return `retouch 3 · 山田 花子`: what a side of the picture is."""
    return f"{stage_name(stage)} · {maker_name(stage, people)}"


def basis_word(basis: Basis) -> str:
    """Return how a fact is known."""
    return {Basis.MEASURED: _("measured"), Basis.READ: _("read"), Basis.STATED: _("stated")}[basis]


def work_word(kind: WorkKind) -> str:
    """Return what time was spent on."""
    return {
        WorkKind.RETOUCH: _("retouch"),
        WorkKind.DEFECT_FIX: _("generator's defect"),
        WorkKind.RETAKE: _("retake"),
        WorkKind.LAYOUT: _("layout"),
        WorkKind.CHECK: _("check"),
        WorkKind.MEETING: _("meeting"),
    }[kind]


def cause_words(cause: RetakeCause) -> str:
    """Return why a redo was ordered."""
    return {
        RetakeCause.OWN_ERROR: _("own error"),
        RetakeCause.DIRECTION_CHANGE: _("change of direction"),
        RetakeCause.GENERATOR_DEFECT: _("generator's defect"),
        RetakeCause.OTHER: _("other"),
    }[cause]


def tool_word(tool: Tool) -> str:
    """Return what a note is drawn with."""
    return {Tool.PEN: _("pen"), Tool.ARROW: _("arrow"), Tool.BOX: _("box"), Tool.TEXT: _("words")}[tool]


def verdict_words(verdict: Verdict) -> str:
    """Return a verdict as glyph and word."""
    return {Verdict.APPROVED: _("✓ approved"), Verdict.RETAKE: _("↩ retake")}[verdict]


def job_words(state: JobState) -> str:
    """Return how far one picture is that a generator was asked for."""
    return {
        JobState.WAITING: _("waiting"),
        JobState.RUNNING: _("being made"),
        JobState.DONE: _("made, to be pulled"),
        JobState.FAILED: _("given up"),
        JobState.UNKNOWN: _("not sent yet, or forgotten"),
    }[state]


def unit_word(unit: RateUnit) -> str:
    """Return what a rate is paid for."""
    return {RateUnit.HOUR: _("hour"), RateUnit.BACKGROUND: _("background"), RateUnit.CUT: _("cut")}[unit]


def place_words(background: Background) -> str:
    """Return where a background is used: its cuts, unless they only repeat its code, and its episode."""
    cuts = ", ".join(background.cuts) if background.cuts != (background.code,) else ""
    return "  ".join(part for part in (cuts, background.episode) if part)


def hours(length: timedelta) -> str:
    """Return `2:14`, hours and whole minutes."""
    minutes = length // timedelta(minutes=1)
    return f"{minutes // 60}:{minutes % 60:02d}"


def hours_with_seconds(length: timedelta) -> str:
    """Return `2:14:09`."""
    return f"{hours(length)}:{length // timedelta(seconds=1) % 60:02d}"


def moment(when: datetime, zone: str = "") -> str:
    """Return `2026-11-23 14:30` by the clock of `zone`, or of this machine where none is known."""
    try:
        local = when.astimezone(ZoneInfo(zone)) if zone else when.astimezone()
    except (ZoneInfoNotFoundError, ValueError):
        local = when.astimezone()
    return f"{local:%Y-%m-%d %H:%M}"


def room_words(size_bytes: int) -> str:
    """Return room on a disk: `12.3 MB`, below one of them in kB."""
    if size_bytes < _MEGABYTE:
        return _("{size} kB", size=grouped(round(size_bytes / 1000)))
    return _("{size} MB", size=decimals(size_bytes / _MEGABYTE, 1))


def reduced_words(code: str, count: int, freed_bytes: int) -> str:
    """Return what became of a background's candidates that were not picked: `count` of them are kept small now."""
    room = room_words(freed_bytes)
    if count:
        return counted(
            "{code}: one candidate is kept small now; {room} of room were freed.",
            "{code}: {count} candidates are kept small now; {room} of room were freed.",
            count,
            code=code,
            room=room,
        )
    if freed_bytes:
        return _("{code}: files left over from the last time are gone; {room} were freed.", code=code, room=room)
    return _("{code}: nothing was left to keep small.", code=code)
