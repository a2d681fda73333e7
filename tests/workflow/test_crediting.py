"""Credits from the draft to the locked version: who may say what, and what stays as it was issued."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from studio_app.domain.credit_words import CreditCheck, CreditOrder
from studio_app.domain.facts import Basis
from studio_app.domain.people import PersonKind
from studio_app.domain.sessions import WorkKind
from studio_app.ledger import kinds
from studio_app.ledger.commitments import bind
from studio_app.ledger.entries import Draft
from studio_app.statements.credit_difference import ChangeKind
from studio_app.statements.credit_record import RecordError
from studio_app.statements.naming import CreditsRefused
from studio_app.statements.roles import RolesError
from studio_app.statements.scopes import WHOLE, CreditScope, ScopeError
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.errors import StepRefused
from studio_app.workflow.people import Details
from studio_app.workflow.ports import Decision
from tests.agreed_payloads import locked

NO_WORK, WORKED = CreditCheck.NAMED_NO_WORK, CreditCheck.WORKED_NOT_NAMED
FIRST = CreditScope(episode="01")


@pytest.fixture
def desk(studio):
    """Sato has painted C012 of episode 01; Abe, an art director, has not."""
    studio.sato, studio.abe = studio.person("SATO", "佐藤 光"), studio.person("ABE", "安部 監督")
    studio.background("C012", ("012",))
    studio.clock.work(timedelta(minutes=1))
    studio.add(1, by=studio.sato.id)
    studio.credits = studio.steps.crediting
    return studio


def erase(desk, code):
    """Erase somebody's name as the law asks for it: the bound text goes, the entry stays."""
    with desk.tampering() as database:
        database.execute(
            "DELETE FROM bound_text WHERE commitment = (SELECT commitment FROM person WHERE code = ?)", (code,)
        )


def test_a_draft_says_who_stands_where_and_reads_once(desk):
    draft = desk.credits.draft()
    assert [(line.role.ja, line.name) for line in draft.sheet.lines] == [("背景", "佐藤 光")]
    assert (draft.is_draft, draft.checks, draft.lock, draft.difference) == (False, (), None, ())
    assert draft.zone == "Asia/Tokyo"


