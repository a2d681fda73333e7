"""The gate before a delivered picture is the one before a credit sheet, for one background."""

import pytest

from studio_app.domain.credit_words import Clearance, CreditCheck
from studio_app.domain.ids import PersonId
from studio_app.statements.delivery_makers import makers_of
from studio_app.statements.naming import CreditsRefused
from studio_app.statements.scopes import CountedWork


def clearance(make, who, *, episode="", reason="名簿で確認中"):
    return Clearance(
        check=CreditCheck.WORKED_NOT_NAMED,
        person=PersonId(who),
        role="",
        episode=episode,
        cut="",
        reason=reason,
        signed_by=PersonId("PM"),
        entry=make.entry_of(f"cleared-{who}-{episode}"),
    )


@pytest.fixture
def makers(make, roles):
    """Say who made a background of episode 3 that somebody without a name and somebody with one painted."""

    def of(*cleared):
        people = (make.person("P1", "佐藤"), make.person("P2", "\u3000"), make.person("PM", "進行"))
        stages = (make.stage("C1", by="P1"), make.stage("C1", number=2, by="P2"))
        ground = make.background("C1", episode="3")
        reading = make.reading(people=people, backgrounds=(ground,), stages=stages, clearances=cleared)
        work = CountedWork(codes={ground.id: "C1"}, stages=stages, sessions=(), running=(), reviews=())
        return makers_of(reading, ground, work, roles)

    return of


def test_a_painter_without_a_name_keeps_the_picture_back(makers):
    with pytest.raises(CreditsRefused, match="P2 worked on C1 and has no name to print"):
        makers()


def test_a_producers_signed_reason_lets_it_go_and_counts_who_is_left_out(make, makers):
    found = makers(clearance(make, "P2"))
    assert (found.names, found.omitted, found.hidden) == (("佐藤",), 1, {"P2"})
    assert makers(clearance(make, "P2", episode="3")) == found


def test_a_reason_given_for_another_episode_does_not(make, makers):
    with pytest.raises(CreditsRefused):
        makers(clearance(make, "P2", episode="4"))
