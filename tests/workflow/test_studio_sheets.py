"""Delivering as the window asks for it: one background or an episode, signed by the studio, by whoever is here."""

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.progress import Cancelled
from studio_app.statements.answers.scope import AnswerScope
from studio_app.workflow.studio_sheets import StudioSheets
from tests.delivering_desk import approve, paint, recorded

ONE, ALL = AnswerScope(background="C012"), AnswerScope(episode="01")


@pytest.fixture
def painted(studio):
    """C012 and C014 of episode 01 are approved, C013 is not; the studio has a certificate, and AD is here."""
    paint(studio)
    for code in ("C013", "C014"):
        studio.background(code)
        studio.add(len(code) + int(code[1:]), background=code, painter="SATO")
    approve(studio, background="C014")
    studio.steps.certificates.make()
    studio.ad = studio.steps.people.find("AD").id
    return studio


@pytest.fixture
def sheets(painted):
    return StudioSheets(painted.steps, me=lambda: painted.ad)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_background_goes_alone_signed_by_the_studio_and_recorded_by_whoever_is_here(painted, sheets, out):
    told = []
    many = sheets.deliver(out, ONE, progress=told.append)
    (done,) = many.delivered
    assert (many.refused, many.stopped, done.path) == ((), False, out / "C012.png")
    assert done.picture.certificate == painted.steps.certificates.identity().facts.fingerprint
    assert [one.sha256 for one in recorded(painted)] == [done.picture.sha256]
    with painted.ledger.look() as index:
        _position, entry = index.entry(done.picture.entry)
    assert entry.person == painted.ad
    assert (told == sorted(told), told[-1]) == (True, 1.0)


def test_an_episode_goes_as_far_as_it_is_approved_and_says_what_stays(sheets, out):
    many = sheets.deliver(out, ALL)
    assert [one.note.code for one in many.delivered] == ["C012", "C014"]
    assert [(one.code, one.why.message) for one in many.refused] == [("C013", "No picture of C013 is approved.")]
    assert sorted(one.name for one in out.iterdir()) == ["C012.png", "C014.png"]


def test_a_background_that_is_not_approved_is_refused(painted, sheets, out):
    with pytest.raises(StudioError, match=r"No picture of C013 is approved\."):
        sheets.deliver(out, AnswerScope(background="C013"))
    assert (list(out.iterdir()), recorded(painted)) == ([], ())


def test_a_file_that_is_there_is_never_written_over(painted, sheets, out):
    (out / "C012.png").write_bytes(b"mine")
    with pytest.raises(StudioError, match="is there already"):
        sheets.deliver(out, ONE)
    assert (out / "C012.png").read_bytes() == b"mine"
    assert recorded(painted) == ()


def test_stopped_in_one_background_nothing_is_left(painted, sheets, out):
    def stop(_done):
        raise Cancelled

    with pytest.raises(Cancelled):
        sheets.deliver(out, ONE, progress=stop)
    assert (list(out.iterdir()), recorded(painted)) == ([], ())


def test_stopped_in_an_episode_what_went_stays_delivered(sheets, out):
    def stop(done):
        if done > 0.5:
            raise Cancelled

    many = sheets.deliver(out, ALL, progress=stop)
    assert ([one.note.code for one in many.delivered], many.stopped) == (["C012"], True)


def test_without_a_certificate_nothing_goes(painted, sheets, out):
    painted.steps.certificates.remove()
    with pytest.raises(StudioError, match="certificate") as refused:
        sheets.deliver(out, ALL)
    assert refused.value.hint
    assert list(out.iterdir()) == []