def test_a_named_credit_makes_a_draft_until_somebody_signs_for_it(desk, tmp_path):
    desk.credits.name("ABE", "art-director", by=desk.sato.id)
    draft = desk.credits.draft()
    assert draft.is_draft
    with pytest.raises(CreditsRefused, match="ABE is named as 美術監督"):
        desk.credits.write(tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()
    entry = desk.credits.clear(NO_WORK, "ABE", reason="監督は口頭で指示した", by=desk.sato.id)
    assert entry.kind == kinds.CHECK_CLEARED
    written = desk.credits.write(tmp_path / "a.csv")
    assert [(one.cleared_by, one.reason) for one in written.checks] == [("佐藤 光", "監督は口頭で指示した")]
    assert "監督は口頭で指示した" not in b"".join(desk.leaves()).decode()
    assert desk.sentences() == []


@pytest.mark.parametrize("deed", ["name", "clear", "lock"])
def test_an_installation_alone_names_clears_and_locks_nothing(desk, deed):
    before = desk.leaves()
    deeds = {
        "name": lambda: desk.credits.name("ABE", "art-director", by=None),
        "clear": lambda: desk.credits.clear(NO_WORK, "ABE", reason="so", by=None),
        "lock": lambda: desk.credits.lock(by=None),
    }
    with pytest.raises(StepRefused, match="by a person"):
        deeds[deed]()
    assert desk.leaves() == before


@pytest.mark.parametrize(
    ("person", "role", "scope", "said"),
    [
        ("ABE", "no-such", WHOLE, "“no-such” is not a role of the table"),
        ("WHO", "art-director", WHOLE, "Nobody here has the code “WHO”"),
        ("佐藤 光", "art-director", WHOLE, "is a name, not a code"),
        ("ABE", "art-director", CreditScope(episode="99"), "No background belongs to 99"),
    ],
)
def test_a_name_in_an_unknown_role_or_place_is_refused(desk, person, role, scope, said):
    before = desk.leaves()
    with pytest.raises((StepRefused, ScopeError), match=said):
        desk.credits.name(person, role, scope, by=desk.sato.id)
    assert desk.leaves() == before


def test_nobody_is_named_twice_against_their_wish_or_as_a_generator(desk):
    desk.credits.name("ABE", "art-director", by=desk.sato.id)
    with pytest.raises(StepRefused, match="ABE is already named in this role"):
        desk.credits.name("ABE", "art-director", by=desk.sato.id)
    quiet = desk.person("QUIET", "静か")
    desk.steps.agreements.sign_omission("QUIET", reason="本人の希望", asked=True, by=quiet.id)
    with pytest.raises(StepRefused, match="An omission is recorded for QUIET"):
        desk.credits.name("QUIET", "art-director", by=desk.sato.id)


def test_a_name_given_by_mistake_is_taken_back_by_a_correction(desk):
    entry = desk.credits.name("ABE", "art-director", by=desk.sato.id)
    desk.steps.corrections.correct(entry.hash, Amendment(withdrawn=True), reason="間違い", by=desk.sato.id)
    assert [line.code for line in desk.credits.draft().sheet.lines] == ["SATO"]


def test_only_what_is_open_and_may_be_cleared_is_cleared(desk):
    with pytest.raises(StepRefused, match="No such check is open for “ABE”"):
        desk.credits.clear(NO_WORK, "ABE", reason="so", by=desk.sato.id)
    desk.add(7, by=None)
    with pytest.raises(StepRefused, match="No such check is open"):
        desk.credits.clear(WORKED, "", reason="so", by=desk.sato.id)
    desk.credits.name("ABE", "art-director", by=desk.sato.id)
    desk.credits.name("ABE", "art-board", by=desk.sato.id)
    with pytest.raises(StepRefused, match="several roles") as refusal:
        desk.credits.clear(NO_WORK, "ABE", reason="so", by=desk.sato.id)
    assert "art-board, art-director" in refusal.value.hint
    desk.credits.clear(NO_WORK, "ABE", "art-board", reason="so", by=desk.sato.id)
    still = {one.role.key for one in desk.credits.draft().sheet.open_checks if one.role}
    assert still == {"art-director"}


@pytest.mark.parametrize("reason", ["", " ", "a\nb", "x" * 201])
def test_a_clearance_needs_a_reason_of_one_line(desk, reason):
    desk.credits.name("ABE", "art-director", by=desk.sato.id)
    with pytest.raises(StepRefused, match="cannot be a reason"):
        desk.credits.clear(NO_WORK, "ABE", reason=reason, by=desk.sato.id)


def test_locking_is_refused_while_a_check_is_open_and_where_there_is_nothing(desk):
    desk.credits.name("ABE", "art-director", by=desk.sato.id)
    with pytest.raises(CreditsRefused):
        desk.credits.lock(by=desk.sato.id)
    desk.background("C099", ("099",), "02")
    desk.credits.clear(NO_WORK, "ABE", reason="so", by=desk.sato.id)
    assert desk.credits.lock(by=desk.sato.id).version == 1
    assert desk.credits.locks(FIRST) == ()


def test_an_empty_sheet_is_not_locked(studio):
    person = studio.person("P")
    with pytest.raises(StepRefused, match="nothing on this sheet to lock"):
        studio.steps.crediting.lock(by=person.id)


def test_a_lock_binds_the_issued_json_and_counts_its_versions_by_scope(desk, tmp_path):
    lock = desk.credits.lock(order=CreditOrder.CODE, by=desk.abe.id)
    assert (lock.version, lock.order, lock.locked_by) == (1, CreditOrder.CODE, desk.abe.id)
    assert desk.credits.lock(FIRST, by=desk.abe.id).version == 1
    record = json.loads(lock.sheet)
    assert (record["version"], record["locked_by"], record["draft"]) == (1, "安部 監督", False)
    desk.credits.write_locked(tmp_path / "v1.json", version=1)
    assert (tmp_path / "v1.json").read_text("utf-8") == lock.sheet
    assert "佐藤" not in b"".join(desk.leaves()).decode()
    assert desk.sentences() == []


def test_an_unchanged_sheet_is_not_locked_again(desk):
    desk.credits.lock(by=desk.sato.id)
    before = desk.leaves()
    with pytest.raises(StepRefused, match="Nothing has changed since version 1 was locked"):
        desk.credits.lock(by=desk.abe.id)
    assert desk.leaves() == before


def test_what_is_corrected_after_locking_shows_as_the_difference_and_makes_version_2(desk, tmp_path):
    desk.credits.lock(by=desk.sato.id)
    stage = desk.add(2, painter="ABE", by=desk.sato.id)
    draft = desk.credits.draft()
    assert [one.sentence for one in draft.difference] == ["安部 監督 (ABE) is new as 背景."]
    assert desk.credits.lock(by=desk.sato.id).version == 2
    desk.steps.corrections.correct(stage.entry, Amendment(withdrawn=True), reason="別の作品", by=desk.sato.id)
    lock, changes = desk.credits.difference()
    assert (lock.version, [one.kind.value for one in changes]) == (2, ["removed"])
    assert desk.credits.difference(version=1)[1] == ()
    assert desk.credits.lock(by=desk.sato.id).version == 3
    desk.credits.write_locked(tmp_path / "v2.txt", version=2)
    assert "安部 監督" in (tmp_path / "v2.txt").read_text("utf-8")
    assert "安部 監督" not in desk.credits.locks()[-1].sheet


def test_a_name_erased_after_locking_stays_on_the_sheet_that_printed_it(desk, tmp_path):
    desk.credits.lock(by=desk.abe.id)
    erase(desk, "SATO")
    assert desk.credits.draft().sheet.open_checks
    with pytest.raises(CreditsRefused, match="no name to print"):
        desk.credits.write(tmp_path / "now.txt")
    desk.credits.write_locked(tmp_path / "then.txt")
    assert "佐藤 光" in (tmp_path / "then.txt").read_text("utf-8")


def test_a_name_changed_after_locking_is_the_difference_and_the_issued_sheet_stays(desk, tmp_path):
    lock = desk.credits.lock(by=desk.abe.id)
    desk.steps.people.change("SATO", Details(name="佐藤 翼", name_en="Tsubasa Sato"), by=desk.abe.id)
    (change,) = desk.credits.difference()[1]
    assert (change.kind, change.code) == (ChangeKind.RENAMED, "SATO")
    assert change.sentence == "“佐藤 光” (SATO) is now printed as “佐藤 翼 / Tsubasa Sato”."
    assert [line.name for line in desk.credits.draft().sheet.lines] == ["佐藤 翼"]
    desk.credits.write_locked(tmp_path / "v1.json", version=1)
    assert (tmp_path / "v1.json").read_text("utf-8") == lock.sheet
    assert "佐藤 光" in lock.sheet
    assert "佐藤 翼" in desk.credits.lock(by=desk.abe.id).sheet
    assert desk.credits.difference()[1] == ()


def test_a_name_to_print_and_a_company_changed_after_locking_are_the_difference(desk):
    desk.person("KO", "株式会社 空色", kind=PersonKind.COMPANY)
    desk.credits.lock(by=desk.abe.id)
    desk.steps.people.change("SATO", Details(credit_as="ひかる", company="KO"), by=desk.abe.id)
    assert [one.sentence for one in desk.credits.difference()[1]] == [
        "ひかる (SATO) moves from no company to 株式会社 空色.",
        "“佐藤 光” (SATO) is now printed as “ひかる”.",
    ]
    desk.credits.lock(by=desk.abe.id)
    desk.steps.people.change("KO", Details(name="空色社"), by=desk.abe.id)
    assert [one.kind for one in desk.credits.difference()[1]] == [ChangeKind.MOVED]


def test_the_rule_of_the_newest_lock_goes_on_until_another_is_chosen(desk):
    desk.credits.lock(order=CreditOrder.BACKGROUNDS, by=desk.sato.id)
    assert desk.credits.draft().sheet.order is CreditOrder.BACKGROUNDS
    assert desk.credits.draft(order=CreditOrder.CODE).sheet.order is CreditOrder.CODE


def test_a_version_that_does_not_exist_or_was_erased_is_refused(desk, tmp_path):
    with pytest.raises(StepRefused, match="never locked"):
        desk.credits.write_locked(tmp_path / "a.csv")
    desk.credits.lock(by=desk.sato.id)
    with pytest.raises(StepRefused, match="There is no version 7") as refusal:
        desk.credits.write_locked(tmp_path / "a.csv", version=7)
    assert "the newest is 1" in refusal.value.hint
    with desk.tampering() as database:
        database.execute("DELETE FROM bound_text WHERE text LIKE '%credits/1%'")
    with pytest.raises(StepRefused, match="The text of version 1 was erased"):
        desk.credits.locked()
    assert desk.credits.draft().difference == ()
    assert desk.credits.lock(by=desk.sato.id).version == 2


def test_a_lock_that_another_program_wrote_in_words_of_its_own_breaks_no_draft(desk):
    text = bind("not a sheet")
    draft = Draft(kind=kinds.CREDITS_LOCKED, payload=locked(text.commitment, desk.sato.id), basis=Basis.STATED)
    desk.ledger.append(lambda _index: Decision(drafts=(draft,), texts=(text,)), by=desk.sato.id)
    assert desk.credits.draft().difference == ()
    with pytest.raises(RecordError):
        desk.credits.difference()
    assert desk.credits.lock(by=desk.sato.id).version == 2


def test_a_session_without_an_end_is_said_and_counts_once_it_ends(desk):
    desk.steps.disclosures.see("C012", by=desk.abe.id)
    desk.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=desk.abe.id)
    draft = desk.credits.draft()
    assert [line.code for line in draft.sheet.lines] == ["SATO"]
    assert draft.sheet.findings == ("1 session is still running; its time is not in this sheet.",)
    desk.clock.work(timedelta(minutes=30))
    desk.steps.time.stop(person=None, by=desk.abe.id)
    assert {line.code for line in desk.credits.draft().sheet.lines} == {"SATO", "ABE"}


