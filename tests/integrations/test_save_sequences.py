"""How programs save, step by step as they were seen to do it, against a real watch on a real folder."""

import os
import shutil
import time

import pytest

from tests.save_desk import picture, watching, write
from tests.waiting import until

FIRST, SECOND, THIRD = picture(1), picture(2), picture(3)


@pytest.fixture
def old(tmp_path):
    """A folder in which the picture to be saved over lies already."""
    work = tmp_path / "work"
    work.mkdir()

    def put(name):
        (work / name).write_bytes(FIRST)
        return work / name

    return put


NAMELESS = pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="only Linux has files without a name")


def nameless(folder, content, pause=0.0):
    """Write a file that has no name yet, as Qt does; return it, open."""
    file = os.open(folder, os.O_RDWR | os.O_TMPFILE | os.O_CLOEXEC, 0o644)
    for part in (content[: len(content) // 2], content[len(content) // 2 :]):
        os.write(file, part)
        time.sleep(pause)
    os.fdatasync(file)
    return file


def give_name(file, path):
    """Give a file without a name one, then close it: the system tells of its close under no name of the folder."""
    # Without a folder of its own Python links the link in /proc and not what it leads to.
    files = os.open("/proc/self/fd", os.O_PATH | os.O_DIRECTORY)
    try:
        os.link(str(file), path, src_dir_fd=files, follow_symlinks=True)
    finally:
        os.close(files)
    os.close(file)


def krita_backs_up(path, backup):
    # KisBackup: QFile::copy, which removes nothing; the backup before it is removed first.
    backup.unlink(missing_ok=True)
    give_name(nameless(path.parent, path.read_bytes()), backup)
    backup.chmod(0o644)


def krita_saves(path, content, drawn="pQx3Zt"):
    # QSaveFile::commit: the name itself where it is free, else one beside it that is renamed.
    file = nameless(path.parent, content, pause=0.05)
    if path.exists():
        aside = path.with_name(f"{path.name}.{drawn}")
        give_name(file, aside)
        aside.replace(path)
    else:
        give_name(file, path)


@NAMELESS
@pytest.mark.parametrize("name", ["BG.kra", "BG.png"])
def test_krita_5_1_writes_without_a_name_and_links_it_beside_then_renames(tmp_path, old, name):
    # Krita 5.1.5 with Qt 5.15.8 under strace: BG.kra~ unlinked; open(O_TMPFILE), sendfile, linkat to BG.kra~, chmod;
    # then open(O_TMPFILE), write, fdatasync, linkat to BG.kra (EEXIST), linkat to BG.kra.XXXXXX, close, rename. The
    # same for PNG: its backup is made before the dialog of export options, its picture after.
    path = old(name)
    with watching(tmp_path) as told:
        for number, (content, drawn) in enumerate(((SECOND, "kaAxxb"), (THIRD, "pcAYvr")), 1):
            krita_backs_up(path, path.with_name(f"{name}~"))
            time.sleep(0.3)
            krita_saves(path, content, drawn)
            told.wait(number)
        told.only(SECOND, THIRD)


@NAMELESS
@pytest.mark.parametrize("name", ["BG.kra", "BG_001.kra"])
def test_krita_5_1_links_a_new_name_straight_into_place(tmp_path, old, name):
    # Save As and Save Incremental Version (BG_001.kra): linkat to the name itself, and no close is told under it.
    path = old("BG.png").with_name(name)
    with watching(tmp_path, poll=30.0) as told:
        krita_saves(path, SECOND)
        told.wait(1)
        krita_saves(path, THIRD)
        told.wait(2)
        told.only(SECOND, THIRD, path=path)


@NAMELESS
def test_kritas_incremental_backup_is_a_copy_and_no_save(tmp_path, old):
    # Save Incremental Backup (F4): BG.kra copied to BG~000.kra, then saved as always, with its own backup.
    path = old("BG.kra")
    with watching(tmp_path) as told:
        until(told.watch.has_read_what_was_there)
        for number, content in enumerate((SECOND, THIRD)):
            krita_backs_up(path, path.with_name(f"BG~00{number}.kra"))
            krita_backs_up(path, path.with_name("BG.kra~"))
            time.sleep(0.3 * number)
            krita_saves(path, content)
            told.wait(number + 1)
        told.only(SECOND, THIRD)


def test_the_same_picture_under_a_name_of_its_own_is_a_save(tmp_path, old):
    path = old("C012.png")
    with watching(tmp_path) as told:
        write(path, SECOND)
        told.wait(1)
        shutil.copyfile(path, path.with_name("C013.png"))
        told.wait(2)
        shutil.copyfile(path, path.with_name("C012 (2).png"))
        time.sleep(0.6)
        told.only(SECOND, SECOND)


def test_krita_copies_a_backup_then_renames_its_save_into_place(tmp_path, old):
    # Krita 5 where files without a name cannot be had (shares, other systems): KisDocument::saveAs copies BG.kra to
    # BG.kra~ (libs/global/KisBackup.cpp), then QSaveFile writes BG.kra.XXXXXX beside it and renames it
    # (libs/ui/KisImportExportManager.cpp, doExportImpl).
    path = old("BG.kra")
    with watching(tmp_path) as told:
        for number, content in enumerate((SECOND, THIRD), 1):
            shutil.copyfile(path, path.with_name("BG.kra~"))
            write(path.with_name("BG.kra.pQx3Zt"), content, pause=0.05)
            path.with_name("BG.kra.pQx3Zt").replace(path)
            told.wait(number)
        told.only(SECOND, THIRD)


def test_kritas_numbered_backups_and_autosaves_are_no_saves(tmp_path, old):
    # KisBackup::numberedBackupFile; KisDocument.cpp: .BG.kra-autosave.kra, or without the dot by preference.
    path = old("BG.kra")
    with watching(tmp_path) as told:
        for name in (".BG.kra-autosave.kra", "BG.kra-autosave.kra", "krita-42-document_1-autosave.kra", "BG.kra.1~"):
            write(path.with_name(name), SECOND)
        told.only()


def test_krita_without_rights_in_the_folder_writes_in_place(tmp_path, old):
    # QSaveFile::setDirectWriteFallback(true), as Krita sets it.
    path = old("BG.kra")
    with watching(tmp_path) as told:
        write(path, SECOND, pause=0.04)
        told.wait(1)
        told.only(SECOND)


def test_mypaint_writes_aside_copies_a_backup_and_renames(tmp_path, old):
    # MyPaint 2.0.1 under strace: .tmpsave.BG.ora (created, closed), BG.ora read into BG.ora~, rename.
    path = old("BG.ora")
    with watching(tmp_path) as told:
        write(path.with_name(".tmpsave.BG.ora"), SECOND, pause=0.04)
        time.sleep(0.3)
        shutil.copyfile(path, path.with_name("BG.ora~"))
        path.with_name(".tmpsave.BG.ora").replace(path)
        told.wait(1)
        told.only(SECOND)


def test_gimp_exports_by_truncating_and_writing(tmp_path, old):
    # GIMP 2.10.34 under strace, PNG and PSD: open(O_WRONLY|O_CREAT|O_TRUNC), write, close.
    path = old("BG.png")
    with watching(tmp_path) as told:
        write(path, SECOND, pause=0.04)
        told.wait(1)
        told.only(SECOND)


def test_gimp_writes_its_export_again_with_the_metadata_and_that_is_one_save(tmp_path, old):
    # GIMP 2.10.34 under strace, PNG with Exif and XMP: written and closed whole, read ten times (libexiv2), then
    # open(O_RDWR|O_CREAT|O_TRUNC), write, close; 3 ms between the closes at 20 kB, 0.11 s at 52 MB.
    path = old("BG.png")
    with watching(tmp_path) as told:
        write(path, SECOND, pause=0.04)
        for _look in range(10):
            path.read_bytes()
            time.sleep(0.01)
        write(path, THIRD)
        told.wait(1)
        told.only(THIRD)


def test_gimps_own_files_are_a_sign_of_work_and_no_revision(tmp_path, old):
    # GIMP 2.10.34 under strace, XCF: the file opened for writing and left as it is, .goutputstream-1CA8Y3 written
    # beside it and renamed (GLib: gio/glocalfileoutputstream.c, handle_overwrite_open).
    path = old("BG.xcf")
    with watching(tmp_path) as told:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666))
        write(path.with_name(".goutputstream-1CA8Y3"), SECOND)
        path.with_name(".goutputstream-1CA8Y3").replace(path)
        until(lambda: told.signs)
        told.only()
        assert [sign.path for sign in told.signs] == [path]


