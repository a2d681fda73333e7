"""Teire behind the acknowledge protocol of the torture scripts.

adapter.py init|add|candidates|session|fill|record|verify|then DIR [ROUNDS]

`add`, `candidates` and `session` print `ACK token` at the moment a person would be told "saved"; `record` works from
`READY` until it is told to end; `verify` prints `HAVE token` for what is really there and `TIME seconds` for recorded
work. The installation lives in DIR too, so that its keys suffer the same faults as the studio.
"""

import os
import shutil
import signal
import sys
import threading
from pathlib import Path

import numpy as np
from PIL import Image

from studio_app import bootstrap, bootstrap_machine
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import PersonId
from studio_app.domain.people import Person
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.ledger.kinds import CANDIDATES_REDUCED
from studio_app.sandbox.runner import ChildExaminer
from studio_app.workflow.candidate_folders import offered_in
from studio_app.workflow.studio import Studio

os.environ["TEIRE_NO_KEYRING"] = "1"


def main(what: str, place: str, rounds: str = "1") -> int:
    root = Path(place).absolute()
    home = root / "home"
    if what == "init":
        return init(root, home)
    studio = bootstrap.open_studio(root / "studio", bootstrap_machine.this_machine(home=home), examiner=ChildExaminer())
    if what == "verify":
        return verify(studio)
    work = {"add": add, "candidates": candidates, "session": session, "fill": fill, "record": record, "then": then}[
        what
    ]
    for number in range(int(rounds)):
        work(studio, root, number)
    return 0


def init(root: Path, home: Path) -> int:
    machine = bootstrap_machine.this_machine(home=home)
    bootstrap.found(root / "studio", machine, title="Torture", currency="JPY", zone="Asia/Tokyo")
    studio = bootstrap.open_studio(root / "studio", machine, examiner=ChildExaminer())
    who = studio.steps.people.add(Person(id=PersonId(""), code="SATO", name="佐藤"), by=None)
    studio.choose_me(who)
    studio.add_background(code="C001", cuts=("C001",), episode="")
    add_picture(studio, root, StageKind.LAYOUT)
    return 0


def add_picture(studio: Studio, root: Path, kind: StageKind, *, side: int = 48) -> str:
    """Paint a square picture that no other call paints and let it arrive."""
    pixels = np.random.default_rng().integers(0, 255, (side, side, 3), np.uint8)
    source = root.parent / f"{root.name}-{os.getpid()}.png"
    Image.fromarray(pixels).save(source)
    try:
        arrived = studio.steps.arrival.add([source], background="C001", kind=kind, painter="SATO", by=None)
    finally:
        source.unlink(missing_ok=True)
    return arrived[0].stage.id


def add(studio: Studio, root: Path, _number: int) -> None:
    print(f"ACK stage-{add_picture(studio, root, StageKind.RETOUCH)}", flush=True)


def candidates(studio: Studio, root: Path, _number: int) -> None:
    """Take three candidates in, pick the last and keep the others small."""
    folder = root.parent / f"{root.name}-{os.getpid()}"
    folder.mkdir()
    try:
        for number in range(3):
            pixels = np.random.default_rng().integers(0, 255, (48, 48, 3), np.uint8)
            Image.fromarray(pixels).save(folder / f"{number}.png")
        imported = studio.steps.candidates.take(offered_in(folder, (), background="C001"), asked_by="SATO", by=None)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for one in imported.taken:
        print(f"ACK candidate-{one.id}", flush=True)
    chosen = studio.steps.candidates.pick(imported.taken[-1].id, reason="光が合う", picker="SATO", by=None)
    print(f"ACK pick-{chosen.entry}", flush=True)
    print(f"ACK stage-{chosen.stage}", flush=True)
    (reduced,) = studio.steps.reducing.reduce(["C001"], by=None)
    print(f"ACK reduced-{reduced.entry}", flush=True)


def session(studio: Studio, _root: Path, _number: int) -> None:
    see(studio)
    started = studio.steps.time.start("C001", person="SATO", kind=WorkKind.RETOUCH, by=None)
    print(f"ACK session-{started.id}", flush=True)
    stopped = studio.steps.time.stop(person="SATO", by=None)
    print(f"ACK stop-{stopped.id}", flush=True)


def see(studio: Studio) -> None:
    """Let the artist see what the picture comes from, as the program asks before the first session."""
    studio.steps.disclosures.see("C001", by=studio.steps.people.find("SATO").id)


def fill(studio: Studio, root: Path, number: int) -> None:
    """Work with pictures large enough that a small disk is full after a few."""
    session(studio, root, number)
    print(f"ACK stage-{add_picture(studio, root, StageKind.RETOUCH, side=256)}", flush=True)


def record(studio: Studio, _root: Path, _number: int) -> None:
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_ignored: ended.set())
    see(studio)
    studio.steps.time.start("C001", person="SATO", kind=WorkKind.RETOUCH, by=None)
    print("READY", flush=True)
    ended.wait()
    studio.steps.time.stop(person="SATO", by=None)


def then(studio: Studio, root: Path, number: int) -> None:
    """What a person does next, whatever happened before: it has to work."""
    session(studio, root, number)
    add(studio, root, number)


def verify(studio: Studio) -> int:
    findings = list(studio.steps.evidence.findings())
    for finding in findings:
        print(f"FOUND {finding.position} {finding.sentence}")
    for row in studio.rows():
        dossier = studio.dossier(row.background.id)
        for stage in dossier.stages:
            print(f"HAVE stage-{stage.id}")
        for candidate in studio.steps.candidates.all(row.background.id):
            print(f"HAVE candidate-{candidate.id}")
        for chosen in studio.steps.candidates.picked(row.background.id):
            print(f"HAVE pick-{chosen.entry}")
        for entry in dossier.entries:
            if entry.kind == CANDIDATES_REDUCED:
                print(f"HAVE reduced-{entry.hash}")
        for one in dossier.sessions:
            print(f"HAVE session-{one.id}")
            if one.stopped_at is not None:
                print(f"HAVE stop-{one.id}")
                print(f"TIME {one.active.total_seconds()}")
    return 1 if findings else 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except StudioError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
