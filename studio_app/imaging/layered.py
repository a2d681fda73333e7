"""KRA and ORA: the merged picture that the paint program saved beside its layers."""

from pathlib import Path

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.archives import MOST_PICTURE_BYTES, Archive
from studio_app.imaging.errors import DamagedPicture, UnknownFormat, damaged
from studio_app.imaging.openraster import compose
from studio_app.imaging.png import check_chunks
from studio_app.imaging.raster import read_raster
from studio_app.imaging.raw import RawPicture

_MERGED = "mergedimage.png"
_PNG = b"\x89PNG\r\n\x1a\n"


def read_layered(path: Path) -> tuple[str, RawPicture]:
    """Return `kra` or `ora`, and the merged picture."""
    with Archive(path) as archive:
        file_format = _kind(archive)
        if file_format == "ora":
            archive.read_xml("stack.xml")
        if archive.has(_MERGED):
            data = archive.read(_MERGED, most=MOST_PICTURE_BYTES)
            if not data.startswith(_PNG):
                raise damaged(path)
            check_chunks(path, data)
            return file_format, read_raster(path, data, "png")
        if file_format == "ora":
            return file_format, compose(archive)
    raise DamagedPicture(
        _("“{name}” was saved without its merged picture.", name=shown_name(path)),
        hint=_("Open it in Krita and save it again, or export it as PNG."),
    )


def _kind(archive: Archive) -> str:
    said = archive.read("mimetype")[:100].strip() if archive.has("mimetype") else b""
    if said == b"image/openraster" or (not said and archive.has("stack.xml")):
        return "ora"
    if said in {b"application/x-krita", b"application/x-kra"} or archive.has("maindoc.xml"):
        return "kra"
    raise UnknownFormat(
        _("“{name}” is an archive, but neither Krita's nor OpenRaster.", name=shown_name(archive.path)),
        hint=_("Unpack it and add the pictures in it one by one."),
    )
