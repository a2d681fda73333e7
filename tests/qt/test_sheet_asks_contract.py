"""What the pages of producers rely on, run over every studio that stands behind the window."""

import inspect
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from studio_app.domain.credit_words import CreditOrder
from studio_app.domain.errors import StudioError
from studio_app.domain.paper_pages import PageWish
from studio_app.domain.sessions import WorkKind
from studio_app.qt.asks import StudioSteps
from studio_app.qt.sheet_asks import SheetSteps
from studio_app.statements.answers.head import AnswerKind
from studio_app.statements.answers.scope import AnswerScope
from studio_app.statements.credit_sheet import line_key
from studio_app.statements.pay_statement import Period
from studio_app.statements.scopes import CreditScope
from studio_app.workflow.delivery_ports import DeliveredMany
from tests.qt.contract_studios import Filled, filled, studio

__all__ = ("filled", "studio")

WHOLE = CreditScope()
FIRST_PAGE = PageWish(ppi=72, first=0, count=1)


@pytest.fixture
def worked(filled: Filled) -> Filled:
    """Hanako put an hour on the background that she painted."""
    started = datetime.now(UTC) - timedelta(hours=3)
    filled.studio.log_time(
        filled.background.id,
        kind=WorkKind.RETOUCH,
        started_at=started,
        active=timedelta(hours=1),
        reason="forgot the clock",
    )
    filled.studio.submit_lines(())
    return filled


def this_month() -> Period:
    today = (datetime.now(UTC) + timedelta(hours=9)).date()
    return Period(first=today - timedelta(days=20), last=today + timedelta(days=1))


def test_every_method_has_the_shape_that_the_pages_ask_for(studio: StudioSteps) -> None:
    for name, asked in vars(SheetSteps).items():
        if name.startswith("_"):
            continue
        wanted = list(inspect.signature(asked).parameters.values())[1:]
        offered = list(inspect.signature(getattr(studio.sheets, name)).parameters.values())
        assert [(one.name, one.kind) for one in offered] == [(one.name, one.kind) for one in wanted], name


def test_whoever_worked_stands_on_the_sheet_and_nothing_is_open(filled: Filled) -> None:
    draft = filled.studio.sheets.credit_draft(WHOLE, None)
    assert {line.name for line in draft.sheet.lines} == {"山田 花子"}
    assert (draft.sheet.open_checks, draft.lock, draft.sheet.order) == ((), None, CreditOrder.READING)


def test_the_sheet_has_pages_on_which_its_names_can_be_pointed_at(filled: Filled) -> None:
    sheets = filled.studio.sheets
    draft = sheets.credit_draft(WHOLE, None)
    preview = sheets.credit_pages(draft, FIRST_PAGE)
    assert (len(preview.pages), preview.first) == (1, 0)
    assert preview.page_count >= 1
    page = QImage.fromData(preview.pages[0])
    assert (page.width(), page.height()) == pytest.approx((595, 842), abs=2), "A4 at 72 pixels per inch"
    assert {line_key(line) for line in draft.sheet.lines} <= {spot.key for spot in preview.spots}


def test_a_name_without_work_is_a_check_that_a_reason_clears(filled: Filled) -> None:
    studio, sheets = filled.studio, filled.studio.sheets
    studio.add_person(code="ken", name="佐藤 健", reading="さとう けん")
    role = sheets.credit_roles()[0]
    sheets.name_credit("ken", role.key, WHOLE)
    (check,) = sheets.credit_draft(WHOLE, None).sheet.open_checks
    assert (check.code, check.may_clear) == ("ken", True)
    with pytest.raises(StudioError):
        sheets.lock_credits(WHOLE, CreditOrder.READING)
    sheets.clear_check(check, WHOLE, reason="監修のみ")
    draft = sheets.credit_draft(WHOLE, None)
    assert draft.sheet.open_checks == ()
    assert draft.sheet.checks[0].reason == "監修のみ"


def test_a_locked_sheet_says_what_changed_and_is_written_again(filled: Filled, tmp_path: Path) -> None:
    studio, sheets = filled.studio, filled.studio.sheets
    lock = sheets.lock_credits(WHOLE, CreditOrder.CODE)
    assert (lock.version, lock.order) == (1, CreditOrder.CODE)
    draft = sheets.credit_draft(WHOLE, None)
    assert (draft.lock, draft.difference, draft.sheet.order) == (lock, (), CreditOrder.CODE)
    with pytest.raises(StudioError):
        sheets.lock_credits(WHOLE, CreditOrder.CODE)
    studio.add_person(code="ken", name="佐藤 健")
    sheets.name_credit("ken", sheets.credit_roles()[0].key, WHOLE)
    assert [one.code for one in sheets.credit_draft(WHOLE, None).difference if one.code] == ["ken"]
    sheets.write_locked(tmp_path / "credits.csv", lock)


