"""Where the pictures of the bench lie, and the stages of its chain; loads no numpy, see `pictures.py`."""

import json
from dataclasses import dataclass
from pathlib import Path

RECIPE = 1
"""Raised whenever `pictures.py` makes other pictures, so that kept ones are made again."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the chain: its kind, who made it, and the ellipses painted in it (centre and radii in shares)."""

    kind: str
    name: str
    patches: tuple[tuple[float, float, float, float], ...] = ()


# Each painter covers part of what the one before painted; the first comes back over two others.
STAGES = (
    Stage("layout", "L"),
    Stage("generation", "G"),
    Stage("retouch", "A", ((0.30, 0.40, 0.20, 0.28),)),
    Stage("retouch", "B", ((0.48, 0.50, 0.16, 0.28),)),
    Stage("retouch", "C", ((0.68, 0.60, 0.18, 0.24),)),
    Stage("retouch", "A", ((0.55, 0.72, 0.12, 0.14),)),
    Stage("correction", "K", ((0.62, 0.36, 0.07, 0.10), (0.22, 0.28, 0.06, 0.08))),
    Stage("final", "F"),
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one size."""

    root: Path

    @property
    def before(self) -> Path:
        """The painting."""
        return self.root / "before.png"

    def after(self, scene: str) -> Path:
        """The painting after a `scene`: `repaint` or `local`."""
        return self.root / f"{scene}.png"

    def truth(self, scene: str) -> Path:
        """The mask of what was repainted: 255, else 0."""
        return self.root / f"{scene}-truth.png"

    def facts(self, scene: str) -> Path:
        """What is true of a scene, as JSON."""
        return self.root / f"{scene}-truth.json"

    def stage(self, index: int) -> Path:
        """One stage of the chain."""
        return self.root / f"chain-{index}-{STAGES[index].kind}.png"

    @property
    def owners(self) -> Path:
        """The index of the stage that painted each pixel of the chain's last picture."""
        return self.root / "chain-owners.png"

    def made(self, what: str) -> bool:
        """Say whether `pair` or `chain` lies there, made by this recipe."""
        stamp = self.root / f"{what}-made.json"
        return stamp.is_file() and json.loads(stamp.read_text(encoding="utf-8")) == {"recipe": RECIPE}

    def stamp(self, what: str) -> None:
        """Note that all files of `pair` or `chain` are there."""
        (self.root / f"{what}-made.json").write_text(json.dumps({"recipe": RECIPE}), encoding="utf-8")
