"""One installation at work in one studio, and what an intruder with its files can do."""

import sqlite3
from contextlib import closing, contextmanager
from datetime import timedelta

from studio_app import bootstrap, bootstrap_machine
from studio_app.domain.facts import Basis
from studio_app.domain.generations import GenerationRecord
from studio_app.domain.ids import PersonId
from studio_app.domain.moments import to_ms
from studio_app.domain.money import Money
from studio_app.domain.people import Person
from studio_app.domain.rates import RateUnit
from studio_app.domain.recordings import Ending, KeptSave
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.ledger.entries import Draft
from studio_app.workflow.candidate_folders import Offered
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.people import Details
from studio_app.workflow.ports import Decision
from studio_app.workflow.recorder import Recorder
from studio_app.workflow.time_reading import Asking
from tests.agreed_payloads import one_of_each
from tests.fakes import png
from tests.recording_desk import LOOK
from tests.watched_records import MORNING, export, front, there, written

_GUARDS = (
    "ledger_entry_admits_only_the_next",
    "ledger_entry_is_never_changed",
    "ledger_entry_is_never_removed",
)


class Desk:
    """One installation at work in one studio."""

    def __init__(self, root, home, *, clock, examiner):
        self.root, self.home, self.clock, self.examiner = root, home, clock, examiner
        self.open()

    def open(self):
        """Open the studio as a new start of the program does."""
        self.machine = bootstrap_machine.this_machine(clock=self.clock, home=self.home)
        self.studio = bootstrap.open_studio(self.root, self.machine, examiner=self.examiner)
        self.steps = self.studio.steps
        self.ledger = self.steps.evidence._ledger
        return self

    def other(self, home, **changes):
        """Return another installation in the same studio."""
        return Desk(self.root, home, **{"clock": self.clock, "examiner": self.examiner, **changes})

    def person(self, code, name="佐藤 光", **details) -> Person:
        return self.steps.people.add(Person(id=PersonId(""), code=code, name=name, **details), by=None)

    def background(self, code="C012", cuts=(), episode="01"):
        return self.steps.backgrounds.add(code=code, cuts=cuts, episode=episode, by=None)

    def picture(self, name, shade=10, size=(8, 6)):
        """Write a tiny grey PNG outside the studio."""
        path = self.root.parent / "drawn" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(png(shade, size))
        return path

    def add(self, shade=10, *, kind="retouch", painter=None, background="C012", by=None):
        """Draw a picture and take it in; return its stage."""
        path = self.picture(f"{kind}-{shade}.png", shade)
        arrived = self.steps.arrival.add([path], background=background, kind=StageKind(kind), painter=painter, by=by)
        return arrived[0].stage

    @contextmanager
    def recording(self, find_idle=lambda: None):
        """Be the program that records; unless something tells of input, saves alone are signs of work."""
        recorder = Recorder(self.machine.desk, clock=self.clock, find_idle=find_idle)
        recorder.take_up()
        yield recorder
        recorder.leave()

    def pass_time(self, recorder, length, *, saves=None):
        """Let time pass with a look every second; at its end a picture of the shade `saves` is saved, if one is."""
        for _second in range(length // LOOK):
            self.clock.work(LOOK)
            recorder.look()
        return None if saves is None else self.save(recorder, saves)

    def save(self, recorder, shade):
        """Save a picture of the running background, as the watch of its file tells it."""
        recording = recorder.saved()
        path = self.picture(f"save-{shade}.png", shade)
        with self.machine.saves.receive(path) as incoming:
            self.machine.saves.keep(incoming)
        one = KeptSave(
            recording=recording.id,
            number=recording.saves,
            at_ms=to_ms(self.clock.read().wall),
            offset_ms=sum(piece.ms for piece in recording.pieces),
            sha256=incoming.sha256,
            size_bytes=incoming.size_bytes,
            name=path.name,
        )
        self.machine.desk.keep_save(one)
        return one

    def force(self, kind, payload, *, by=None):
        """Write an entry past every step, as another program with a key of its own could."""
        draft = Draft(kind=kind, payload=payload, basis=Basis.STATED)
        return self.ledger.append(lambda _index: Decision(drafts=(draft,)), by=by)[0][1]

    def sentences(self):
        """Everything that does not hold."""
        return [finding.sentence for finding in self.steps.evidence.findings()]

    def positions(self):
        return [finding.position for finding in self.steps.evidence.findings()]

    def leaves(self):
        with closing(sqlite3.connect(self.root / "ledger.db")) as database:
            return [bytes(row[0]) for row in database.execute("SELECT leaf FROM ledger_entry ORDER BY position")]

    @contextmanager
    def tampering(self):
        """Open the database as its owner can: with the guards taken out."""
        with closing(sqlite3.connect(self.root / "ledger.db")) as database:
            for guard in _GUARDS:
                database.execute(f"DROP TRIGGER IF EXISTS {guard}")
            yield database
            database.commit()

    def put(self, leaves):
        """Replace the whole log by other leaves, leaving the head as it is."""
        with self.tampering() as database:
            database.execute("DELETE FROM ledger_entry")
            database.executemany("INSERT INTO ledger_entry VALUES (?, ?)", enumerate(leaves))


def live_in(desk):
    """Record one thing of every kind."""

    steps, clock = desk.steps, desk.clock
    sato, art = desk.person("SATO"), desk.person("AD", "吉田 監督")
    desk.background("C012", ("012", "013"))
    desk.add(1, kind="layout", painter="SATO")
    clock.work(timedelta(minutes=1))
    desk.examiner.generation = GenerationRecord(dialect="AUTOMATIC1111", system="Stable Diffusion", version="1.9")
    desk.add(2, kind="generation", by=art.id)
    desk.examiner.generation = None
    candidates = [Offered(path=desk.picture(f"candidate-{shade}.png", shade), background="C012") for shade in (91, 92)]
    steps.candidates.take(candidates, asked_by="AD", by=None)
    steps.candidates.pick("C012#2", reason="光が合う", picker="AD", by=None)
    steps.reducing.reduce(["C012"], by=art.id)
    steps.disclosures.see("C012", by=sato.id)
    steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=sato.id)
    clock.work(timedelta(minutes=30))
    stopped = steps.time.stop(person=None, by=sato.id)
    retouch = desk.add(3, by=sato.id)
    logged = steps.time.log(
        "C012",
        person=None,
        kind=WorkKind.MEETING,
        active=timedelta(minutes=5),
        started_at=None,
        reason="電話",
        by=sato.id,
    )
    steps.reviews.review(
        "C012", stage=retouch.id, verdict=Verdict.RETAKE, cause=RetakeCause.OTHER, note="もっと暗く", by=art.id
    )
    correct_time(desk, stopped.entry, timedelta(minutes=25), by=sato.id)
    steps.corrections.dispute(logged.entry, reason="長い", by=art.id)
    steps.agreements.agree_rate(
        "SATO", unit=RateUnit.HOUR, price=Money(minor=2500, currency="JPY"), valid_from=clock.now.wall.date(), by=art.id
    )
    steps.agreements.sign_omission("AD", reason="本人の希望", asked=True, by=art.id)
    read_time(desk, "C012", export([front(0, 40), front(60, 20)], [there(0, 200)]), by=sato.id)
    record_at_the_desk(desk, sato)
    steps.people.change("AD", Details(reading="よしだ"), by=art.id)
    for kind, payload in one_of_each(sato.id, retouch.background, retouch.id, retouch.sha256, text="0" * 64):
        desk.force(kind, payload, by=art.id)


