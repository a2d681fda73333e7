"""Who painted what of a chain's last picture (`attribute/1`)."""

from dataclasses import dataclass

from studio_app.domain.limits import Limit
from studio_app.domain.stages import StageKind

UNATTRIBUTED = 255
"""The value in the map of a pixel that cannot be traced to a stage."""

MOST_STAGES = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One stage of a chain: its kind and the name of whoever or whatever made it."""

    kind: StageKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerShare:
    """What one stage has in the last picture, in pixels of it; `touched` is `visible` plus `overpainted`.

    `index` is the stage's place in the chain and its value in the map. `visible`: pixels this stage repainted last.
    `overpainted`: pixels it repainted that a later stage repainted again.
    """

    index: int
    link: ChainLink
    visible: int
    overpainted: int

    @property
    def touched(self) -> int:
        """Pixels this stage ever repainted that the last picture still shows, in whatever hand."""
        return self.visible + self.overpainted


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShare:
    """The same for a name over all stages that bear it: what was overpainted by themselves is not overpainted."""

    name: str
    visible: int
    overpainted: int

    @property
    def touched(self) -> int:
        """Pixels this name ever repainted."""
        return self.visible + self.overpainted


@dataclass(frozen=True, slots=True, kw_only=True)
class StageGrade:
    """A grade that a stage laid over the whole picture; it changes no owner. `mean_delta_e`: OKLab times 100."""

    index: int
    link: ChainLink
    mean_delta_e: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The whole answer. Visible pixels of all owners and `unattributed` add up to `width` × `height`.

    `layout_kept_permille` is None where the chain has no layout or its place in the picture is not known. `limits`
    name what the figures could not take in, each with the stage it is about.
    """

    method: str
    width: int
    height: int
    owners: tuple[OwnerShare, ...]
    people: tuple[PersonShare, ...]
    unattributed: int
    layout_kept_permille: float | None
    grades: tuple[StageGrade, ...]
    limits: tuple[Limit, ...] = ()
