"""Everything about an artist in one file: complete, checkable elsewhere, and nothing about anybody else's time."""

import base64
import json
import zipfile
from datetime import date, timedelta
from hashlib import sha256

import pytest

from studio_app.domain.language import choose_language
from studio_app.domain.money import Money
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.exports.sheet_file import SheetNotWritten
from studio_app.ledger import kinds
from studio_app.ledger.commitments import commitment_of
from studio_app.ledger.entries import read_leaf
from studio_app.ledger.signing import entry_signature_holds
from studio_app.storage.shipped import translations_folder
from studio_app.workflow.correcting import Amendment
from tests.own_desk import HOUR, MINUTE, answer, at, log, record, save

MORNING = at("2026-04-06 00:00")


@pytest.fixture
def lived(studio):
    """A studio in which two painters worked, at one desk, and an art director judged both."""
    desk = studio
    desk.sato, desk.kato, desk.art = (desk.person(code).id for code in ("SATO", "KATO", "AD"))
    desk.background("C012")
    desk.recordings = {}
    for who, shade in ((desk.sato, 10), (desk.kato, 20)):
        one = record(desk, "C012", who, MORNING, ("work", HOUR), ("away", HOUR))
        desk.recordings[who] = one
        save(desk, one, MORNING + MINUTE, shade, changed="12.0")
        question = desk.steps.desk.sheet(who).questions[0].name
        answer(desk, who, question, ("work", None), reason=f"紙 {shade}")
        desk.steps.submitting.submit([], person=who)
        logged = log(desk, "C012", who, shade, MORNING)
        amended = Amendment(active=timedelta(minutes=1))
        desk.steps.corrections.correct(logged.entry, amended, reason=f"見直し {shade}", by=who)
        desk.clock.work(timedelta(seconds=1))
        dispute = desk.steps.corrections.dispute(logged.entry, reason=f"長い {shade}", by=desk.art)
        desk.steps.corrections.dispute(dispute.hash, reason=f"長くない {shade}", by=who)
        price = Money(minor=1000 + shade, currency="JPY")
        desk.steps.agreements.agree_rate(
            "SATO" if who == desk.sato else "KATO",
            unit=RateUnit.HOUR,
            price=price,
            valid_from=date(2026, 1, 1),
            by=desk.art,
        )
    with desk.ledger.look() as index:
        stages = index.stages()
    for stage in stages:
        note = f"もっと暗く {'SATO' if stage.by == desk.sato else 'KATO'}"
        desk.steps.reviews.review(
            None, stage=stage.id, verdict=Verdict.RETAKE, cause=RetakeCause.OTHER, note=note, by=desk.art
        )
    unsent = record(desk, "C012", desk.sato, MORNING + 5 * HOUR, ("work", HOUR))
    desk.unsent = save(desk, unsent, MORNING + 5 * HOUR + MINUTE, 11)
    return desk


def taken(desk, tmp_path, person=None, name="me.json"):
    path = tmp_path / name
    desk.steps.own.exports.write(path, person or desk.sato)
    return path


def entries_of(document):
    return [read_leaf(base64.b64decode(one["leaf"])) for one in document["ledger"]["entries"]]


def test_it_holds_every_recording_decision_save_and_session(lived, tmp_path):
    document = json.loads(taken(lived, tmp_path).read_text("utf-8"))
    desk, ledger = document["desk"], document["ledger"]
    assert document["format"] == "teire-own/1"
    assert document["person"]["code"] == "SATO"
    assert [len(one["tape"]["settled"]) for one in desk["recordings"]] == [2, 1]
    assert [one["change"] for one in desk["changes"]] == ["answered"]
    assert [one["changed_permille"] for one in desk["saves"]] == ["12.0", ""]
    assert [one["line"] for one in desk["submitted"]] == [lived.recordings[lived.sato].id]
    assert sorted(one["active_ms"] for one in ledger["sessions"]) == [MINUTE, HOUR, HOUR]
    assert [one["reason"] for one in ledger["answers"]] == ["見直し 10", "長い 10"]
    assert [one["by_code"] for one in ledger["answers"]] == ["SATO", "AD"]
    assert [one["note"] for one in ledger["reviews"]] == ["もっと暗く SATO"]
    assert [one["price"]["minor"] for one in ledger["rates"]] == [1010]
    assert set(ledger["backgrounds"].values()) == {"C012"}
    assert {one["key"] for one in document["definitions"]} >= {"measured", "yardstick"}


