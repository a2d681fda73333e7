"""Delivering: what is recorded once, and what leaves everything as it was."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from studio_app.domain.credit_words import CreditOrder
from studio_app.domain.errors import StudioError
from studio_app.domain.findings import Finding
from studio_app.domain.generations import FileMarks, GenerationRecord
from studio_app.domain.progress import Cancelled
from studio_app.domain.stages import StageKind
from studio_app.ledger.studio_certificates import make_identity
from studio_app.statements.naming import CreditsRefused
from studio_app.statements.scopes import CreditScope
from studio_app.workflow.delivery_ports import Ask
from studio_app.workflow.errors import StepRefused
from tests.delivered_files import exiftool
from tests.delivering_desk import approve, deliver, paint, recorded


@pytest.fixture
def painted(studio):
    return paint(studio)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_the_approved_picture_goes_and_the_kept_file_stays_as_it_was(painted, out):
    kept = painted.steps.delivering._store.path(painted.latest.sha256)
    before = kept.read_bytes()
    done = deliver(painted, out)
    assert done.path == out / "C012.png"
    assert sha256(done.path.read_bytes()).hexdigest() == done.picture.sha256
    assert kept.read_bytes() == before
    assert (done.picture.source, done.picture.stage) == (painted.latest.sha256, painted.latest.id)
    assert (done.picture.file_format, done.picture.certificate, done.already) == ("png", "", False)
    assert recorded(painted) == (done.picture,)
    assert painted.sentences() == []


def test_the_delivered_file_is_kept_and_verify_misses_it(painted, out):
    done = deliver(painted, out)
    kept = painted.steps.delivering._store.path(done.picture.sha256)
    assert kept.read_bytes() == done.path.read_bytes()
    kept.chmod(0o600)
    kept.write_bytes(b"other")
    assert len(painted.sentences()) == 1


def test_the_same_again_is_recorded_once_and_written_again(painted, out):
    first = deliver(painted, out)
    first.path.unlink()
    second = deliver(painted, out)
    assert second.already
    assert second.picture == first.picture
    assert recorded(painted) == (first.picture,)
    assert sha256(second.path.read_bytes()).hexdigest() == first.picture.sha256


def test_another_name_is_another_delivery(painted, out):
    first = deliver(painted, out)
    art = painted.steps.people.find("AD")
    painted.steps.agreements.sign_omission("SATO", reason="本人の希望", asked=False, by=art.id)
    second = deliver(painted, out, replace=True)
    assert not second.already
    assert [one.sha256 for one in recorded(painted)] == [first.picture.sha256, second.picture.sha256]
    assert second.note.creators == ()
    assert second.notices == ("1 person who worked on it is not named, by a signed word.",)


@pytest.fixture
def many(studio):
    """C012 of episode 01, painted by three whose readings, codes and names in Latin letters sort apart."""
    studio.person("AD", "吉田 監督")
    for code, name, reading, latin in (
        ("B", "安藤", "あんどう", "Zed"),
        ("C", "伊藤", "いとう", "Abe"),
        ("A", "上田", "うえだ", "Mori"),
    ):
        studio.person(code, name, reading=reading, name_en=latin)
    studio.background(cuts=("012", "013"))
    for shade, code in enumerate("ABC"):
        studio.add(shade + 2, painter=code)
    approve(studio)
    return studio


BY_READING, BY_CODE, BY_LATIN = ("安藤", "伊藤", "上田"), ("上田", "安藤", "伊藤"), ("伊藤", "上田", "安藤")


def lock(desk, order, **scope):
    return desk.steps.crediting.lock(CreditScope(**scope), order, by=desk.steps.people.find("AD").id)


def test_creators_stand_in_the_order_of_the_sheet_that_was_locked_nearest_to_the_cut(many):
    def creators():
        return many.steps.delivering.note("C012").creators

    assert creators() == BY_READING
    lock(many, CreditOrder.CODE)
    assert creators() == BY_CODE, "the production's sheet"
    lock(many, CreditOrder.NAME_EN, episode="01")
    assert creators() == BY_LATIN, "its episode's sheet before the production's"
    lock(many, CreditOrder.CODE, cut="013")
    assert creators() == BY_CODE, "the sheet of one of its cuts before its episode's"
    lock(many, CreditOrder.READING, cut="013")
    assert creators() == BY_READING, "the newest version"
    lock(many, CreditOrder.NAME_EN)
    assert creators() == BY_READING, "a wider sheet that is newer changes nothing"


def test_a_sheet_of_another_episode_orders_nothing(many):
    many.background("C099", ("099",), "02")
    many.add(9, background="C099", painter="A")
    lock(many, CreditOrder.CODE, episode="02")
    assert many.steps.delivering.note("C012").creators == BY_READING


def test_the_locked_order_stands_in_the_delivered_file_and_makes_a_new_delivery(many, out):
    first = deliver(many, out)
    lock(many, CreditOrder.CODE, episode="01")
    second = deliver(many, out, replace=True)
    assert not second.already
    assert len(recorded(many)) == 2
    kept = [many.steps.delivering._store.path(one.picture.sha256) for one in (first, second)]
    assert [exiftool(path)["XMP-dc:Creator"] for path in kept] == [list(BY_READING), list(BY_CODE)]


def test_who_joined_after_the_lock_stands_after_everybody_on_the_sheet(many):
    lock(many, CreditOrder.CODE, episode="01")
    many.person("0", "阿部", reading="あべ")
    many.add(7, painter="0")
    approve(many)
    assert many.steps.delivering.note("C012").creators == (*BY_CODE, "阿部")


def test_another_certificate_is_another_delivery(painted, out):
    deliver(painted, out)
    identity = make_identity("S", now=datetime.now(UTC), years=1)
    signed = deliver(painted, out, replace=True, identity=identity)
    assert signed.picture.certificate == identity.facts.fingerprint
    again = deliver(painted, out, replace=True, identity=identity)
    assert again.already
    assert len(recorded(painted)) == 2


def test_a_file_that_is_there_stays_and_nothing_is_recorded(painted, out):
    (out / "C012.png").write_bytes(b"mine")
    with pytest.raises(StudioError, match="--replace"):
        deliver(painted, out)
    assert (out / "C012.png").read_bytes() == b"mine"
    assert recorded(painted) == ()


def test_where_the_ledger_takes_no_entry_the_file_does_not_stay(painted, out, monkeypatch):
    def refuse(_decide, *, by):
        raise StudioError("The disk is full.", hint="")

    monkeypatch.setattr(painted.ledger, "append", refuse)
    with pytest.raises(StudioError, match="disk is full"):
        deliver(painted, out)
    assert list(out.iterdir()) == []


def test_stopped_while_files_are_looked_into_nothing_is_left(painted, out):
    def stop(done):
        if done > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        painted.steps.delivering.deliver("C012", Ask(out=out), by=None, progress=stop)
    assert (list(out.iterdir()), recorded(painted)) == ([], ())


def test_a_kept_file_that_was_changed_is_not_delivered(painted, out):
    kept = painted.steps.delivering._store.path(painted.latest.sha256)
    kept.chmod(0o600)
    kept.write_bytes(painted.picture("other.png", 77).read_bytes())
    with pytest.raises(StudioError, match="was changed after it was recorded"):
        deliver(painted, out)
    assert recorded(painted) == ()


def test_work_that_names_nobody_is_not_delivered(studio, out):
    studio.person("AD")
    studio.background()
    studio.add(1)
    approve(studio)
    with pytest.raises(CreditsRefused, match="C012 retouch 1 names nobody"):
        deliver(studio, out)


def test_the_program_and_the_prompt_are_read_from_the_files_without_paths(painted, out, monkeypatch):
    marks = FileMarks(
        evidence=(Finding(name="software", value="Krita 5.2 C:\\Users\\sato\\x.kra", where="PNG tEXt"),),
        generation=GenerationRecord(
            dialect="AUTOMATIC1111", system="Stable Diffusion", prompts=("shrine /home/sato/lora.safetensors",)
        ),
    )
    examined = painted.examiner.examine
    monkeypatch.setattr(
        painted.examiner, "examine", lambda path, *, derived: replace(examined(path, derived=derived), marks=marks)
    )
    note = painted.steps.delivering.note("C012")
    drawing = note.actions[-1]
    assert drawing.agent == "Krita 5.2 x.kra"
    assert "sato" not in repr(note)
    assert [one.prompt for one in note.generators] == [""]
    with (painted.root / "studio.toml").open("a", encoding="utf-8") as file:
        file.write("\n[delivery]\nprompts = true\n")
    assert [one.prompt for one in painted.steps.delivering.note("C012").generators] == ["shrine lora.safetensors"]


def test_the_note_points_to_the_head_and_to_its_entries(painted):
    note = painted.steps.delivering.note("C012")
    origin, size, root = painted.ledger.head().split("\n\n")[0].split("\n")
    assert (note.pointer.origin, str(note.pointer.size), note.pointer.root) == (origin, size, root)
    with painted.ledger.look() as index:
        assert all(index.entry(one) is not None for one in note.pointer.entries)
        assert painted.latest.entry in note.pointer.entries


def test_an_episode_goes_into_a_folder_and_what_is_refused_keeps_nothing_back(painted, out):
    painted.background("C013")
    painted.add(9, background="C013", painter="SATO")
    painted.background("C014")
    painted.add(8, background="C014", painter="SATO")
    approve(painted, background="C014")
    painted.background("X1", episode="02")
    heard = []
    many = painted.steps.delivering.deliver_episode("01", Ask(out=out), by=None, progress=heard.append)
    assert [one.note.code for one in many.delivered] == ["C012", "C014"]
    assert [(one.code, one.why.message) for one in many.refused] == [("C013", "No picture of C013 is approved.")]
    assert sorted(one.name for one in out.iterdir()) == ["C012.png", "C014.png"]
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_stopped_in_an_episode_what_was_delivered_stays(painted, out):
    painted.background("C014")
    painted.add(8, background="C014", painter="SATO")
    approve(painted, background="C014")

    def stop(done):
        if done > 0.6:
            raise Cancelled

    many = painted.steps.delivering.deliver_episode("01", Ask(out=out), by=None, progress=stop)
    assert (len(many.delivered), many.stopped) == (1, True)
    assert [one.name for one in out.iterdir()] == ["C012.png"]


@pytest.mark.parametrize("episode", ["99", ""])
def test_an_episode_without_backgrounds_is_refused(painted, out, episode):
    with pytest.raises(StepRefused, match="No background belongs to"):
        painted.steps.delivering.deliver_episode(episode, Ask(out=out), by=None)


def test_an_episode_needs_a_folder(painted, out):
    with pytest.raises(StepRefused, match="There is no folder"):
        painted.steps.delivering.deliver_episode("01", Ask(out=out / "none"), by=None)


def with_artist(desk, *, in_text):
    """Take in and approve a picture whose EXIF names a stranger, in the chunk of EXIF or in a text of the PNG."""
    exif, texts = Image.Exif(), PngInfo()
    exif[0x013B] = "Stranger"
    raw = exif.tobytes()
    texts.add_text("Raw profile type exif", f"\nexif\n{len(raw):8}\n{raw.hex()}\n")
    path = desk.root.parent / "drawn" / "named.png"
    Image.new("RGB", (8, 6), (9, 9, 9)).save(path, **({"pnginfo": texts} if in_text else {"exif": exif}))
    desk.steps.arrival.add([path], background="C012", kind=StageKind.RETOUCH, painter="SATO", by=None)
    approve(desk)


def test_the_artist_in_exif_is_whoever_made_the_picture(painted, out):
    with_artist(painted, in_text=False)
    done = deliver(painted, out)
    assert exiftool(done.path, "-IFD0:all")["IFD0:Artist"] == "佐藤 光"
    assert done.notices == ()


def test_an_artist_that_stays_is_told_each_time(painted, out):
    with_artist(painted, in_text=True)
    said = (
        "Its EXIF still names “Stranger” as artist: that cannot be set without risk to the file. Who made the picture "
        "stands in its XMP.",
    )
    assert deliver(painted, out).notices == said
    again = deliver(painted, out, replace=True)
    assert (again.already, again.notices) == (True, said)


def test_a_dossier_lists_what_was_delivered(painted, out):
    done = deliver(painted, out)
    assert painted.steps.overview.dossier("C012").deliveries == (done.picture,)
