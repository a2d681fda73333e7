"""How large a picture may be, checked from its header before anything is decoded."""

from pathlib import Path

from studio_app.domain.language import _
from studio_app.domain.names import shown_name
from studio_app.imaging.errors import DamagedPicture, OversizedPicture

MOST_PIXELS = 300_000_000
LONGEST_SIDE = 65_535
MOST_DECODED_BYTES = 1024 * 2**20
MOST_TEXT_BYTES = 64 * 2**20


def check_size(path: Path, *, width: int, height: int, bytes_per_pixel: int) -> None:
    """Refuse a picture whose header announces more than Teire decodes."""
    if width < 1 or height < 1:
        raise DamagedPicture(
            _("“{name}” has no pixels.", name=shown_name(path)),
            hint=_("Save it again from the program that made it."),
        )
    too_many = width * height > MOST_PIXELS
    too_long = max(width, height) > LONGEST_SIDE
    too_heavy = width * height * bytes_per_pixel > MOST_DECODED_BYTES
    if too_many or too_long or too_heavy:
        raise OversizedPicture(
            _(
                "“{name}” is {width} × {height} pixels at {bits} bits a pixel, more than Teire opens.",
                name=shown_name(path),
                width=width,
                height=height,
                bits=bytes_per_pixel * 8,
            ),
            hint=_("Save a smaller copy: at most 300 megapixels, 65,535 pixels a side and 1 GiB decoded."),
        )
