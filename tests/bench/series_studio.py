"""A series in a real ledger: 12 episodes of 350 cuts, 60 people, 40,000 sessions, 100,000 entries, for `sheet_scale`.

`python -m tests.bench.series_studio FOLDER`; the same studio each time but for ids. The pictures themselves are not
there: sheets rest on entries, never on files.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from studio_app import bootstrap, bootstrap_machine
from studio_app.domain.facts import Basis
from studio_app.domain.ids import PersonId, new_id
from studio_app.domain.moments import to_ms
from studio_app.domain.money import Money
from studio_app.domain.people import Person, PersonKind
from studio_app.domain.rates import RateUnit
from studio_app.ledger import kinds
from studio_app.ledger.entries import Draft
from studio_app.sandbox.in_process import InProcessExaminer
from studio_app.workflow.ports import Decision

EPISODES, CUTS, PEOPLE, SESSIONS, ENTRIES = 12, 350, 60, 40_000, 100_000
FIRST_DAY = datetime(2026, 4, 1, tzinfo=UTC)
_KINDS = ("layout", "generation", "generation", "retouch", "retouch", "final")
_WORKS = ("layout", "retouch", "generator-defect-fix", "retake", "check")
_AT_ONCE = 4_000


def make_series(folder: Path, *, home: Path) -> None:
    """Make the studio at `folder` through the ledger, some thousand entries to a transaction."""
    machine = bootstrap_machine.this_machine(home=home)
    bootstrap.found(folder, machine, title="長い物語", currency="JPY", zone="Asia/Tokyo", floor="1226")
    studio = bootstrap.open_studio(folder, machine, examiner=InProcessExaminer())
    company = studio.steps.people.add(
        Person(id=PersonId(""), code="AOBA", name="青葉背景", kind=PersonKind.COMPANY), by=None
    )
    people = [
        studio.steps.people.add(
            Person(id=PersonId(""), code=f"P{one:02d}", name=f"画家 {one:02d}", name_en=f"Painter {one:02d}"),
            company=company.code if one % 4 == 0 else "",
            by=None,
        ).id
        for one in range(PEOPLE)
    ]
    for one in range(PEOPLE):
        unit, yen = (RateUnit.HOUR, 2_000 + 10 * one) if one % 3 else (RateUnit.BACKGROUND, 6_000)
        price = Money(minor=yen, currency="JPY")
        studio.steps.agreements.agree_rate(
            f"P{one:02d}", unit=unit, price=price, valid_from=FIRST_DAY.date() - timedelta(days=30), by=None
        )
    drafts, waiting = _drafts(people), []
    ledger = studio.steps.evidence._ledger
    for draft in drafts:
        waiting.append(draft)
        if len(waiting) == _AT_ONCE:
            ledger.append(lambda _index, made=tuple(waiting): Decision(drafts=made), by=None)
            waiting.clear()
    ledger.append(lambda _index: Decision(drafts=tuple(waiting)), by=None)


def _drafts(people: list[PersonId]) -> Iterator[Draft]:
    """Yield entries until there are as many as the series has."""
    dice, written = random.Random(7), 2 + 2 * PEOPLE
    backgrounds, reviews = [], []
    for number in range(EPISODES * CUTS):
        background = new_id()
        backgrounds.append(background)
        for draft in _background(number, background, people, reviews):
            written += 1
            yield draft
    for number in range(SESSIONS):
        written += 1
        yield _session(number, dice.choice(backgrounds), people[number % PEOPLE], dice)
    for number in range(ENTRIES - written):
        yield _candidate(number, dice.choice(backgrounds), people[0])


def _background(number: int, background: str, people: list[PersonId], reviews: list[str]) -> Iterator[Draft]:
    code = f"C{number:04d}"
    payload = {"background": background, "code": code, "cuts": [code], "episode": f"#{number // CUTS + 1:02d}"}
    yield Draft(kind=kinds.BACKGROUND_ADDED, payload=payload, basis=Basis.STATED)
    painter, parent = people[number % PEOPLE], ""
    for place, kind in enumerate(_KINDS):
        stage = new_id()
        yield _stage(stage, background, kind, parent, number * len(_KINDS) + place, painter)
        parent = stage
        if kind == "retouch":
            yield _review(background, stage, people[1], reviews, approved=place == 4)
    if number % 2 == 0:
        yield _order(background, painter, number)


def _stage(stage: str, background: str, kind: str, parent: str, seed: int, by: PersonId) -> Draft:
    file = {"sha256": f"{seed:064x}", "size": 1000, "format": "png", "width": 3840, "height": 2160}
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


def _review(background: str, stage: str, by: PersonId, reviews: list[str], *, approved: bool) -> Draft:
    reviews.append(new_id())
    payload = {
        "review": reviews[-1],
        "background": background,
        "stage": stage,
        "verdict": "approved" if approved else "retake",
        "by": by,
    }
    if not approved:
        payload["cause"] = ("own-error", "direction-change", "generator-defect")[len(reviews) % 3]
    return Draft(kind=kinds.BACKGROUND_REVIEWED, payload=payload, basis=Basis.STATED)


def _order(background: str, person: PersonId, number: int) -> Draft:
    payload = {
        "order": new_id(),
        "person": person,
        "backgrounds": [background],
        "role": "background-art",
        "unit": "background",
        "minor": 7_000 + number % 5 * 500,
        "currency": "JPY",
        "agreed_on": "2026-03-20",
        "retakes": [{"cause": "direction-change", "minor": 3_000}],
    }
    return Draft(kind=kinds.ORDER_AGREED, payload=payload, basis=Basis.STATED)


def _session(number: int, background: str, person: PersonId, dice: random.Random) -> Draft:
    started = to_ms(FIRST_DAY + timedelta(minutes=number * 5))
    payload = {
        "session": new_id(),
        "background": background,
        "person": person,
        "work": _WORKS[number % len(_WORKS)],
        "started_at": started,
        "active_ms": dice.randrange(600_000, 7_200_000),
    }
    return Draft(kind=kinds.SESSION_LOGGED, payload=payload, basis=Basis.MEASURED if number % 5 else Basis.STATED)


def _candidate(number: int, background: str, by: PersonId) -> Draft:
    file = {"sha256": f"{10**9 + number:064x}", "size": 1000, "format": "png", "width": 1024, "height": 1024}
    payload = {
        "candidate": new_id(),
        "background": background,
        "file": {**file, "bit_depth": 8, "colour_space": "sRGB"},
        "by": by,
        "batch": "0" * 32,
        "source": "files",
    }
    return Draft(kind=kinds.CANDIDATE_RECEIVED, payload=payload, basis=Basis.MEASURED)


if __name__ == "__main__":
    make_series(Path(sys.argv[1]), home=Path(sys.argv[1]).parent / "series-home")
