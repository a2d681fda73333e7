"""Announces once what was recorded; each part of the window decides whether to ask again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio_app.domain.backgrounds import Background
from studio_app.domain.candidates import Disclosure, Selection
from studio_app.domain.credit_words import CreditLock
from studio_app.domain.people import Person
from studio_app.domain.recordings import Recording
from studio_app.domain.reviews import Review
from studio_app.domain.sessions import RetouchSession
from studio_app.domain.sources import Request, Source
from studio_app.domain.stages import Stage
from studio_app.workflow.delivery_ports import DeliveredMany
from studio_app.workflow.desk_views import LineView, Question
from studio_app.workflow.studio_sheets import Said
from studio_app.workflow.submitting import Sent
from studio_app.workflow.views import Imported, Pulled, Reduced

if TYPE_CHECKING:
    from studio_app.domain.ids import BackgroundId


class Subject(StrEnum):
    """What a recorded thing is about."""

    BACKGROUND = "background"
    STAGE = "stage"
    SESSION = "session"
    REVIEW = "review"
    PERSON = "person"
    CANDIDATE = "candidate"
    DISCLOSURE = "disclosure"
    DESK = "desk"
    SOURCE = "source"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One recorded thing; `background` None where it concerns none."""

    subject: Subject
    background: BackgroundId | None


_SUBJECTS: dict[type, Subject] = {
    Stage: Subject.STAGE,
    RetouchSession: Subject.SESSION,
    Review: Subject.REVIEW,
    Selection: Subject.CANDIDATE,
    Disclosure: Subject.DISCLOSURE,
}


def recorded_from(value: object) -> Recorded | None:
    """Return what a step's answer says was recorded, or None where it recorded nothing the window shows."""
    subject = _SUBJECTS.get(type(value))
    if subject is not None:
        return Recorded(subject=subject, background=getattr(value, "background"))  # noqa: B009  # all of these have one
    return _of_desk(value) or _of_sheets(value) or _of_studio(value)


def _of_studio(value: object) -> Recorded | None:
    match value:
        case Background():
            return Recorded(subject=Subject.BACKGROUND, background=value.id)
        case Reduced():
            return Recorded(subject=Subject.CANDIDATE, background=value.background.id)
        case Imported() | Pulled():
            touched = {one.background for one in value.taken}
            return Recorded(subject=Subject.CANDIDATE, background=touched.pop() if len(touched) == 1 else None)
        case Source() | Request() | Person():
            about = Subject.PERSON if isinstance(value, Person) else Subject.SOURCE
            return Recorded(subject=about, background=None)
        case _:
            return None


def _of_sheets(value: object) -> Recorded | None:
    """Return what an answer of the pages of producers says was recorded."""
    match value:
        case Said():
            subject = Subject.STAGE if value.about_work else Subject.SHEET
            return Recorded(subject=subject, background=None)
        case CreditLock() | DeliveredMany(delivered=(_, *_)):
            return Recorded(subject=Subject.SHEET, background=None)
        case _:
            return None


def _of_desk(value: object) -> Recorded | None:
    """Return what an answer of the artist's own desk says was recorded there or sent."""
    match value:
        case Recording():
            return Recorded(subject=Subject.SESSION, background=value.task.background)
        case Question() | LineView() | (LineView(), *_):
            return Recorded(subject=Subject.DESK, background=None)
        case (Sent(), *_):
            return Recorded(subject=Subject.SESSION, background=None)
        case _:
            return None


class Changes(QObject):
    """The one place where the window hears of something new in the ledger."""

    recorded = Signal(object)

    def announce(self, value: object) -> None:
        """Tell everybody of a step's answer, if it recorded anything."""
        recorded = recorded_from(value)
        if recorded is not None:
            self.recorded.emit(recorded)
