"""A studio of many backgrounds with six stages each, in a real ledger, for `view_scale`.

`python -m tests.bench.large_studio FOLDER BACKGROUNDS`; the pictures themselves are few and small.
"""

import sys
from pathlib import Path
from typing import Any

from studio_app import bootstrap, bootstrap_machine
from studio_app.domain.facts import Basis
from studio_app.domain.ids import PersonId, new_id
from studio_app.domain.people import Person
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.sandbox.in_process import InProcessExaminer
from studio_app.workflow.ports import Decision

STAGES = ("layout", "generation", "generation", "retouch", "retouch", "correction")
_AT_ONCE = 500


def make_large(folder: Path, backgrounds: int, *, home: Path) -> None:
    """Make the studio at `folder`, entry by entry through the ledger, 500 backgrounds to a transaction."""
    machine = bootstrap_machine.this_machine(home=home)
    bootstrap.found(folder, machine, title="長い作品", currency="JPY", zone="Asia/Tokyo")
    studio = bootstrap.open_studio(folder, machine, examiner=InProcessExaminer())
    people = [
        studio.steps.people.add(Person(id=PersonId(""), code=f"P{number}", name=f"画家 {number}"), by=None).id
        for number in range(8)
    ]
    ledger = studio.steps.evidence._ledger
    for start in range(0, backgrounds, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, backgrounds))
        drafts = tuple(draft for number in numbers for draft in _background(number, people))
        ledger.append(lambda _index, made=drafts: Decision(drafts=made), by=None)


def _background(number: int, people: list[PersonId]) -> list[Draft]:
    background, code = new_id(), f"C{number:05d}"
    payload = {"background": background, "code": code, "cuts": [code], "episode": f"#{number // 300 + 1:02d}"}
    drafts = [Draft(kind=kinds.BACKGROUND_ADDED, payload=payload, basis=Basis.STATED)]
    parent = ""
    for place, kind in enumerate(STAGES[: 6 if number % 50 else 2]):
        stage = new_id()
        drafts.append(_stage(stage, background, kind, parent, number * 6 + place, people[number % 8]))
        parent = stage
    if number % 3:
        drafts.append(_word(background, parent, people[0], approved=number % 3 == 1))
    return drafts


def _stage(stage: str, background: str, kind: str, parent: str, seed: int, by: PersonId) -> Draft:
    file = {"sha256": f"{seed % 40:064x}", "size": 1000, "format": "png", "width": 3840, "height": 2160}
    payload: dict[str, Any] = {
        "stage": stage,
        "background": background,
        "stage_kind": kind,
        "file": {**file, "bit_depth": 8, "colour_space": "sRGB"},
        "by": by,
        "known": {},
    }
    if parent:
        payload["parent"] = parent
    if kind == "generation":
        payload["generation"] = {"dialect": "ComfyUI", "system": "ComfyUI", "version": "0.3", "model": "", "seeds": []}
    name = kinds.GENERATION_RECEIVED if kind == "generation" else kinds.REVISION_SAVED
    return Draft(kind=name, payload=payload, basis=Basis.MEASURED)


def _word(background: str, stage: str, by: PersonId, *, approved: bool) -> Draft:
    payload = {
        "review": new_id(),
        "background": background,
        "stage": stage,
        "verdict": (Verdict.APPROVED if approved else Verdict.RETAKE).value,
        "by": by,
    }
    if not approved:
        payload["cause"] = RetakeCause.OTHER.value
    return Draft(kind=kinds.BACKGROUND_REVIEWED, payload=payload, basis=Basis.STATED)


if __name__ == "__main__":
    make_large(Path(sys.argv[1]), int(sys.argv[2]), home=Path(sys.argv[1]).parent / "large-home")
