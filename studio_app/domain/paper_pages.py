"""A document as it will print, as pictures for the window, with the places that can be pointed at."""

from dataclasses import dataclass

from studio_app.domain.ids import EntryHash


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a line or a name lies on a page: `page` counts from 0, the box is in the page picture's pixels.

    `key` names the line as the document does; `entries` are the ledger entries it rests on.
    """

    page: int
    left: int
    top: int
    width: int
    height: int
    key: str
    entries: tuple[EntryHash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The pages that were asked for as PNG, the first being page `first` (from 0) of `page_count`."""

    pages: tuple[bytes, ...]
    spots: tuple[Spot, ...]
    page_count: int
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWish:
    """Which pages are wanted: `count` from page `first` (from 0), at `ppi` pixels per inch."""

    ppi: int
    first: int
    count: int
