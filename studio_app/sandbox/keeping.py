"""What is kept of a decoded picture, so that it can be compared again without being decoded or drawn as a whole."""

from pathlib import Path

from studio_app.analysis.sameness import DRAWING_MANNER, drawing_tiles
from studio_app.analysis.unchanged_picture import UnchangedPicture
from studio_app.domain.pictures import Picture
from studio_app.imaging.kept_lines import Drawn, keep_lines, kept_lines
from studio_app.imaging.kept_strips import DrawnTiles, keep_strips
from studio_app.imaging.palette_png import PackedLines


def keep_decoded(picture: Picture, folder: Path) -> None:
    """Keep a picture's strips and its lines in difference pictures in `folder`; where it cannot, only time is lost."""
    keep_strips(picture, folder, DrawnTiles(DRAWING_MANNER, drawing_tiles(picture.pixels)))
    keep_lines(folder, _drawn(picture), UnchangedPicture(picture).rows)


def unchanged_lines(picture: Picture, folder: Path) -> dict[int, PackedLines]:
    """Return the lines kept of a picture by each strip's first row, none unless all are there."""
    return kept_lines(folder, _drawn(picture))


def _drawn(picture: Picture) -> Drawn:
    height, width = picture.pixels.shape[:2]
    return Drawn(sha256=picture.facts.sha256, manner=UnchangedPicture(picture).manner, width=width, height=height)
