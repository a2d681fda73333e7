"""Which names in a watched folder are an artist's picture, and which are only a program's backup or temporary file.

Only names that end like a picture are ever looked at, so most temporary files (`BG.kra.pQx3Zt`, `BG.xcf~`) fall out by
their ending. What is named here ends like a picture, or is named so that a list of a folder can say what it is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

PICTURES = frozenset(
    [
        ".png",
        ".apng",
        ".jpg",
        ".jpeg",
        ".jpe",
        ".jfif",
        ".tif",
        ".tiff",
        ".webp",
        ".avif",
        ".tga",
        ".icb",
        ".vda",
        ".vst",
        ".exr",
        ".psd",
        ".psb",
        ".kra",
        ".krz",
        ".ora",
    ]
)
"""Endings of what `imaging` decodes. It asks the bytes and never the name; a watch asks the name first, since it may
not open every file of a folder."""

WORKING_FILES = frozenset(
    [
        ".clip",
        ".lip",
        ".cmc",
        ".xcf",
        ".xcf.gz",
        ".xcf.bz2",
        ".xcf.xz",
        ".sai",
        ".sai2",
        ".afphoto",
        ".afdesign",
        ".af",
        ".mdp",
        ".procreate",
        ".blend",
    ]
)
"""Endings of layered files that Teire cannot decode yet: a save of one is a sign of work. GIMP packs its files when
they are named so (plug-ins/common/file-compressor.c)."""

_NUMBERED = "blend png jpg jpeg tif tiff webp avif tga exr psd psb kra ora xcf clip".replace(" ", "|")

_TEMPORARY = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Backups with a tilde: Krita copies `BG.kra` to `BG.kra~` or `BG.kra.1~` before it saves (Krita:
        # libs/global/KisBackup.cpp; the suffix can be set in its preferences), MyPaint to `BG.ora~` (2.0.1, seen), GIMP
        # and every GIO program where backups are on (GLib: gio/glocalfileoutputstream.c, BACKUP_EXTENSION "~").
        r".*~",
        # Krita's autosaves stand beside the picture: `.BG.kra-autosave.kra`, `BG.kra-autosave.kra`, and
        # `krita-42-document_1-autosave.kra` for what never had a name (Krita: libs/ui/KisDocument.cpp).
        r".*-autosave\.(kra|krz|ora)",
        # MyPaint writes `.tmpsave.BG.ora`, then renames it (MyPaint: lib/fileutils.py, via_tempfile; 2.0.1, seen).
        r"\.tmpsave\..*",
        # Older MyPaint: `BG.ora.BAK` (lib/fileutils.py); the ending is everybody's (github/gitignore: Global/Backup).
        r".*\.(bak|backup|old|orig)",
        # GIO programs write `.goutputstream-1CA8Y3` and rename it (GLib: gio/glocalfileoutputstream.c; GIMP, seen).
        r"\.goutputstream-.*",
        # `ps1A2B.tmp`, `~PST….tmp`, `Photoshop Temp…`, `BG.clip.tmp` and the like. Photoshop and Clip Studio Paint are
        # closed; that their files beside a picture end so is what users report, the full names are not documented.
        r".*\.(tmp|temp)",
        r"(photoshop temp|ps temp).*",
        # Clip Studio Paint's own folders of backups are elsewhere (support.clip-studio.com, article 20240009).
        # A name, then a tilde-wrapped word: Affinity's `BG.afphoto~lock~`; Krita users' copies `BG~1.kra`, which are
        # pictures, do not match.
        r".*~(lock|autosave|temp|tmp)~.*",
        # LibreOffice's `.~lock.BG.ora#` and Office's owner files `~$BG.psd`.
        r"\.~lock\..*#",
        r"~\$.*",
        # Editors (Vim: `.BG.png.swp`) and downloads of browsers (Firefox, Chromium, Safari, Opera).
        r".*\.sw[a-p]",
        r".*\.(part|partial|crdownload|download|opdownload)",
        # Syncing. Syncthing: lib/fs/tempname.go, both prefixes on every system. rsync: receiver.c, `.BG.png.AbC123`
        # and, with --delay-updates, the folder `.~tmp~`. ownCloud and Nextcloud: `.BG.png.~1a2b`; OneDrive and Dropbox
        # keep theirs in folders or as `~….tmp`. A «conflicted copy» is a picture somebody painted, and stays.
        r"(\.syncthing\.|~syncthing~).*",
        r"\.~tmp~.*",
        r"\..*\.~[0-9a-f]+",
        r"\..+\.[a-z0-9]{3,5}\.[A-Za-z0-9]{6}",
        r"\.dropbox.*",
        # Numbered backups in Blender's manner, `BG.png1`, and `BG.blend@` while it is written (Blender:
        # source/blender/blenloader/intern/writefile.cc, do_history and BLO_write_file).
        rf".*\.({_NUMBERED})(@|[1-9][0-9]?)",
        # Systems: macOS resource forks and folder notes, Windows thumbnails, NFS files that are removed while open.
        r"\._.*",
        r"\.ds_store|thumbs\.db|ehthumbs.*\.db|desktop\.ini|\.directory",
        r"\.nfs[0-9a-f]{8,}|\.fuse_hidden.*",
        # Safe saves of macOS: `BG.psd.sb-1a2b3c4d-AbCdEf` (Foundation's replacement folders and files).
        r".*\.sb-[0-9a-f]{8}-[a-z0-9]{6}",
    )
)


class Kind(StrEnum):
    """What a name in a watched folder stands for."""

    PICTURE = "picture"
    WORKING_FILE = "working file"
    OTHER = "other"


def is_temporary(name: str) -> bool:
    """Whether a file's name (without its folder) is one that programs give to backups, autosaves, locks or drafts."""
    return any(rule.fullmatch(name) for rule in _TEMPORARY)


@lru_cache(maxsize=8192)
def kind_of(name: str) -> Kind:
    """Return what a file's name (without its folder) stands for; a temporary name is `OTHER`."""
    lower = name.lower()
    if _ends(lower, PICTURES):
        return Kind.OTHER if is_temporary(name) else Kind.PICTURE
    if _ends(lower, WORKING_FILES):
        return Kind.OTHER if is_temporary(name) else Kind.WORKING_FILE
    return Kind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a folder is followed: single files by name, or every picture and working file in it."""

    names: frozenset[str] = frozenset()
    everything: bool = False

    def kind(self, name: str) -> Kind:
        """Return what a file of that name is to us; one that was asked for by name is never temporary."""
        found = kind_of(name) if self.everything or name in self.names else Kind.OTHER
        return Kind.PICTURE if found is Kind.OTHER and name in self.names else found


def _ends(name: str, endings: frozenset[str]) -> bool:
    parts = name.rsplit(".", 2)
    # A bare `.png` is a hidden file without an ending.
    return (len(parts) > 1 and bool(parts[-2]) and f".{parts[-1]}" in endings) or (
        len(parts) == 3 and bool(parts[0]) and f".{parts[1]}.{parts[2]}" in endings
    )
