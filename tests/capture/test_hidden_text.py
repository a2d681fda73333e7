"""Text in the lowest bits of a picture, written here as such programs write it."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.capture.hidden_text import hidden_text
from studio_app.sandbox.work import examine


def hide(samples, signature: bytes, payload: bytes):
    """Return `samples` (height, width, bands) with a text in their lowest bits, column by column."""
    bits = np.unpackbits(np.frombuffer(signature + (len(payload) * 8).to_bytes(4, "big") + payload, np.uint8))
    columns = samples.transpose(1, 0, 2).reshape(-1).copy()
    assert len(bits) <= len(columns)
    columns[: len(bits)] = columns[: len(bits)] & 254 | bits
    height, width, bands = samples.shape
    return columns.reshape(width, height, bands).transpose(1, 0, 2)


def picture(height=40, width=50):
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("packed", [True, False])
def test_a_text_in_alpha_is_found(packed):
    payload = "湖 a lake".encode()
    alpha = np.full((40, 50, 1), 255, np.uint8)
    signature = b"stealth_pngcomp" if packed else b"stealth_pnginfo"
    hidden = hide(alpha, signature, gzip.compress(payload) if packed else payload)[:, :, 0]
    found = hidden_text(picture(), hidden)
    assert (found.text, found.where) == ("湖 a lake", "lowest bits of alpha")


def test_a_text_in_the_colours_is_found():
    found = hidden_text(hide(picture(), b"stealth_rgbinfo", b"a lake"), None)
    assert (found.text, found.where) == ("a lake", "lowest bits of the colours")


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.integers(1, 60), st.integers(1, 60), st.booleans())
def test_whatever_bits_a_picture_has_it_is_read_in_peace(data, height, width, signed):
    alpha = np.zeros((height, width, 1), np.uint8)
    bits = np.unpackbits(np.frombuffer((b"stealth_pngcomp" if signed else b"") + data, np.uint8))
    flat = alpha.transpose(1, 0, 2).reshape(-1).copy()
    flat[: len(bits)] = bits[: len(flat)]
    found = hidden_text(picture(height, width), flat.reshape(width, height, 1).transpose(1, 0, 2)[:, :, 0])
    assert found is None or signed


def test_novelais_copy_is_read_and_held_against_the_text_beside_it(tmp_path):
    comment = {"prompt": "a lake", "steps": 28, "seed": 9, "sampler": "k_euler", "width": 50, "height": 400}
    said = {"Software": "NovelAI", "Source": "NovelAI Diffusion V4.5 4BDE2A90", "Comment": json.dumps(comment)}
    alpha = np.full((400, 50, 1), 255, np.uint8)
    hidden = hide(alpha, b"stealth_pngcomp", gzip.compress(json.dumps(said).encode()))
    path = tmp_path / "a.png"
    Image.fromarray(np.concatenate([picture(400), hidden], axis=2)).save(path)
    marks = examine(path, None).marks
    assert (marks.generation.system, marks.generation.values("seed")) == ("NovelAI", ("9",))
    assert {finding.where for finding in marks.generation.findings} == {"lowest bits of alpha"}
    assert marks.conflicts == ()