def test_every_entry_can_be_checked_from_the_file_alone(lived, tmp_path):
    document = json.loads(taken(lived, tmp_path).read_text("utf-8"))
    entries = entries_of(document)
    keys = {one.feed: one.payload["public_key"] for one in entries if one.kind == kinds.FEED_OPENED}
    assert len(entries) > 10
    for written, entry in zip(document["ledger"]["entries"], entries, strict=True):
        leaf = base64.b64decode(written["leaf"])
        assert sha256(b"\0" + leaf).hexdigest() == written["entry"]
        assert entry_signature_holds(keys[entry.feed], entry.body, entry.signature)
    with lived.ledger.look() as index:
        stored = {entry.hash: position for position, entry in index.entries()}
    assert {one["entry"]: one["position"] for one in document["ledger"]["entries"]}.items() <= stored.items()
    bound = {one["text"]: one for one in document["ledger"]["texts"]}
    assert {"見直し 10", "長い 10", "長くない 10", "紙 10", "もっと暗く SATO"} <= set(bound)
    for text, one in bound.items():
        assert commitment_of(base64.b64decode(one["key"]), text) == one["commitment"]


def test_it_says_nothing_about_another_persons_time_or_pay(lived, tmp_path):
    for person in (lived.sato, lived.art):
        text = taken(lived, tmp_path, person).read_text("utf-8")
        document = json.loads(text)
        strange = {"SATO": 10, "KATO": 20} if person == lived.art else {"KATO": 20}
        for code, shade in strange.items():
            for word in (f"見直し {shade}", f"長い {shade}", f"長くない {shade}", f"紙 {shade}"):
                assert word not in text, (code, word)
        own_kinds = {kinds.SESSION_RECORDED, kinds.SESSION_LOGGED, kinds.RATE_AGREED, kinds.PERSON_ADDED}
        for entry in entries_of(document):
            if entry.kind in own_kinds:
                assert entry.payload["person"] == person
        named = {entry.hash for entry in entries_of(document)}
        assert all(entry.payload["target"] in named for entry in entries_of(document) if entry.kind in ANSWERS)
    assert lived.recordings[lived.kato].id not in taken(lived, tmp_path).read_text("utf-8")


ANSWERS = {kinds.ENTRY_CORRECTED, kinds.ENTRY_DISPUTED}


def test_an_art_director_takes_their_own_reviews(lived, tmp_path):
    document = json.loads(taken(lived, tmp_path, lived.art).read_text("utf-8"))
    assert len(document["ledger"]["reviews"]) == 2
    assert document["ledger"]["sessions"] == []


def test_the_archive_holds_the_saved_pictures_and_says_what_each_part_is(lived, tmp_path):
    path = taken(lived, tmp_path, name="me.zip")
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        document = json.loads(archive.read("about-me.json"))
        readme = archive.read("README.txt").decode()
        for one in document["desk"]["saves"]:
            assert sha256(archive.read(one["picture"])).hexdigest() == one["sha256"]
            assert one["picture"].endswith(".png")
    assert names[:2] == ["README.txt", "about-me.json"]
    assert len(names) == 4
    for part in ("desk.recordings (2)", "ledger.entries", "Ed25519", "nothing about anybody else's time"):
        assert part in readme
    assert document["read_me"] == readme.splitlines()


def test_a_picture_that_is_gone_is_said_to_be_gone(lived, tmp_path):
    lived.machine.saves.path(lived.unsent.sha256).unlink()
    with zipfile.ZipFile(taken(lived, tmp_path, name="me.zip")) as archive:
        document = json.loads(archive.read("about-me.json"))
        assert "1 pictures are no longer at this desk" in archive.read("README.txt").decode()
    assert [bool(one["picture"]) for one in document["desk"]["saves"]] == [True, False]


@pytest.mark.parametrize(("language", "words"), [("fr", "Contient"), ("ja", "本人")])
def test_the_readme_speaks_the_readers_language(lived, tmp_path, language, words):
    try:
        choose_language(translations_folder(), [language])
        document = json.loads(taken(lived, tmp_path).read_text("utf-8"))
    finally:
        choose_language(translations_folder(), ["en"])
    assert words in document["read_me"][1]


@pytest.mark.parametrize("name", ["me.txt", "nowhere/me.zip"])
def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_left(lived, tmp_path, name):
    before = sorted(tmp_path.rglob("*.zip"))
    with pytest.raises(SheetNotWritten):
        lived.steps.own.exports.write(tmp_path / name, lived.sato)
    assert sorted(tmp_path.rglob("*.zip")) == before
