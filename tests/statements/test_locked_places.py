"""The order that was signed for a background: the nearest scope's newest sheet that can still be read."""

from datetime import UTC, datetime

import pytest

from studio_app.domain.credit_words import CreditLock, CreditOrder
from studio_app.domain.ids import LockId, PersonId
from studio_app.statements.credit_record import record_text, sheet_record
from studio_app.statements.credits import draft_credits
from studio_app.statements.locked_places import locked_places
from studio_app.statements.scopes import CreditScope


@pytest.fixture
def places(make, roles):
    """Say where A and B stand for C1, which serves the cuts 1 and 2 of episode 3, after sheets were locked."""
    ground = make.background("C1", ("1", "2"), "3")
    people = (make.person("A", reading="え"), make.person("B", reading="い"))
    reading = make.reading(
        people=people,
        backgrounds=(ground, make.background("C9", ("9",), "4")),
        stages=(make.stage("C1", by="A"), make.stage("C1", number=2, by="B"), make.stage("C9", by="B")),
    )

    def lock(version, order, episode="", cut="", text=None):
        sheet = draft_credits(reading, roles, CreditScope(episode=episode, cut=cut), order=order)
        return CreditLock(
            id=LockId(f"{version}{episode}{cut}{order.value}"),
            version=version,
            episode=episode,
            cut=cut,
            order=order,
            sheet=record_text(sheet_record(sheet)) if text is None else text,
            locked_by=PersonId("A"),
            recorded_at=datetime(2026, 4, 10, tzinfo=UTC),
            entry=make.entry_of(f"lock-{version}-{episode}-{cut}-{order.value}"),
        )

    def found(*locked):
        locks = tuple(lock(*one[:2], **one[2]) for one in locked)
        there = make.reading(people=people, backgrounds=(ground,), locks=locks)
        return "".join(locked_places(there, ground))

    return found


CODE, READING = CreditOrder.CODE, CreditOrder.READING


@pytest.mark.parametrize(
    ("locked", "order"),
    [
        ((), ""),
        (((1, CODE, {}),), "AB"),
        (((1, CODE, {}), (2, READING, {})), "BA"),
        (((2, READING, {}), (1, CODE, {})), "BA"),
        (((1, CODE, {}), (1, READING, {})), "BA"),
        (((5, CODE, {}), (1, READING, {"episode": "3"})), "BA"),
        (((5, CODE, {"episode": "3"}), (1, READING, {"cut": "2"})), "BA"),
        (((5, CODE, {"cut": "2"}), (1, READING, {"cut": "1"})), "BA"),
        (((5, CODE, {"cut": "1"}), (1, READING, {"cut": "1", "episode": "3"})), "BA"),
        (((1, CODE, {"episode": "4"}),), ""),
        (((1, CODE, {"cut": "9"}),), ""),
        (((1, CODE, {}), (2, READING, {"text": ""})), "AB"),
        (((1, CODE, {}), (2, READING, {"text": "no sheet"})), "AB"),
        (((1, CODE, {}), (1, READING, {"episode": "3", "text": ""})), "AB"),
    ],
    ids=[
        "none was locked",
        "the production's",
        "the newest version",
        "whatever the order in which they came",
        "of two with one number the later one",
        "an episode's before the production's",
        "a cut's before an episode's",
        "the first cut's before another's",
        "a cut within its episode before the cut alone",
        "another episode's orders nothing",
        "another cut's orders nothing",
        "an erased version says no order",
        "one that cannot be read says none",
        "where all of a scope is erased the wider one counts",
    ],
)
def test_the_sheet_that_counts(places, locked, order):
    assert places(*locked) == order
