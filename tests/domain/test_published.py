"""What leaves the studio names no machine and nobody who works at it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.domain.published import published


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (r"C:\Users\taro\models\wai.safetensors", "wai.safetensors"),
        ("/home/taro/sd/wai v2.safetensors", "wai v2.safetensors"),
        (r"\\nas\share\x.ckpt", "x.ckpt"),
        ("~/m/x.pt", "x.pt"),
        ("file:///home/taro/x.png", "x.png"),
        ("https://taro:secret@example.org/c.png?sig=zzz#a", "https://example.org/c.png"),
        ("stabilityai/sdxl", "stabilityai/sdxl"),
        ("SDXL\\wai.safetensors", "SDXL\\wai.safetensors"),
        ("v1.10.1-12-gabcdef", "v1.10.1-12-gabcdef"),
        ("https://civitai.com/models/12", "https://civitai.com/models/12"),
    ],
)
def test_paths_are_cut_to_the_file(said, left):
    assert published(said) == left


@given(
    st.sampled_from(["C:\\Users\\", "D:/Users/", "/home/", "/Users/", "~", "\\\\nas\\"]),
    st.from_regex(r"[a-z]{4,12}", fullmatch=True),
    st.lists(st.from_regex(r"[\w .-]{1,12}", fullmatch=True), min_size=1, max_size=4),
)
def test_no_path_carries_the_user_out(begin, user, parts):
    slash = "\\" if "\\" in begin else "/"
    path = begin + "zz" + user + slash + slash.join(part.strip() or "x" for part in parts) + slash + "model.ckpt"
    assert f"zz{user}" not in published(path)
    assert published(path).endswith("model.ckpt")
