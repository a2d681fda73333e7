"""KRA and ORA archives, whole and hostile."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio_app.imaging.decode import decode
from studio_app.imaging.errors import DamagedPicture, OversizedPicture, UnsafeArchive

STACK = '<image w="2" h="1"><stack><layer src="data/l.png" x="1" y="0" opacity="0.5"/></stack></image>'


def picture(width: int = 2, shade: int = 200) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(np.full((1, width, 3), shade, np.uint8)).save(stream, "PNG")
    return stream.getvalue()


def archive(path: Path, members: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_the_merged_picture_is_taken(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.kra", {"mimetype": "application/x-krita", "mergedimage.png": picture()})
    found = decode(path)
    assert found.facts.file_format == "kra"
    assert found.pixels.tolist() == [[[200] * 3] * 2]


def test_an_ora_without_merged_picture_is_composed(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.ora", {"mimetype": "image/openraster", "stack.xml": STACK, "data/l.png": picture(width=1)}
    )
    found = decode(path)
    assert found.alpha is not None
    assert found.alpha.tolist() == [[0, 128]]
    assert found.pixels[0, 1].tolist() == [200, 200, 200]


def test_blending_that_is_not_composed_is_refused(tmp_path: Path) -> None:
    stack = STACK.replace("opacity", 'composite-op="svg:multiply" opacity')
    path = archive(tmp_path / "a.ora", {"mimetype": "image/openraster", "stack.xml": stack, "data/l.png": picture()})
    with pytest.raises(DamagedPicture) as refused:
        decode(path)
    assert "mergedimage" not in refused.value.message
    assert "Save it again" in refused.value.hint


@pytest.mark.parametrize("name", ["../out.txt", "/etc/x", "..\\out.txt", "C:\\x"])
def test_entries_pointing_out_are_refused_by_name(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "a.kra", {"mimetype": "application/x-krita", "mergedimage.png": picture(), name: "x"})
    with pytest.raises(UnsafeArchive, match="points out of the archive"):
        decode(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    stack = '<!DOCTYPE image [<!ENTITY a "b">]>' + STACK
    path = archive(tmp_path / "a.ora", {"mimetype": "image/openraster", "stack.xml": stack})
    with pytest.raises(UnsafeArchive, match="declares XML entities"):
        decode(path)


def test_a_member_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.kra", {"mimetype": "application/x-krita", "mergedimage.png": bytes(49 << 20)})
    with pytest.raises(OversizedPicture, match="unpacks to 51380224 bytes"):
        decode(path)


def test_a_krita_file_without_merged_picture_says_what_to_do(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.kra", {"mimetype": "application/x-krita", "maindoc.xml": "<DOC/>"})
    with pytest.raises(DamagedPicture, match="without its merged picture"):
        decode(path)