def test_what_was_named_by_mistake_is_withdrawn(filled: Filled) -> None:
    studio, sheets = filled.studio, filled.studio.sheets
    studio.add_person(code="ken", name="佐藤 健")
    sheets.name_credit("ken", sheets.credit_roles()[0].key, WHOLE)
    (check,) = sheets.credit_draft(WHOLE, None).sheet.open_checks
    sheets.withdraw_entry(check.entries[0], reason="another Ken")
    assert sheets.credit_draft(WHOLE, None).sheet.checks == ()


def test_who_is_left_out_by_a_signed_reason_stands_in_no_line(filled: Filled) -> None:
    sheets = filled.studio.sheets
    sheets.leave_out("hanako", reason="at her wish, by telephone")
    sheet = sheets.credit_draft(WHOLE, None).sheet
    assert sheet.lines == ()
    assert [one.reason for one in sheet.omissions] == ["at her wish, by telephone"]


def test_pay_tells_hours_and_what_was_worked_each_day(worked: Filled) -> None:
    view = worked.studio.sheets.pay_view(this_month(), "")
    (person,) = view.statement.people
    assert (person.name, person.active.stated, person.totals) == ("山田 花子", timedelta(hours=1), ())
    (day,) = view.worked.days
    assert day.active.total == timedelta(hours=1)
    assert view.worked.cuts[0].cuts == ("C012", "C013A")
    alone = worked.studio.sheets.pay_view(this_month(), "hanako")
    assert [one.code for one in alone.statement.people] == ["hanako"]
    assert alone.worked.days == view.worked.days


def test_a_statement_has_pages_that_are_pointed_at_by_person(worked: Filled) -> None:
    sheets = worked.studio.sheets
    preview = sheets.pay_pages(sheets.pay_view(this_month(), "").statement, FIRST_PAGE)
    assert not QImage.fromData(preview.pages[0]).isNull()
    assert "hanako" in {spot.key for spot in preview.spots}


def test_nothing_agreed_is_no_invoice(worked: Filled, tmp_path: Path) -> None:
    with pytest.raises(StudioError) as refused:
        worked.studio.sheets.write_invoice(tmp_path / "invoice.pdf", this_month(), "hanako")
    assert refused.value.hint
    assert not (tmp_path / "invoice.pdf").exists()


def test_entries_lead_to_pictures_and_time_of_their_backgrounds(worked: Filled) -> None:
    sheets = worked.studio.sheets
    (line,) = (one for one in sheets.credit_draft(WHOLE, None).sheet.lines if one.active.total)
    evidence = sheets.evidence_of(line.entries)
    (part,) = evidence.backgrounds
    assert part.background.code == "C012"
    assert [one.id for one in part.stages] == [worked.retouch.id]
    assert [one.active for one in part.sessions] == [timedelta(hours=1)]
    assert part.picture == worked.retouch.sha256
    assert evidence.others == ()
    said = sheets.name_credit("hanako", sheets.credit_roles()[-1].key, WHOLE)
    assert [one.hash for one in sheets.evidence_of([said.entry]).others] == [said.entry]


def test_nothing_is_measured_at_first(filled: Filled) -> None:
    assert [one for one in filled.studio.sheets.areas() if one.measured] == []


def test_an_answer_is_written_and_tells_how_far_it_is(filled: Filled, tmp_path: Path) -> None:
    told: list[float] = []
    filled.studio.sheets.write_answer(
        AnswerKind.REGISTER, tmp_path / "register.json", AnswerScope(), measure=False, progress=told.append
    )
    assert told == sorted(told)
    assert told


def test_what_nobody_approved_is_not_delivered(filled: Filled, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    many = DeliveredMany(delivered=(), refused=())
    # The real one refuses all of it without a certificate; with one it refuses each picture for its own reason.
    with suppress(StudioError):
        many = filled.studio.sheets.deliver(tmp_path / "out", AnswerScope(episode="#03"))
    assert many.delivered == ()
    assert list((tmp_path / "out").iterdir()) == []
