"""What a picture file is, without its pixels."""

from dataclasses import dataclass

from studio_app.domain.ids import Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What a picture file is, without its pixels.

    `width` and `height` are pixels after the file's own orientation is applied. `bit_depth` is bits per
    channel in the file. `colour_space` describes the file's profile in words (`sRGB IEC61966-2.1`;
    `untagged, taken as sRGB`). `file_format` is lower case (`png`, `psd`).
    """

    sha256: Digest
    size_bytes: int
    file_format: str
    width: int
    height: int
    bit_depth: int
    colour_space: str
