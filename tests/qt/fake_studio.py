"""A studio that keeps everything in memory and behaves as the real one does towards the window."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from studio_app.domain.backgrounds import Background, BackgroundState
from studio_app.domain.changes import Alignment, ChangeReport, Grade, Region, RegionKind, Repaint
from studio_app.domain.errors import StudioError
from studio_app.domain.facts import Basis
from studio_app.domain.ids import (
    BackgroundId,
    Digest,
    EntryHash,
    PersonId,
    ReviewId,
    SessionId,
    StageId,
    new_id,
)
from studio_app.domain.people import Person
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.reviews import RetakeCause, Review, Verdict
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.stages import Stage, StageChange, StageKind
from studio_app.workflow.views import BackgroundDossier, BackgroundRow, EntryRow
from tests.qt.painted import Pixels, image_of

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


class FakeRefusal(StudioError):
    """What the fake foresees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeRunning:
    """The clock that runs."""

    session: RetouchSession
    background_code: str
    so_far: timedelta


class FakeStudio:
    """Thread-safe; `delay` seconds are slept in each read, `failing` names methods that refuse, with their error."""

    def __init__(self, folder: Path, *, title: str = "手入れの森", delay: float = 0.0) -> None:
        self.title = title
        self.currency = "JPY"
        self.delay = delay
        self.comparing: threading.Event | None = None
        self.failing: dict[str, Exception] = {}
        self.asked: list[str] = []
        self.written: list[tuple[str, Path]] = []
        self._folder = folder
        self._lock = threading.RLock()
        self._me: Person | None = None
        self._people: list[Person] = []
        self._backgrounds: list[Background] = []
        self._stages: list[Stage] = []
        self._sessions: list[RetouchSession] = []
        self._reviews: list[Review] = []
        self._entries: list[tuple[BackgroundId | None, EntryRow]] = []
        self._pixels: dict[Digest, Pixels] = {}
        self._clock = START

    def me(self) -> Person | None:
        self._enter("me")
        return self._me

    def choose_me(self, person: Person) -> None:
        self._enter("choose_me")
        self._me = person

    def people(self) -> tuple[Person, ...]:
        self._enter("people")
        return tuple(self._people)

    def add_person(self, *, code: str, name: str, name_en: str = "", reading: str = "") -> Person:
        self._enter("add_person")
        if any(person.code == code for person in self._people):
            raise FakeRefusal(f"There is already somebody called “{code}”.", hint="Choose another code.")
        person = Person(id=PersonId(new_id()), code=code, name=name, name_en=name_en, reading=reading)
        self._people.append(person)
        self._note(None, "person-added/1", f"{name} was added")
        return person

    def rows(self) -> tuple[BackgroundRow, ...]:
        self._enter("rows")
        with self._lock:
            stages: dict[BackgroundId, list[Stage]] = {}
            for stage in self._stages:
                stages.setdefault(stage.background, []).append(stage)
            return tuple(self._row(background, stages.get(background.id, [])) for background in self._backgrounds)

    def dossier(self, background: BackgroundId) -> BackgroundDossier:
        self._enter("dossier")
        with self._lock:
            found = next((known for known in self._backgrounds if known.id == background), None)
            if found is None:
                raise FakeRefusal("There is no such background.", hint="Choose another one.")
            stages = [stage for stage in self._stages if stage.background == background]
            return BackgroundDossier(
                row=self._row(found, stages),
                stages=tuple(stages),
                sessions=tuple(session for session in self._sessions if session.background == background),
                reviews=tuple(review for review in self._reviews if review.background == background),
                entries=tuple(entry for where, entry in self._entries if where == background),
                people={person.id: person for person in self._people},
            )

    def add_background(self, *, code: str, cuts: tuple[str, ...], episode: str) -> Background:
        self._enter("add_background")
        if any(known.code == code for known in self._backgrounds):
            raise FakeRefusal(f"There is already a background “{code}”.", hint="Choose another code.")
        background = Background(id=BackgroundId(new_id()), code=code, cuts=cuts, episode=episode)
        self._backgrounds.append(background)
        self._note(background.id, "background-added/1", f"{code} is to be painted")
        return background

    def add_file(
        self, path: Path, *, background: BackgroundId, kind: StageKind, by: PersonId | None, parent: StageId | None
    ) -> Stage:
        self._enter("add_file")
        image = QImage(str(path))
        if image.isNull():
            raise FakeRefusal(f"“{path.name}” is not a picture.", hint="Add a PNG, JPEG, TIFF or PSD.")
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        pixels = rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()
        return self.add_pixels(pixels, background=background, kind=kind, by=by, parent=parent)

    def start_session(self, background: BackgroundId, *, person: PersonId | None, kind: WorkKind) -> RetouchSession:
        self._enter("start_session")
        who = person or (self._me.id if self._me is not None else None)
        if who is None:
            raise FakeRefusal("Nobody has said who is working.", hint="Choose who you are at the top right.")
        if self._running() is not None:
            raise FakeRefusal("A clock runs already.", hint="Stop it first.")
        session = RetouchSession(
            id=SessionId(new_id()),
            background=background,
            person=who,
            kind=kind,
            basis=Basis.MEASURED,
            started_at=self._now(),
            stopped_at=None,
            active=timedelta(),
            unconfirmed=timedelta(),
            zone="Asia/Tokyo",
            entry=self._note(background, "session-started/1", "A session began"),
        )
        self._sessions.append(session)
        return session

    def stop_session(self) -> RetouchSession:
        self._enter("stop_session")
        running = self._running()
        if running is None:
            raise FakeRefusal("No clock runs.", hint="Start one first.")
        stopped = replace(
            running,
            stopped_at=self._now(),
            active=timedelta(minutes=42),
            entry=self._note(running.background, "session-stopped/1", "A session ended after 0:42"),
        )
        self._sessions[self._sessions.index(running)] = stopped
        return stopped

    def running_session(self) -> FakeRunning | None:
        self._enter("running_session")
        running = self._running()
        if running is None:
            return None
        code = next(known.code for known in self._backgrounds if known.id == running.background)
        return FakeRunning(session=running, background_code=code, so_far=timedelta(minutes=42))

    def approve(self, stage: StageId, *, note: str) -> Review:
        self._enter("approve")
        return self._review(stage, Verdict.APPROVED, None, note)

    def order_retake(self, stage: StageId, *, cause: RetakeCause, note: str) -> Review:
        self._enter("order_retake")
        return self._review(stage, Verdict.RETAKE, cause, note)

    def thumbnail(self, sha256: Digest) -> Path:
        self._enter("thumbnail")
        return self._kept(sha256, "small", lambda image: image.scaledToHeight(96))

    def view(self, sha256: Digest) -> Path:
        self._enter("view")
        return self._kept(sha256, "view", lambda image: image)

    def comparison(self, before: StageId, after: StageId, *, progress: Progress = no_progress) -> ChangeReport:
        self._enter("comparison")
        progress(0.5)
        if self.comparing is not None:
            # A long comparison: it ends only when its watcher stops it, or after five seconds.
            for _step in range(500):
                time.sleep(0.01)
                progress(0.5)
            self.comparing.set()
        return self._compared(self._stage(before), self._stage(after))

    def write_credits(self, path: Path) -> None:
        self._enter("write_credits")
        self.written.append(("credits", path))

    def write_pay(self, path: Path, *, first: date, last: date) -> None:
        self._enter("write_pay")
        if first > last:
            raise FakeRefusal("The period ends before it begins.", hint="Swap the two days.")
        self.written.append((f"pay {first} {last}", path))

    def add_pixels(
        self,
        pixels: Pixels,
        *,
        background: BackgroundId,
        kind: StageKind,
        by: PersonId | None = None,
        parent: StageId | None = None,
        system: str = "",
        version: str = "",
    ) -> Stage:
        """Record a stage whose picture is `pixels`."""
        with self._lock:
            digest = Digest(sha256(pixels.tobytes() + str(pixels.shape).encode()).hexdigest())
            self._pixels[digest] = pixels
            siblings = [stage for stage in self._stages if stage.background == background]
            above = parent or (siblings[-1].id if siblings else None)
            stage = Stage(
                id=StageId(new_id()),
                background=background,
                kind=kind,
                number=sum(1 for known in siblings if known.kind is kind) + 1,
                sha256=digest,
                file_format="png",
                width=pixels.shape[1],
                height=pixels.shape[0],
                by=by or (self._me.id if self._me is not None else None),
                parent=above,
                basis=Basis.READ if kind.made_by_generator else Basis.MEASURED,
                recorded_at=self._now(),
                entry=self._note(background, "stage-added/1", f"A {kind.value} arrived"),
                system=system,
                version=version,
            )
            if above is not None:
                report = self._compared(self._stage(above), stage)
                stage = replace(
                    stage,
                    change=StageChange(
                        method=report.method,
                        changed_pixels=report.repaint.changed_pixels,
                        total_pixels=stage.width * stage.height,
                        changed_permille=f"{report.repaint.changed_permille:.1f}",
                        noise_floor=f"{report.repaint.noise_floor:.2f}",
                        region_count=len(report.repaint.regions),
                        alignment_found=True,
                        grade_found=False,
                    ),
                )
            self._stages.append(stage)
            return stage

    def _enter(self, method: str) -> None:
        self.asked.append(method)
        if self.delay:
            time.sleep(self.delay)
        error = self.failing.get(method)
        if error is not None:
            raise error

    def _now(self) -> datetime:
        self._clock += timedelta(minutes=37)
        return self._clock

    def _note(self, background: BackgroundId | None, kind: str, summary: str) -> EntryHash:
        position = len(self._entries)
        entry = EntryHash(sha256(f"{position}{kind}".encode()).hexdigest())
        row = EntryRow(
            hash=entry,
            position=position,
            kind=kind,
            summary=summary,
            basis="measured",
            by=self._me.id if self._me is not None else None,
            recorded_at=self._clock,
        )
        self._entries.append((background, row))
        return entry

    def _running(self) -> RetouchSession | None:
        return next((session for session in self._sessions if session.stopped_at is None), None)

    def _stage(self, wanted: StageId) -> Stage:
        return next(stage for stage in self._stages if stage.id == wanted)

    def _row(self, background: Background, stages: list[Stage]) -> BackgroundRow:
        reviews = [review for review in self._reviews if review.background == background.id]
        sessions = [session for session in self._sessions if session.background == background.id]
        newest = stages[-1] if stages else None
        if newest is None:
            state = BackgroundState.EMPTY
        elif reviews and reviews[-1].stage == newest.id:
            state = BackgroundState(reviews[-1].verdict.value)
        else:
            state = BackgroundState.WAITING
        return BackgroundRow(
            background=background,
            state=state,
            newest=newest,
            picture=newest.sha256 if newest is not None else None,
            stage_count=len(stages),
            active=sum((session.active for session in sessions), timedelta()),
            running=any(session.stopped_at is None for session in sessions),
        )

    def _review(self, stage: StageId, verdict: Verdict, cause: RetakeCause | None, note: str) -> Review:
        background = self._stage(stage).background
        review = Review(
            id=ReviewId(new_id()),
            background=background,
            stage=stage,
            verdict=verdict,
            cause=cause,
            by=self._me.id if self._me is not None else None,
            note=note,
            recorded_at=self._now(),
            entry=self._note(background, "review-recorded/1", f"Review: {verdict.value}"),
        )
        self._reviews.append(review)
        return review

    def _kept(self, digest: Digest, name: str, shape: Callable[[QImage], QImage]) -> Path:
        path = self._folder / f"{name}-{digest}.png"
        with self._lock:
            if digest not in self._pixels:
                raise FakeRefusal("The picture is not in the store.", hint="Run `teire ledger verify`.")
            if not path.exists():
                shape(image_of(self._pixels[digest])).save(str(path))
        return path

    def _compared(self, before: Stage, after: Stage) -> ChangeReport:
        one, other = self._pixels[before.sha256], self._pixels[after.sha256]
        regions: tuple[Region, ...] = ()
        changed = 0
        if one.shape == other.shape:
            differs = np.abs(one.astype(int) - other.astype(int)).max(axis=2) > 8
            changed = int(differs.sum())
            if changed:
                down, aside = np.nonzero(differs)
                box = (int(aside.min()), int(down.min()), int(aside.max()) + 1, int(down.max()) + 1)
                regions = (
                    Region(
                        left=box[0],
                        top=box[1],
                        width=box[2] - box[0],
                        height=box[3] - box[1],
                        pixels=changed,
                        mean_delta_e=12.5,
                        kind=RegionKind.REPAINT,
                    ),
                )
        return ChangeReport(
            method="compare/1",
            before=_facts(before),
            after=_facts(after),
            alignment=Alignment(found=True, dx=0, dy=0, scale=1, overlap_permille=1000),
            grade=Grade(found=False, mean_delta_e=0),
            repaint=Repaint(
                changed_pixels=changed,
                changed_permille=round(changed * 1000 / (after.width * after.height), 1),
                noise_floor=0.42,
                regions=regions,
            ),
        )


def _facts(stage: Stage) -> PictureFacts:
    return PictureFacts(
        sha256=stage.sha256,
        size_bytes=stage.width * stage.height * 3,
        file_format=stage.file_format,
        width=stage.width,
        height=stage.height,
        bit_depth=8,
        colour_space="sRGB IEC61966-2.1",
    )
