"""What the window's pages ask for: delivering, signed by the studio, by whoever is here; pay shown again and again."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from studio_app.domain.errors import StudioError
from studio_app.domain.money import Money
from studio_app.domain.progress import Cancelled
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.statements.answers.scope import AnswerScope
from studio_app.statements.pay_statement import Period
from studio_app.workflow.ordering import OrderTerms
from studio_app.workflow.people import Details
from studio_app.workflow.studio_sheets import StudioSheets
from tests.delivering_desk import approve, paint, recorded
from tests.desk import correct_time

YEN_5000 = Money(minor=5000, currency="JPY")
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


def test_a_month_that_is_shown_again_shows_everything_that_was_said_since(painted, sheets):
    """Each deed is one that what was kept of the view before could hide; each view is held to one of a new start."""
    steps, sato = painted.steps, painted.steps.people.find("SATO").id
    shown = _Shown(painted, sheets)
    logged = steps.time.log(
        "C013",
        person=None,
        kind=WorkKind.RETOUCH,
        active=timedelta(hours=1),
        started_at=None,
        reason="紙",
        by=sato,
    )
    assert shown.anew() == (timedelta(hours=1), 0)
    correct_time(painted, logged.entry, timedelta(hours=2), by=sato)
    assert shown.anew() == (timedelta(hours=2), 0)
    terms = OrderTerms(
        person="SATO", backgrounds=("C013",), unit=RateUnit.BACKGROUND, price=YEN_5000, agreed_on=date(2026, 1, 1)
    )
    steps.orders.agree(terms, by=None)
    assert shown.anew() == (timedelta(hours=2), 0)
    retake = {"verdict": Verdict.RETAKE, "cause": RetakeCause.DIRECTION_CHANGE, "by": painted.ad}
    steps.reviews.review("C013", stage=None, note="灯を", **retake)
    assert (shown.anew(), shown.notes()) == ((timedelta(hours=2), 0), ["灯を"])
    with closing(sqlite3.connect(painted.root / "ledger.db")) as database:
        assert database.execute("DELETE FROM bound_text WHERE text = '灯を'").rowcount == 1
        database.commit()
    assert (shown.anew(), shown.notes()) == ((timedelta(hours=2), 0), [""])
    painted.add(77, background="C013", painter="SATO")
    approved = steps.reviews.review("C013", stage=None, verdict=Verdict.APPROVED, cause=None, by=painted.ad)
    assert shown.anew() == (timedelta(hours=2), 5000)
    steps.reviews.withdraw(approved.id, by=painted.ad)
    assert shown.anew() == (timedelta(hours=2), 0)
    steps.people.change("SATO", Details(name="佐藤 翼"), by=None)
    shown.anew()
    assert shown.sato.name == "佐藤 翼"
    correct_time(painted, logged.entry, timedelta(0), by=sato)
    assert shown.anew() == (timedelta(0), 0)


class _Shown:
    """The Pay page of one studio over some years: always of the same sheets, beside those of a program started anew."""

    def __init__(self, desk, sheets):
        self._desk, self._sheets = desk, sheets
        self.anew()

    def anew(self):
        """Look again; return SATO's time and what was earned."""
        year = self._desk.clock.now.wall.year
        period = Period(first=date(year - 1, 1, 1), last=date(year + 1, 12, 31))
        view = self._sheets.pay_view(period, "")
        other = StudioSheets(self._desk.open().steps, me=lambda: self._desk.ad)
        assert view == other.pay_view(period, "")
        assert self._sheets.pay_view(period, "SATO") == other.pay_view(period, "SATO")
        self.sato = next(one for one in view.statement.people if one.code == "SATO")
        worked = sum((one.active.total for one in view.worked.days if one.person == self.sato.person), timedelta())
        assert worked == self.sato.active.total
        return worked, sum(total.minor for total in self.sato.totals)

    def notes(self):
        return [line.note for line in self.sato.retakes]
