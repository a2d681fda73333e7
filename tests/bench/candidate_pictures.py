"""Makes the candidates of the bench as a generator would: each a PNG with its graph and a seed of its own.

`python -m tests.bench.candidate_pictures FOLDER`
"""

import json
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.bench.candidates import CUTS, EACH, HEIGHT, WIDTH, code


def make_candidates(folder: Path) -> None:
    """Make 40 pictures for each of 41 cuts below `folder/cuts`, a folder for each cut."""
    random = np.random.default_rng(41)
    small = random.integers(0, 255, (9, 16, 3), dtype=np.uint8)
    ground = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    for number in range(1, CUTS + 1):
        place = folder / "cuts" / code(number)
        place.mkdir(parents=True, exist_ok=True)
        for seed in range(EACH):
            noise = random.integers(-6, 7, (HEIGHT, WIDTH, 1), dtype=np.int16)
            picture = np.clip(ground + noise, 0, 255).astype(np.uint8)
            _ok, coded = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
            data = coded.tobytes()
            text = _chunk(b"tEXt", b"prompt\0" + json.dumps(_graph(number * 1000 + seed)).encode())
            (place / f"{seed:05d}.png").write_bytes(data[:33] + text + data[33:])
    (folder / "ready").touch()


def _graph(seed: int) -> dict[str, Any]:
    sampler = {"seed": seed, "steps": 20, "cfg": 7, "sampler_name": "euler", "positive": ["2", 0], "model": ["3", 0]}
    return {
        "1": {"class_type": "KSampler", "inputs": sampler},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "a lake at dusk"}},
        "3": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "lake.safetensors"}},
        "4": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}},
    }


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    make_candidates(Path(sys.argv[1]))
