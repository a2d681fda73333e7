"""The whole line in the studio's words, on real pictures and with the real examiner."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from studio_app.domain.backgrounds import BackgroundState
from studio_app.domain.money import Money
from studio_app.domain.progress import no_progress
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.sandbox.in_process import InProcessExaminer
from studio_app.statements.naming import CreditsRefused
from studio_app.workflow.correcting import Amendment

HOUR = timedelta(hours=1)


class UnboundedExaminer(InProcessExaminer):
    """The real work without the limits, which would stay on the process that runs the tests."""

    def examine(self, path, *, derived):
        from studio_app.sandbox import work  # noqa: PLC0415 - the decoders are slow to load

        return work.examine(path, derived)

    def compare(self, before, after, *, picture, heat=None, laid=None, derived=(None, None), progress=no_progress):
        from studio_app.sandbox.comparing import compare  # noqa: PLC0415

        return compare(before, after, picture, derived=derived, progress=progress)


def paint(*, sky, roof=None, lantern=None):
    """Paint a night over a shrine, 64 by 48."""
    picture = Image.new("RGB", (64, 48), sky)
    draw = ImageDraw.Draw(picture)
    for column in range(0, 64, 4):
        draw.point((column, (column * 7) % 20), fill=(230, 230, 210))
    draw.polygon([(8, 40), (32, 22), (56, 40)], fill=roof or (60, 40, 40))
    if lantern:
        draw.rectangle((40, 30, 51, 43), fill=lantern)
    return picture


@pytest.fixture
def line(studio, tmp_path):
    """The studio with its people, its background, and the four pictures on the artists' own disks."""
    studio.examiner = UnboundedExaminer()
    studio.open()
    for code, name in (("LAYOUT", "原 画子"), ("SATO", "佐藤 光"), ("AD", "美術 監督"), ("PROD", "製作 進行")):
        setattr(studio, code.lower(), studio.person(code, name).id)
    studio.background("C012", ("012", "013"))
    drawn = tmp_path / "drawn"
    drawn.mkdir()
    studio.files = {kind: drawn / f"{kind}.png" for kind in ("layout", "generation", "retouch", "final")}
    paint(sky=(250, 250, 250), roof=(0, 0, 0)).save(studio.files["layout"])
    said = PngImagePlugin.PngInfo()
    said.add_text("parameters", "night shrine\nSteps: 20, Sampler: Euler, Seed: 7, Size: 64x48, Version: v1.9.4")
    paint(sky=(20, 24, 60)).save(studio.files["generation"], pnginfo=said)
    paint(sky=(20, 24, 60), lantern=(250, 180, 60)).save(studio.files["retouch"])
    paint(sky=(20, 24, 60), lantern=(250, 120, 40)).save(studio.files["final"])
    return studio


def arrive(line, kind, by):
    line.clock.work(timedelta(minutes=1))
    return line.steps.arrival.add([line.files[kind]], background="C012", kind=StageKind(kind), by=by)[0]


def work(line, length, by):
    line.steps.disclosures.see("C012", by=by)
    line.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=by)
    line.clock.work(length)
    line.clock.sleep(8 * HOUR)
    return line.steps.time.stop(person=None, by=by)


def whole_line(line):
    """Everything up to the sheets."""
    arrive(line, "layout", line.layout)
    arrive(line, "generation", line.prod)
    stopped = work(line, 3 * HOUR, line.sato)
    retouch = arrive(line, "retouch", line.sato)
    review = line.steps.reviews.review
    review(
        "C012",
        stage=retouch.stage.id,
        verdict=Verdict.RETAKE,
        cause=RetakeCause.DIRECTION_CHANGE,
        note="灯りを赤く",
        by=line.ad,
    )
    line.steps.corrections.correct(stopped.entry, Amendment(active=2 * HOUR), reason="一時間は別の背景", by=line.sato)
    final = arrive(line, "final", line.sato)
    line.clock.work(timedelta(minutes=1))
    review("C012", stage=None, verdict=Verdict.APPROVED, cause=None, by=line.ad)
    line.steps.agreements.agree_rate(
        "SATO",
        unit=RateUnit.HOUR,
        price=Money(minor=2500, currency="JPY"),
        valid_from=line.clock.now.wall.date() - timedelta(days=30),
        by=line.prod,
    )
    return final


