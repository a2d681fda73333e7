"""A studio that keeps everything in memory and behaves as the real one does towards the window."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

from studio_app.domain.attributions import Attribution, ChainLink, OwnerShare
from studio_app.domain.backgrounds import Background, BackgroundState
from studio_app.domain.candidates import Candidate, Disclosure, Selection
from studio_app.domain.changes import Alignment, ChangeReport, Grade, Region, RegionKind, Repaint
from studio_app.domain.drawings import Drawing
from studio_app.domain.facts import Basis
from studio_app.domain.generations import FileMarks
from studio_app.domain.ids import (
    BackgroundId,
    BatchId,
    CandidateId,
    Digest,
    EntryHash,
    PersonId,
    ReviewId,
    StageId,
    StudioId,
    new_id,
)
from studio_app.domain.limits import Limit
from studio_app.domain.people import Person
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.progress import Progress, no_progress
from studio_app.domain.readings import StudioReading
from studio_app.domain.reviews import RetakeCause, Review, Verdict
from studio_app.domain.sources import Job, JobState, Order, Request, Source
from studio_app.domain.stages import Stage, StageChange, StageKind
from studio_app.qt.theme import shipped_resources
from studio_app.statements.tax_tables import parse_taxes
from studio_app.workflow.candidate_folders import offered_at
from studio_app.workflow.note_sheets import NoteScope
from studio_app.workflow.people import Details
from studio_app.workflow.views import (
    BackgroundDossier,
    BackgroundRow,
    CandidateSheet,
    ChangePictures,
    EntryRow,
    Imported,
    MappedAttribution,
    Pulled,
    Reduced,
    Reducible,
    Refused,
    RequestView,
    SourceSheet,
    ToBeTold,
)
from tests.qt.fake_desk import FakeDesk, FakeRefusal
from tests.qt.fake_sheets import FakeSheets
from tests.qt.painted import Pixels, image_of

TAXES = parse_taxes((shipped_resources() / "tables" / "taxes.toml").read_text(encoding="utf-8"))
START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


class FakeStudio(FakeDesk):
    """Thread-safe; `delay` seconds are slept in each read, `failing` names methods that refuse, with their error."""

    def __init__(self, folder: Path, *, title: str = "手入れの森", delay: float = 0.0) -> None:
        super().__init__()
        self.title = title
        self.currency = "JPY"
        self.delay = delay
        self.comparing: threading.Event | None = None
        self.failing: dict[str, Exception] = {}
        self.asked: list[str] = []
        self.kept: tuple[BackgroundRow, ...] = ()
        self.wide: dict[Digest, Path] = {}
        self.exposed: dict[tuple[Digest, float], Path] = {}
        self.written: list[tuple[str, Path]] = []
        self._folder = folder
        self._lock = threading.RLock()
        self._me: Person | None = None
        self.own_keys: dict[str, str] = {}
        self._people: list[Person] = []
        self._backgrounds: list[Background] = []
        self._stages: list[Stage] = []
        self._reviews: list[Review] = []
        self._entries: list[tuple[BackgroundId | None, EntryRow]] = []
        self._pixels: dict[Digest, Pixels] = {}
        self._clock = START
        self._candidates: list[Candidate] = []
        self._picks: list[Selection] = []
        self._seen: set[tuple[StageId, PersonId | None]] = set()
        self._sources: dict[str, Source] = {}
        self._requests: list[Request] = []
        self.sheets = FakeSheets(self.reading, me=lambda: self._me, enter=self._enter, change=self._said_whose)
        self.limits: tuple[Limit, ...] = ()
        self.marks = FileMarks(limits=("No evidence of a generator was found in the file.",))

    def me(self) -> Person | None:
        self._enter("me")
        return self._me

    def choose_me(self, person: Person) -> None:
        self._enter("choose_me")
        self._me = person

    def keys(self) -> Mapping[str, str]:
        return self.own_keys

    def remember_keys(self, own: Mapping[str, str]) -> None:
        self._enter("remember_keys")
        self.own_keys = dict(own)

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

    def change_person(self, person: PersonId, details: Details) -> Person:
        self._enter("change_person")
        at = next(at for at, known in enumerate(self._people) if known.id == person)
        before = self._people[at]
        said = {name: text for name, text in asdict(details).items() if text is not None}
        if said.get("name") == "":
            raise FakeRefusal("Nothing cannot be a name.", hint="Use 1 to 200 characters on one line.")
        if said.get("registration_number"):
            said["registration_number"] = TAXES.checked_number(said["registration_number"])
        after = replace(before, **said)
        if after == before:
            raise FakeRefusal(f"Nothing about {before.code} would change.", hint="Say what is right.")
        self._people[at] = after
        self._me = after if self._me == before else self._me
        self._note(None, "person-changed/1", f"{before.code} was changed")
        return after

    def kept_rows(self) -> tuple[BackgroundRow, ...]:
        return self.kept

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
                sessions=tuple(session for session in self._desk_sessions if session.background == background),
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

    def untold(self, background: BackgroundId) -> ToBeTold | None:
        self._enter("untold")
        newest = self._unseen(background, self._me.id if self._me is not None else None)
        if newest is None:
            return None
        where = next(known for known in self._backgrounds if known.id == background)
        return ToBeTold(
            background=where,
            stage=newest,
            system=newest.system,
            version=newest.version,
            model="lake.safetensors",
            marks=("generation",),
            source_types=("trainedAlgorithmicMedia",),
            credential_states=("unchanged",),
        )

    def see_disclosure(self, background: BackgroundId) -> Disclosure | None:
        self._enter("see_disclosure")
        if self._me is None:
            raise FakeRefusal("Nobody has said who saw it.", hint="Choose who you are at the top right.")
        told = self.untold(background)
        if told is None:
            return None
        self._seen.add((told.stage.id, self._me.id))
        entry = self._note(background, "disclosure-seen/1", "Somebody saw it")
        return Disclosure(
            background=background, stage=told.stage.id, person=self._me.id, recorded_at=self._clock, entry=entry
        )

    def withdraw(self, stage: StageId) -> None:
        """Withdraw a stage, as a command beside the window would."""
        at = next(at for at, known in enumerate(self._stages) if known.id == stage)
        self._stages[at] = replace(self._stages[at], withdrawn=True)

    def saw(self, background: BackgroundId, *people: Person) -> None:
        """Let people have seen what a background comes from."""
        for person in people:
            newest = self._unseen(background, person.id)
            if newest is not None:
                self._seen.add((newest.id, person.id))

    def _unseen(self, background: BackgroundId, person: PersonId | None) -> Stage | None:
        generated = [one for one in self._stages if one.background == background and one.kind is StageKind.GENERATION]
        return generated[-1] if generated and (generated[-1].id, person) not in self._seen else None

    def origin(self, stage: StageId) -> FileMarks:
        self._enter("origin")
        return self.marks

    def candidates(self, background: BackgroundId) -> CandidateSheet:
        self._enter("candidates")
        with self._lock:
            where = next(known for known in self._backgrounds if known.id == background)
            picks = [one for one in self._picks if one.background == background]
            return CandidateSheet(
                background=where,
                candidates=tuple(one for one in self._candidates if one.background == background),
                picked=picks[-1] if picks else None,
                people={person.id: person for person in self._people},
            )

    def take_candidates(
        self, places: tuple[Path, ...], background: BackgroundId | None, *, progress: Progress = no_progress
    ) -> Imported:
        self._enter("take_candidates")
        codes = [known.code for known in self._backgrounds]
        ids = {known.code: known.id for known in self._backgrounds} | {str(background): background}
        files = [one for place in places for one in offered_at(place, codes, background=background)]
        batch, taken, refused = BatchId(new_id()), [], []
        for number, (file, whose) in enumerate(((one.path, one.background) for one in files), start=1):
            progress(number / len(files))
            image = QImage(str(file))
            if image.isNull():
                refused.append(Refused(path=file, message=f"“{file.name}” is not a picture.", hint="Leave it out."))
                continue
            image = image.convertToFormat(QImage.Format.Format_RGB888)
            rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
            pixels = rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()
            one = self.add_candidate(pixels, background=ids[whose], batch=batch)
            taken += [one] if one is not None else []
        already = len(files) - len(taken) - len(refused)
        return Imported(batch=batch, taken=tuple(taken), already=already, refused=tuple(refused))

    def add_candidate(self, pixels: Pixels, *, background: BackgroundId, batch: BatchId) -> Candidate | None:
        """Record a candidate whose picture is `pixels`, None where it stands there already."""
        with self._lock:
            digest = Digest(sha256(pixels.tobytes() + str(pixels.shape).encode()).hexdigest())
            siblings = [one for one in self._candidates if one.background == background]
            if any(one.sha256 == digest for one in siblings):
                return None
            self._pixels[digest] = pixels
            one = Candidate(
                id=CandidateId(new_id()),
                background=background,
                number=len(siblings) + 1,
                sha256=digest,
                file_format="png",
                width=pixels.shape[1],
                height=pixels.shape[0],
                by=self._me.id if self._me is not None else None,
                batch=batch,
                source="",
                recorded_at=self._now(),
                entry=self._note(background, "candidate-received/1", "A candidate came in"),
                system="ComfyUI",
                seeds=(f"{1000 + len(siblings)}",),
            )
            self._candidates.append(one)
            return one

    def pick_candidate(self, candidate: CandidateId, *, reason: str) -> Selection:
        self._enter("pick_candidate")
        one = next(known for known in self._candidates if known.id == candidate)
        if any(pick.candidate == candidate for pick in self._picks[-1:]):
            raise FakeRefusal("That one is picked already.", hint="Pick another.")
        stage = self.add_pixels(
            self._pixels[one.sha256], background=one.background, kind=StageKind.GENERATION, system=one.system
        )
        chosen = Selection(
            background=one.background,
            candidate=candidate,
            stage=stage.id,
            by=self._me.id if self._me is not None else None,
            reason=reason,
            among=sum(known.background == one.background for known in self._candidates),
            recorded_at=self._now(),
            entry=self._note(one.background, "candidate-picked/1", reason),
        )
        self._picks.append(chosen)
        return chosen

    def reducible_candidates(self, background: BackgroundId) -> Reducible:
        self._enter("reducible_candidates")
        where = next(known for known in self._backgrounds if known.id == background)
        rest = self._unpicked(background)
        return Reducible(
            background=where, count=len(rest), size_bytes=sum(self._pixels[one.sha256].size for one in rest)
        )

    def reduce_candidates(self, background: BackgroundId, *, progress: Progress = no_progress) -> Reduced:
        self._enter("reduce_candidates")
        where = next(known for known in self._backgrounds if known.id == background)
        small = []
        for one in self._unpicked(background):
            progress(len(small) / len(self._candidates))
            pixels = np.ascontiguousarray(self._pixels[one.sha256][::2, ::2])
            name = Digest(sha256(pixels.tobytes()).hexdigest())
            self._pixels[name] = pixels
            small.append(replace(one, small=name))
            self._candidates[self._candidates.index(one)] = small[-1]
        entry = self._note(background, "candidates-reduced/1", "Kept small") if small else None
        full = sum(one.background == background and one.small is None for one in self._candidates)
        return Reduced(
            background=where, small=tuple(small), in_full=full, freed_bytes=9_000_000, stayed=(), entry=entry
        )

    def _unpicked(self, background: BackgroundId) -> list[Candidate]:
        picks = {one.candidate for one in self._picks if one.background == background}
        if not picks:
            raise FakeRefusal("None is picked yet.", hint="Pick one.")
        mine = [one for one in self._candidates if one.background == background]
        return [one for one in mine if one.id not in picks and one.small is None]

    def sources(self) -> SourceSheet:
        self._enter("sources")
        codes = {known.id: known.code for known in self._backgrounds}
        views = tuple(
            RequestView(
                request=one,
                background_code=codes[one.background],
                states=dict.fromkeys((job.id for job in one.open_jobs), JobState.DONE),
            )
            for one in self._requests
        )
        return SourceSheet(sources=tuple(self._sources.values()), requests=views)

    def add_source(self, source: Source, *, token: str | None) -> Source:
        self._enter("add_source")
        if not source.address.startswith(("http://", "https://")):
            raise FakeRefusal(
                f"“{source.address}” is no address of a generator.", hint="Write it like http://host:8188."
            )
        kept = replace(source, address=source.address.rstrip("/"))
        self._sources[source.name] = kept
        return kept

    def remove_source(self, name: str) -> None:
        self._enter("remove_source")
        del self._sources[name]
        self._requests = [one for one in self._requests if one.source != name]

    def test_source(self, name: str) -> str:
        self._enter("test_source")
        return "ComfyUI 0.3.64 answers."

    def ask_source(self, name: str, *, background: BackgroundId, workflow: Path, prompt: str, count: int) -> Request:
        self._enter("ask_source")
        if self._me is None:
            raise FakeRefusal("Nobody has said who asks for this.", hint="Choose who you are at the top right.")
        request = Request(
            id=new_id(),
            source=name,
            background=background,
            by=self._me.id,
            order=Order(workflow=workflow.read_text(), prompt=prompt),
            jobs=tuple(Job(id=new_id(), seed=number) for number in range(count)),
        )
        self._requests.append(request)
        return request

    def pull_sources(self, *, progress: Progress = no_progress) -> Pulled:
        self._enter("pull_sources")
        taken = []
        for request in self._requests:
            for job in request.jobs:
                progress(0.5)
                shade = np.full((36, 64, 3), int(job.id[:2], 16), np.uint8)
                shade[0, 0] = [int(job.id[at : at + 2], 16) for at in (2, 4, 6)]
                one = self.add_candidate(shade, background=request.background, batch=BatchId(request.id))
                taken += [one] if one is not None else []
        self._requests = []
        return Pulled(taken=tuple(taken), already=0, failed=(), still_open=0)

    def cancel_request(self, request: str) -> None:
        self._enter("cancel_request")
        self._requests = [one for one in self._requests if one.id != request]

    def approve(self, stage: StageId, *, note: str, drawing: Drawing | None = None) -> Review:
        self._enter("approve")
        return self._review(stage, Verdict.APPROVED, None, note, drawing)

    def order_retake(self, stage: StageId, *, cause: RetakeCause, note: str, drawing: Drawing | None = None) -> Review:
        self._enter("order_retake")
        return self._review(stage, Verdict.RETAKE, cause, note, drawing)

    def withdraw_review(self, review: ReviewId) -> Review:
        self._enter("withdraw_review")
        at = next(at for at, known in enumerate(self._reviews) if known.id == review)
        if self._reviews[at].withdrawn:
            raise FakeRefusal("This word was taken back already.", hint="Give a new one.")
        self._reviews[at] = replace(self._reviews[at], withdrawn=True)
        return self._reviews[at]

    def thumbnail(self, sha256: Digest) -> Path:
        self._enter("thumbnail")
        return self._kept(sha256, "small", lambda image: image.scaledToHeight(96))

    def view(self, sha256: Digest) -> Path:
        self._enter("view")
        return self._kept(sha256, "view", lambda image: image)

    def wide_view(self, sha256: Digest) -> Path | None:
        self._enter("wide_view")
        return self.wide.get(sha256)

    def exposed_view(self, sha256: Digest, stops: float) -> Path | None:
        self._enter("exposed_view")
        return self.exposed.get((sha256, stops))

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

    def change_pictures(self, before: StageId, after: StageId, *, progress: Progress = no_progress) -> ChangePictures:
        self._enter("change_pictures")
        progress(0.5)
        earlier, later = self._stage(before), self._stage(after)
        one, other = self._pixels[earlier.sha256], self._pixels[later.sha256]
        steps = np.zeros(other.shape[:2], np.uint8)
        if one.shape == other.shape:
            steps[(one != other).any(axis=2)] = 6
        heat = self._folder / f"heat-{before}-{after}.png"
        QImage(steps.tobytes(), steps.shape[1], steps.shape[0], steps.shape[1], QImage.Format.Format_Grayscale8).save(
            str(heat)
        )
        report = self._compared(earlier, later)
        graded = self.view(earlier.sha256) if report.grade.found else None
        return ChangePictures(report=report, heat=heat, graded=graded)

    def attribution(self, stage: StageId, *, progress: Progress = no_progress) -> MappedAttribution:
        self._enter("attribution")
        progress(0.5)
        last = self._stage(stage)
        chain = [known for known in self._stages if known.background == last.background and not known.withdrawn]
        chain = chain[: chain.index(last) + 1]
        picture = self._pixels[last.sha256]
        owners = np.zeros(picture.shape[:2], np.uint8)
        for index, (one, two) in enumerate(pairwise(chain), start=1):
            before, after = self._pixels[one.sha256], self._pixels[two.sha256]
            owners[(before != after).any(axis=2) if before.shape == after.shape else slice(None)] = index
        path = self._folder / f"owners-{stage}.png"
        image = QImage(
            owners.tobytes(), owners.shape[1], owners.shape[0], owners.shape[1], QImage.Format.Format_Grayscale8
        )
        image.save(str(path))
        shares = tuple(
            OwnerShare(
                index=index,
                link=ChainLink(
                    kind=one.kind,
                    name=one.system or next((person.name for person in self._people if person.id == one.by), "nobody"),
                ),
                visible=int((owners == index).sum()),
                overpainted=0,
            )
            for index, one in enumerate(chain)
        )
        attribution = Attribution(
            method="attribute/1",
            width=last.width,
            height=last.height,
            owners=shares,
            people=(),
            unattributed=0,
            layout_kept_permille=None,
            grades=(),
        )
        return MappedAttribution(chain=tuple(chain), attribution=attribution, map=path)

    def reading(self) -> StudioReading:
        """What sheets are drawn up from."""
        with self._lock:
            return StudioReading(
                studio=StudioId("studio"),
                title=self.title,
                currency=self.currency,
                zone="Asia/Tokyo",
                people=tuple(self._people),
                backgrounds=tuple(self._backgrounds),
                stages=tuple(self._stages),
                sessions=tuple(self._desk_sessions),
                reviews=tuple(self._reviews),
                rates=(),
                omissions=(),
            )

    def disown(self, stage: StageId) -> None:
        """Let a stage be nobody's, as a file that came in without a word would be."""
        at = next(at for at, known in enumerate(self._stages) if known.id == stage)
        self._stages[at] = replace(self._stages[at], by=None)

    def _said_whose(self, entry: EntryHash, person: PersonId | None) -> None:
        self._stages = [replace(one, by=person) if one.entry == entry else one for one in self._stages]

    def write_notes(self, path: Path, *, scope: NoteScope) -> None:
        self._enter("write_notes")
        if scope.episode and all(row.background.episode != scope.episode for row in self.rows()):
            raise FakeRefusal("No background belongs to the episode.", hint="Look up the episodes.")
        self.written.append((f"notes {scope.episode} {scope.open_only}", path))

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
            basis=Basis.MEASURED,
            by=self._me.id if self._me is not None else None,
            recorded_at=self._clock,
        )
        self._entries.append((background, row))
        return entry

    def _here(self) -> PersonId | None:
        return self._me.id if self._me is not None else None

    def _code(self, background: BackgroundId) -> str:
        return next(known.code for known in self._backgrounds if known.id == background)

    def _may_begin(self, background: BackgroundId, person: PersonId) -> None:
        if self._unseen(background, person) is not None:
            raise FakeRefusal("They have not yet been told.", hint="Show it to them first.")

    def _stage(self, wanted: StageId) -> Stage:
        return next(stage for stage in self._stages if stage.id == wanted)

    def _row(self, background: Background, stages: list[Stage]) -> BackgroundRow:
        reviews = [one for one in self._reviews if one.background == background.id and not one.withdrawn]
        sessions = [session for session in self._desk_sessions if session.background == background.id]
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

    def _review(
        self, stage: StageId, verdict: Verdict, cause: RetakeCause | None, note: str, drawing: Drawing | None
    ) -> Review:
        background = self._stage(stage).background
        review = Review(
            id=ReviewId(new_id()),
            background=background,
            stage=stage,
            verdict=verdict,
            cause=cause,
            by=self._me.id if self._me is not None else None,
            note=note,
            drawing=drawing,
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
            limits=self.limits,
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
