"""The audit of files that were let go: missing only where an entry says so, their small pictures never."""

import sqlite3
from contextlib import closing

import pytest

from studio_app.ledger.entries import read_leaf
from studio_app.ledger.kinds import CANDIDATES_REDUCED
from tests.fakes import png


@pytest.fixture
def reduced(working):
    """The candidate of the studio with everything in it that was let go."""
    (one,) = (one for one in working.steps.candidates.all() if one.small is not None)
    return one


def place(desk, sha256):
    return desk.root / "store" / sha256[:2] / sha256


def entry_position(desk):
    return next(at for at, leaf in enumerate(desk.leaves()) if read_leaf(leaf).kind == CANDIDATES_REDUCED)


def test_what_was_let_go_may_be_missing(working, reduced):
    assert not place(working, reduced.sha256).exists()
    assert working.sentences() == []


def test_what_was_let_go_may_be_there_again_and_then_has_to_hold(working, reduced):
    path = place(working, reduced.sha256)
    path.write_bytes(png(91))
    assert working.sentences() == []
    path.write_bytes(png(92))
    assert working.sentences() == [f"The file {reduced.sha256[:12]} was changed after it was recorded."]
    path.unlink()
    path.symlink_to("nowhere")
    assert len(working.sentences()) == 1


def test_a_small_picture_has_to_be_there(working, reduced):
    place(working, reduced.small).unlink()
    assert working.sentences() == [f"The file {reduced.small[:12]} is not where it was kept."]
    assert working.positions() == [entry_position(working)]


def test_a_small_picture_has_to_be_whole(working, reduced):
    path = place(working, reduced.small)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"x")
    assert working.sentences() == [f"The file {reduced.small[:12]} was changed after it was recorded."]


def test_without_the_entry_a_missing_file_is_found(studio):
    studio.background()
    studio.force("candidate-received/1", received("1" * 32, png_name := "ab" * 32))
    assert studio.sentences() == [f"The file {png_name[:12]} is not where it was kept."]


def received(candidate, sha256, background="b" * 32):
    file = {"sha256": sha256, "size": 9, "format": "png", "width": 8, "height": 6, "bit_depth": 8, "colour_space": ""}
    return {"candidate": candidate, "background": background, "batch": "c" * 32, "source": "", "file": file}


def let_go(candidate, sha256, small, background="b" * 32):
    told = {"sha256": small, "size": 9, "format": "jpeg", "width": 8, "height": 6}
    return {"background": background, "candidates": [{"candidate": candidate, "sha256": sha256, "small": told}]}


ONE, TWO, FILE = "1" * 32, "2" * 32, "ab" * 32


@pytest.fixture
def forged(studio):
    """A studio in which a candidate came in whose file was never kept, and a small picture that is there."""
    studio.background()
    small = studio.add(7, kind="layout").sha256
    studio.force("candidate-received/1", received(ONE, FILE))
    return studio, small


GONE = [f"The file {FILE[:12]} is not where it was kept."]


def test_the_entry_allows_for_the_file_it_names(forged):
    studio, small = forged
    studio.force("candidates-reduced/1", let_go(ONE, FILE, small))
    assert studio.sentences() == []


@pytest.mark.parametrize(
    "other",
    [
        {"candidate": TWO, "sha256": FILE},
        {"candidate": ONE, "sha256": "cd" * 32},
        {"candidate": ONE, "sha256": FILE, "background": "d" * 32},
    ],
)
def test_the_entry_allows_for_no_other(forged, other):
    studio, small = forged
    studio.force("candidates-reduced/1", let_go(**other, small=small))
    assert studio.sentences() == GONE


def test_a_file_that_came_in_again_after_the_entry_is_not_allowed_for(forged):
    studio, small = forged
    studio.force("candidates-reduced/1", let_go(ONE, FILE, small))
    studio.force("candidate-received/1", received(ONE, FILE))
    assert studio.sentences() == GONE


def test_a_file_that_another_candidate_came_in_as_is_not_allowed_for(forged):
    studio, small = forged
    studio.force("candidate-received/1", received(TWO, FILE, background="d" * 32))
    studio.force("candidates-reduced/1", let_go(ONE, FILE, small))
    assert studio.sentences() == GONE
    studio.force("candidates-reduced/1", let_go(TWO, FILE, small, background="d" * 32))
    assert studio.sentences() == []


def test_a_file_that_is_a_stage_or_a_small_picture_is_not_allowed_for(forged):
    studio, small = forged
    studio.force("candidates-reduced/1", let_go(ONE, FILE, small))
    studio.force("candidate-received/1", received(TWO, small))
    studio.force("candidates-reduced/1", let_go(TWO, small, FILE))
    assert studio.sentences() == GONE
    place(studio, small).unlink()
    assert len(studio.sentences()) == 2


@pytest.mark.parametrize(
    "payload",
    [{}, {"background": "b"}, {"background": "b", "candidates": [{}]}, {"background": "b", "candidates": 7}],
)
def test_an_entry_that_is_not_of_its_kinds_form_is_refused(studio, payload):
    with pytest.raises(Exception, match="not of its kind"):
        studio.force("candidates-reduced/1", payload)


def test_an_index_that_lost_its_row_is_found_and_made_anew(working, reduced):
    with closing(sqlite3.connect(working.root / "ledger.db", isolation_level=None)) as database:
        database.execute("DELETE FROM ix_reduction")
    sentences = working.sentences()
    assert "The index ix_reduction is not what the log gives; “teire ledger rebuild” mends it." in sentences
    assert f"The file {reduced.sha256[:12]} is not where it was kept." in sentences
    working.steps.evidence.rebuild()
    assert working.sentences() == []
    assert reduced in working.steps.candidates.all()
