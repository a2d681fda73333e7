"""Which names are pictures, which are a program's own business."""

import pytest

from studio_app.capture.save_names import PICTURES, Kind, Wanted, is_temporary, kind_of

TEMPORARY = [
    *("BG.kra~", "BG.kra.1~", "BG.kra-autosave.kra", ".BG.kra-autosave.kra", "krita-42-document_1-autosave.kra"),
    *("BG.png-autosave.kra", ".BG.png-autosave.kra", ".tmpsave.BG.ora", ".tmpsave.C012.png", "BG.ora.BAK", "BG.xcf~"),
    *(".goutputstream-1CA8Y3", "ps4A1C.tmp", "~PST1C.tmp", "Photoshop Temp1234", "BG.clip.tmp", "BG.afphoto~lock~"),
    *(".~lock.BG.ora#", "~$BG.psd", ".BG.png.swp", "BG.png.part", "BG.png.crdownload", ".syncthing.BG.png.tmp"),
    *("~syncthing~BG.png.tmp", ".BG.png.AbC123", ".BG.png.~1a2b", ".~tmp~", "BG.png1", "BG.png@", "BG.blend1"),
    *("._BG.png", ".DS_Store", "Thumbs.db", "desktop.ini", ".nfs00000000012a4b", "BG.psd.sb-1a2b3c4d-AbCdEf"),
]
PAINTED = [
    *("BG.kra", "C012.png", "C012_v2.PNG", "背景.psd", "BG.psb", "BG.ora", "BG.tga", "BG.exr", "BG.avif", "BG.webp"),
    *("BG.jpeg", "BG.tiff", "BG~1.kra", "a b.png", "BG (conflicted copy 2026-04-06).png"),
    "BG.sync-conflict-20260406-120000-ABCDEFG.kra",
]


@pytest.mark.parametrize("name", TEMPORARY)
def test_a_backup_autosave_lock_or_draft_is_temporary_and_no_picture(name):
    assert is_temporary(name)
    assert kind_of(name) is Kind.OTHER


@pytest.mark.parametrize("name", PAINTED)
def test_what_somebody_painted_is_a_picture(name):
    assert not is_temporary(name)
    assert kind_of(name) is Kind.PICTURE


@pytest.mark.parametrize("name", ["BG.clip", "BG.xcf", "BG.xcf.gz", "BG.sai2", "BG.afphoto", "BG.blend"])
def test_layered_files_that_teire_cannot_read_are_working_files(name):
    assert kind_of(name) is Kind.WORKING_FILE


@pytest.mark.parametrize(
    "name", ["notes.txt", "BG", ".png", "BG.gz", "BG.tar.gz", "BG.kra.pQx3Zt", "song.mp3", "x.jp2"]
)
def test_everything_else_is_neither(name):
    assert kind_of(name) is Kind.OTHER


def test_every_picture_ending_is_found_in_either_case():
    for ending in PICTURES:
        assert kind_of(f"BG{ending}") is kind_of(f"BG{ending.upper()}") is Kind.PICTURE


def test_a_file_asked_for_by_name_is_followed_whatever_it_is_called():
    wanted = Wanted(names=frozenset({"~$odd.png", "BG.clip"}))
    assert wanted.kind("~$odd.png") is Kind.PICTURE
    assert wanted.kind("BG.clip") is Kind.WORKING_FILE
    assert wanted.kind("other.png") is Kind.OTHER
    assert Wanted(everything=True).kind("other.png") is Kind.PICTURE
