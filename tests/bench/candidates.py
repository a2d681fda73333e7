"""1,640 candidates, 40 for each of 41 cuts, taken in from a folder: how long the whole command takes."""

import json
import os
import shutil
import struct
import subprocess
import time
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.bench.teire import program

CUTS, EACH = 41, 40
_WIDTH, _HEIGHT = 1344, 768


def measured_candidates(root: Path) -> dict[str, Any]:
    """Return seconds for the import, for the same import again, and how many entries the ledger then holds."""
    folder, studio = root / "candidates", root / "candidates-studio"
    if not (folder / "ready").is_file():
        _make(folder)
    shutil.rmtree(studio, ignore_errors=True)
    shutil.rmtree(root / "candidates-home", ignore_errors=True)
    surroundings = {**os.environ, "TEIRE_HOME": str(root / "candidates-home"), "TEIRE_NO_KEYRING": "1"}

    def teire(*words: str) -> Any:
        done = subprocess.run(
            [*program(), "--json", *words], capture_output=True, text=True, check=True, env=surroundings
        )
        return json.loads(done.stdout) if done.stdout.strip() else None

    teire("init", str(studio), "--title", "bench")
    for number in range(1, CUTS + 1):
        teire("--studio", str(studio), "background", "add", _code(number))
    began = time.monotonic()
    first = teire("--studio", str(studio), "candidate", "add", str(folder / "cuts"))
    seconds = time.monotonic() - began
    began = time.monotonic()
    second = teire("--studio", str(studio), "candidate", "add", str(folder / "cuts"))
    return {
        "seconds": seconds,
        "again_seconds": time.monotonic() - began,
        "taken": len(first["taken"]),
        "wrong": len(first["refused"]) + len(second["taken"]) + CUTS * EACH - len(first["taken"]),
    }


def _code(number: int) -> str:
    return f"C{number:03d}"


def _make(folder: Path) -> None:
    """Make pictures as a generator would, each with its graph and a seed of its own."""
    random = np.random.default_rng(41)
    small = random.integers(0, 255, (9, 16, 3), dtype=np.uint8)
    ground = cv2.resize(small, (_WIDTH, _HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    for number in range(1, CUTS + 1):
        place = folder / "cuts" / _code(number)
        place.mkdir(parents=True, exist_ok=True)
        for seed in range(EACH):
            noise = random.integers(-6, 7, (_HEIGHT, _WIDTH, 1), dtype=np.int16)
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