def test_an_episode_that_does_not_exist_is_refused_with_where_to_look(desk, tmp_path):
    with pytest.raises(ScopeError, match="No background belongs to 99") as refusal:
        desk.credits.write(tmp_path / "a.csv", CreditScope(episode="99"))
    assert "background list" in refusal.value.hint
    assert list(tmp_path.glob("*.csv")) == []


def test_two_people_of_one_name_and_a_pen_name_all_stand(desk):
    other = desk.person("SATO-B", "佐藤 光", credit_as="ひかる")
    third = desk.person("SATO-C", "佐藤 光")
    desk.add(2, by=other.id)
    desk.add(3, by=third.id)
    names = [(line.code, line.name) for line in desk.credits.draft(order=CreditOrder.CODE).sheet.lines]
    assert names == [("SATO", "佐藤 光"), ("SATO-B", "ひかる"), ("SATO-C", "佐藤 光")]


def test_people_of_a_company_stand_under_it(desk):
    desk.person("KO", "株式会社 空色", kind=PersonKind.COMPANY)
    painter = desk.steps.people.add(replace(desk.sato, code="P", name="空 色子"), company="KO", by=None)
    desk.add(4, by=painter.id)
    assert [(line.name, line.company) for line in desk.credits.draft().sheet.lines] == [
        ("佐藤 光", ""),
        ("空 色子", "株式会社 空色"),
    ]


def test_a_studio_edits_its_own_copy_of_the_roles(desk):
    laid = desk.credits.lay_roles()
    assert laid == desk.root / "roles.toml" == desk.credits.own_roles()
    laid.write_text(laid.read_text("utf-8").replace('ja = "背景"', 'ja = "背景美術"'), "utf-8")
    assert desk.credits.draft().sheet.lines[0].role.ja == "背景美術"
    laid.write_text("[roles", "utf-8")
    with pytest.raises(RolesError, match="it is not TOML"):
        desk.credits.draft()


def test_pages_show_the_draft(desk):
    preview = desk.credits.pages(desk.credits.draft(), ppi=30, most=1)
    assert len(preview.pages) == 1 < preview.page_count
    assert any(spot.key == f"{desk.sato.id}/background-art" for spot in preview.spots)
