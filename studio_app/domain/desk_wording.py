"""Recorded time in words."""

from studio_app.domain.desk_lines import TimeKind
from studio_app.domain.language import _
from studio_app.domain.recordings import NO_IDLE_SOURCE
from studio_app.domain.tapes import PieceKind


def time_kind_word(kind: TimeKind) -> str:
    """Return what a stretch of time counts as, in a word."""
    return {
        TimeKind.ACTIVE: _("active"),
        TimeKind.STATED: _("away at work"),
        TimeKind.UNCONFIRMED: _("unconfirmed"),
        TimeKind.BREAK: _("break"),
        TimeKind.ASLEEP: _("machine asleep"),
        TimeKind.FROZEN: _("not seen"),
    }[kind]


def gap_words(kind: PieceKind, *, length: str, moment: str, code: str) -> str:
    """Return what is asked about a gap: `length` and `moment` as people read them."""
    known = {"length": length, "moment": moment, "code": code}
    if kind is PieceKind.AWAY:
        return _("{length} away from {moment} on, {code}: work away from the machine, or a break?", **known)
    if kind is PieceKind.UNSEEN:
        return _("Teire did not run for {length} from {moment} on, {code}: were you at work?", **known)
    if kind is PieceKind.ASLEEP:
        return _("The machine slept for {length} from {moment} on, {code}.", **known)
    return _("Teire stood still for {length} from {moment} on, {code}.", **known)


def late_words(*, length: str, code: str) -> str:
    """Return that time in the ledger waits to be accounted for."""
    return _("{length} of your time on {code} are unconfirmed.", length=length, code=code)


def cut_off_words(code: str, *, active: str, unseen: str | None) -> str:
    """Return what became of a recording that was cut off: it goes on, after what nobody saw, or `active` was kept."""
    if unseen is None:
        return _("The clock on {code} was cut off: {active} of work were kept.", code=code, active=active)
    return _(
        "The clock on {code} was cut off and goes on; {unseen} nobody saw wait for your answer.",
        code=code,
        unseen=unseen,
    )


def idle_source_words(names: str) -> str:
    """Return where absences were seen, from the names a recording keeps."""
    found = names.split()
    if found == [NO_IDLE_SOURCE]:
        return _("The system did not tell when the last input was: saves alone counted.")
    if NO_IDLE_SOURCE in found:
        return _("For part of it the system did not tell when the last input was: saves alone counted then.")
    return _("The system told when the last input was ({names}).", names=", ".join(found))