def test_gio_programs_may_move_the_old_file_to_a_backup_first(tmp_path, old):
    # glocalfileoutputstream.c with create_backup: link or rename to BG.png~, then the new file renamed into place.
    path = old("BG.png")
    with watching(tmp_path) as told:
        path.replace(path.with_name("BG.png~"))
        time.sleep(0.3)
        write(path.with_name(".goutputstream-QWE123"), SECOND)
        path.with_name(".goutputstream-QWE123").replace(path)
        told.wait(1)
        told.only(SECOND)


def test_photoshop_replaces_by_renaming_twice(tmp_path, old):
    # A closed program: users see psXXXX.tmp beside the picture, which takes its name when it is complete, the old one
    # being moved away first and then removed.
    path = old("BG.psd")
    with watching(tmp_path) as told:
        write(path.with_name("ps4A1C.tmp"), SECOND, pause=0.04)
        path.replace(path.with_name("~PST1C.tmp"))
        path.with_name("ps4A1C.tmp").replace(path)
        path.with_name("~PST1C.tmp").unlink()
        told.wait(1)
        told.only(SECOND)


def test_photoshop_writing_in_place_with_pauses_of_a_second_is_one_save(tmp_path, old):
    path = old("BG.psd")
    with watching(tmp_path) as told:
        write(path, SECOND, pieces=2, pause=1.0)
        assert told.saves == []
        told.wait(1)
        told.only(SECOND)


