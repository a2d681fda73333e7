"""People as they were described last, whoever asks and however the index was made."""

import pytest

from studio_app.ledger.kinds import PERSON_ADDED, PERSON_CHANGED
from studio_app.workflow.people import Details


@pytest.fixture
def changed(studio):
    """Sato and the art director were added; Sato was named anew twice."""
    studio.person("SATO", "佐藤 光", reading="さとう")
    studio.person("AD", "吉田 監督")
    studio.steps.people.change("SATO", Details(name="佐藤 翼"), by=None)
    studio.steps.people.change("SATO", Details(name="佐藤 遥"), by=None)
    return studio


def erase(studio, name):
    with studio.tampering() as database:
        assert database.execute("DELETE FROM bound_text WHERE text LIKE ?", (f"%{name}%",)).rowcount == 1


def names(studio):
    return [(one.code, one.name) for one in studio.steps.people.all()]


def test_people_stand_in_the_order_they_were_added_as_they_were_described_last(changed):
    assert names(changed) == [("SATO", "佐藤 遥"), ("AD", "吉田 監督")]
    assert changed.steps.people.find("SATO").reading == "さとう"


def test_a_rebuild_and_another_start_of_the_program_tell_the_same(changed):
    before = changed.steps.people.all()
    changed.steps.evidence.rebuild()
    assert changed.open().steps.people.all() == before
    assert changed.sentences() == []


def test_of_two_desks_the_one_that_wrote_last_counts(changed, tmp_path):
    other = changed.other(tmp_path / "other-home")
    other.steps.people.change("SATO", Details(name="佐藤 純"), by=None)
    assert names(changed)[0] == ("SATO", "佐藤 純")
    changed.steps.people.change("SATO", Details(name="佐藤 光"), by=None)
    assert names(other)[0] == ("SATO", "佐藤 光")


def test_an_older_text_does_not_stand_in_for_one_that_was_erased(changed):
    erase(changed, "佐藤 遥")
    assert names(changed) == [("SATO", ""), ("AD", "吉田 監督")]
    assert changed.sentences() == []


@pytest.mark.parametrize("older", ["佐藤 光", "佐藤 翼"])
def test_erasing_an_older_text_changes_nobody(changed, older):
    erase(changed, older)
    assert names(changed)[0] == ("SATO", "佐藤 遥")
    assert changed.sentences() == []


def test_a_change_of_somebody_who_was_never_added_adds_nobody(changed):
    changed.force(PERSON_CHANGED, {"person": "ab" * 16, "details": "0" * 64})
    assert len(names(changed)) == 2
    assert changed.sentences() == []


def test_what_was_said_of_me_first_and_last_is_mine_to_take_out(changed):
    sato = changed.steps.people.find("SATO").id
    with changed.ledger.look() as index:
        mine = [entry for _position, entry in index.own(sato).all_entries()]
        texts = index.own(sato).texts({entry.payload["details"] for entry in mine if "details" in entry.payload})
    told = [entry.kind for entry in mine if entry.kind in {PERSON_ADDED, PERSON_CHANGED}]
    assert told == [PERSON_ADDED, PERSON_CHANGED, PERSON_CHANGED]
    assert all(any(name in one.text for one in texts) for name in ("佐藤 光", "佐藤 翼", "佐藤 遥"))
    assert not any("吉田" in one.text for one in texts)