def test_from_a_drawing_to_credits_and_pay(line, tmp_path):
    originals = {kind: path.read_bytes() for kind, path in line.files.items()}
    final = whole_line(line)

    dossier = line.steps.overview.dossier("C012")
    assert [stage.kind.value for stage in dossier.stages] == ["layout", "generation", "retouch", "final"]
    assert dossier.stages[1].version == "v1.9.4"
    assert dossier.row.state is BackgroundState.APPROVED
    assert dossier.row.active == 2 * HOUR
    lantern = 12 * 14
    assert abs(final.change.repaint.changed_pixels - lantern) <= lantern // 10

    credits_path, pay_path = tmp_path / "credits.json", tmp_path / "pay.json"
    sheet = line.steps.crediting.write(credits_path).sheet
    assert {credit.name for credit in sheet.lines} == {"原 画子", "佐藤 光", "美術 監督", "製作 進行"}
    day = line.clock.now.wall.date()
    statement = line.steps.paying.write(pay_path, day - timedelta(days=9), day + timedelta(days=9))
    printed = json.loads(pay_path.read_text(encoding="utf-8"))
    assert json.loads(credits_path.read_text(encoding="utf-8"))
    assert printed
    paid = {person.code: person.totals for person in statement.people}
    assert paid["SATO"] == (Money(minor=5000, currency="JPY"),)

    assert line.sentences() == []
    assert {kind: path.read_bytes() for kind, path in line.files.items()} == originals
    before = line.ledger.head()
    line.steps.evidence.rebuild()
    assert line.open().ledger.head() == before
    assert line.sentences() == []


def test_no_sheet_is_drawn_up_while_a_picture_has_no_name(line):
    whole_line(line)
    nameless = line.picture("nameless.png", 77, size=(64, 48))
    stage = line.steps.arrival.add([nameless], background="C012", kind=StageKind.RETOUCH, by=None)[0].stage
    with pytest.raises(CreditsRefused):
        line.steps.crediting.sheet()
    line.steps.corrections.correct(stage.entry, Amendment(person="SATO"), reason="佐藤の手", by=line.prod)
    assert line.steps.crediting.sheet().lines


def test_totals_follow_a_correction_and_both_stay_readable(line):
    whole_line(line)
    (session,) = line.steps.time.all()
    assert (session.active, session.corrected) == (2 * HOUR, True)
    assert line.steps.evidence.shown(session.entry).entry.payload["active_ms"] == 3 * 3_600_000
    summaries = [row.summary for row in line.steps.overview.dossier("C012").entries]
    assert "Work stopped after 3:00." in summaries
    assert "An entry was corrected: 一時間は別の背景" in summaries


def test_two_desks_in_one_studio_write_feeds_of_their_own_into_one_log(line, tmp_path):
    whole_line(line)
    other = line.other(tmp_path / "second-home")
    work(other, HOUR, line.sato)
    entries = [one.entry for one in line.steps.evidence.listed() if one.entry.person == line.sato]
    assert len({entry.feed for entry in entries}) == 2
    assert sum((one.active for one in line.steps.time.all()), timedelta(0)) == 3 * HOUR
    assert line.sentences() == other.sentences() == []


def test_a_session_runs_on_at_another_desk_of_the_same_machine_and_is_unconfirmed_at_one_elsewhere(line, tmp_path):
    line.steps.time.start("C012", person=None, kind=WorkKind.RETOUCH, by=line.sato)
    line.clock.work(HOUR)
    elsewhere = type(line.clock)(boot="boot-of-another-machine")
    elsewhere.now = replace(elsewhere.now, wall=line.clock.now.wall)
    other = line.other(tmp_path / "second-home", clock=elsewhere)
    stopped = other.steps.time.stop(person=None, by=line.sato)
    assert (stopped.active, stopped.unconfirmed) == (timedelta(0), HOUR)