def read_time(desk, background, said, *, begun=-720, ended=720, by, name="watched.json", **more):
    """Read time from a record; the period is in minutes from the morning of the record."""
    path = written(desk.root.parent / name, said)
    asking = Asking(
        background=background,
        place=str(path),
        begun=MORNING + timedelta(minutes=begun),
        ended=MORNING + timedelta(minutes=ended),
        **more,
    )
    return desk.steps.time_reading.read(asking, by=by)


def record_at_the_desk(desk, person):
    """Paint with three saves and an absence of 25 minutes, send it, and account for 5 minutes of the absence."""
    with desk.recording() as recorder:
        recorder.begin(desk.steps.desk.task("C012", person=None, kind=WorkKind.RETAKE, by=person.id))
        desk.pass_time(recorder, timedelta(minutes=9), saves=4)
        desk.pass_time(recorder, timedelta(minutes=25), saves=5)
        desk.pass_time(recorder, timedelta(minutes=6), saves=6)
        recorder.end(Ending.STOPPED)
    (sent,) = desk.steps.submitting.submit((), person=person.id)
    desk.steps.submitting.answer_late(
        sent.sessions[0].id, work=timedelta(minutes=5), rest=timedelta(0), reason="紙の上で", person=person.id
    )


def correct_time(desk, entry, active, *, by):

    return desk.steps.corrections.correct(entry, Amendment(active=active), reason="見直し", by=by)