def test_closing_between_the_pieces_does_not_make_half_a_picture_a_save(tmp_path, old):
    path = old("BG.tif")
    with watching(tmp_path) as told:
        step = len(SECOND) // 3
        for mode, start, end in (("wb", 0, step), ("ab", step, 2 * step), ("ab", 2 * step, None)):
            write(path, SECOND[start:end], mode=mode)
            time.sleep(0.35)
        told.wait(1)
        told.only(SECOND)


def test_clip_studio_paint_exports_through_a_temporary_file_and_saves_its_own_format_beside(tmp_path, old):
    # A closed program: BG.clip is a sign of work, its .tmp nothing, the PSD it exports a save.
    path = old("BG.psd")
    clip = path.with_name("BG.clip")
    with watching(tmp_path) as told:
        write(clip.with_name("BG.clip.tmp"), SECOND)
        clip.with_name("BG.clip.tmp").replace(clip)
        until(lambda: told.signs)
        write(path.with_name("BG.psd.tmp"), THIRD)
        path.with_name("BG.psd.tmp").replace(path)
        told.wait(1)
        told.only(THIRD)
        assert {sign.path for sign in told.signs} == {clip}


def test_imagemagick_opens_and_truncates_twice_before_it_writes(tmp_path, old):
    # convert 6.9.11 under strace: open(O_RDWR|O_CREAT|O_TRUNC), close, the same once more, write, close.
    path = old("BG.png")
    with watching(tmp_path) as told:
        path.write_bytes(b"")
        time.sleep(0.3)
        write(path, SECOND)
        told.wait(1)
        told.only(SECOND)


def test_numbered_backups_in_blenders_manner_are_no_saves(tmp_path, old):
    # Blender: blenloader/intern/writefile.cc writes BG.png@, renames BG.png to BG.png1 and BG.png@ to BG.png.
    path = old("BG.png")
    with watching(tmp_path) as told:
        for number, content in enumerate((SECOND, THIRD), 1):
            write(path.with_name("BG.png@"), content)
            if path.with_name("BG.png1").exists():
                path.with_name("BG.png1").replace(path.with_name("BG.png2"))
            path.replace(path.with_name("BG.png1"))
            path.with_name("BG.png@").replace(path)
            told.wait(number)
        told.only(SECOND, THIRD)


def test_a_backup_first_and_then_in_place_is_one_save(tmp_path, old):
    path = old("BG.png")
    with watching(tmp_path) as told:
        shutil.copy2(path, path.with_name("BG.png.bak"))
        write(path, SECOND, pause=0.05)
        told.wait(1)
        told.only(SECOND)


def test_a_hard_link_put_in_place_is_one_save(tmp_path, old):
    path = old("BG.png")
    with watching(tmp_path) as told:
        write(path.with_name("draft.tmp"), SECOND)
        path.unlink()
        os.link(path.with_name("draft.tmp"), path)
        path.with_name("draft.tmp").unlink()
        told.wait(1)
        told.only(SECOND)


def test_a_new_name_with_the_same_code_is_a_save_of_its_own(tmp_path, old):
    path = old("C012.png")
    with watching(tmp_path) as told:
        write(path.with_name("C012_v2.png"), SECOND)
        told.wait(1)
        told.only(SECOND, path=path.with_name("C012_v2.png"))


def test_renaming_a_picture_is_no_save_and_neither_is_renaming_it_back(tmp_path, old):
    path = old("C012.png")
    with watching(tmp_path) as told:
        path.replace(path.with_name("C012_old.png"))
        time.sleep(0.35)
        path.with_name("C012_old.png").replace(path)
        time.sleep(0.35)
        told.only()


def test_opening_for_writing_without_writing_is_no_save(tmp_path, old):
    path = old("C012.png")
    with watching(tmp_path) as told:
        os.close(os.open(path, os.O_RDWR))
        path.chmod(0o600)
        time.sleep(0.35)
        told.only()


def test_going_back_to_an_older_file_with_its_old_time_is_a_save(tmp_path, old):
    path = old("C012.png")
    os.utime(path, ns=(10**18, 10**18))
    with watching(tmp_path) as told:
        until(told.watch.has_read_what_was_there)
        write(path, SECOND)
        told.wait(1)
        path.with_name("back.tmp").write_bytes(FIRST)
        os.utime(path.with_name("back.tmp"), ns=(10**18, 10**18))
        path.with_name("back.tmp").replace(path)
        told.wait(2)
        told.only(SECOND, FIRST)


def test_bytes_of_the_same_length_with_the_time_set_back_are_a_save(tmp_path, old):
    path = old("C012.png")
    found = path.stat()
    with watching(tmp_path) as told:
        write(path, SECOND, mode="r+b")
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
        told.wait(1)
        told.only(SECOND)
