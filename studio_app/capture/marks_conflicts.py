"""Places of one file that contradict each other: shown side by side, never settled here."""

import re
from collections.abc import Iterable
from itertools import combinations

from studio_app.domain.findings import Conflict, Finding
from studio_app.domain.generations import GenerationRecord

_COMPARED = ("seed", "steps", "cfg_scale", "model", "prompt")
_WEIGHTS = re.compile(r"<[^<>]{1,200}>")
_NOT_WORDS = re.compile(r"[\W_]+")
_ENDINGS = re.compile(r"\.(safetensors|ckpt|pt|pth|gguf|sft|bin)$", re.IGNORECASE)
# Names by which a service finds a model in its own store; the model's file has another.
_STORE_NAMES = re.compile(r"(urn:air:|EMS-\d)")
_HIRES = ("hires_upscale", "upscale", "hires_resize")
_TOLERANCE_PX = 8


def conflicts_between(records: Iterable[GenerationRecord]) -> tuple[Conflict, ...]:
    """Return where two texts of a file say wholly different things of one matter.

    A graph with two seeds does not contradict a text that names one of them.
    """
    found: dict[str, dict[Finding, None]] = {}
    for one, other in combinations(tuple(records), 2):
        for name in _COMPARED:
            mine, theirs = _said(one, name), _said(other, name)
            if mine and theirs and not _agree(name, mine.keys(), theirs.keys()):
                found.setdefault(name, {}).update(dict.fromkeys((*mine.values(), *theirs.values())))
    return tuple(Conflict(about=name, findings=tuple(findings)) for name, findings in found.items())


def size_conflict(record: GenerationRecord, *, width: int, height: int) -> tuple[Conflict, ...]:
    """Return where no size that the file records is that of the picture, with whatever is said to have scaled it.

    `width` and `height` are the picture's, in pixels. Sizes are compared within 8 px, the step of such models; a
    recorded factor that leads from one to the other leaves no conflict.
    """
    said = [finding for finding in record.findings if finding.name == "size" and _pair(finding.value)]
    if not said:
        return ()
    factors = {1.0} | {_number(finding.value) for finding in record.findings if finding.name in _HIRES}
    for finding in record.findings:
        if finding.name in ("hires_resize", "hires_size") and _near(_pair(finding.value), (width, height)):
            return ()
    for finding in said:
        wide, high = _pair(finding.value) or (0.0, 0.0)
        if any(_near((wide * factor, high * factor), (width, height)) for factor in factors if factor):
            return ()
    here = Finding(name="picture_size", value=f"{width}x{height}", where="the picture itself")
    scaling = [finding for finding in record.findings if finding.name == "rescaled"]
    return (Conflict(about="picture_size", findings=(*dict.fromkeys((*said, *scaling)), here)),)


def _agree(name: str, mine: Iterable[str], theirs: Iterable[str]) -> bool:
    if name != "prompt":
        return not set(mine).isdisjoint(theirs)
    # Programs leave out comments and add the words of a style.
    return any(one in other or other in one for one in mine for other in theirs)


def _said(record: GenerationRecord, name: str) -> dict[str, Finding]:
    """Return what a record says of a matter, by what counts of it: no white space, ending or weight of a LoRA."""
    return {key: finding for finding in record.findings if finding.name == name and (key := _key(name, finding.value))}


def _key(name: str, value: str) -> str:
    if name == "prompt":
        return _NOT_WORDS.sub(" ", _WEIGHTS.sub(" ", value)).strip().lower()
    if name == "model":
        return "" if _STORE_NAMES.match(value) else _ENDINGS.sub("", re.split(r"[\\/]", value)[-1]).lower()
    number = _number(value)
    return value if name == "seed" or number is None else f"{number:g}"


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _pair(text: str) -> tuple[float, float] | None:
    parts = [_number(part) for part in text.lower().split("x")]
    return (parts[0], parts[1]) if len(parts) == 2 and parts[0] and parts[1] else None


def _near(said: tuple[float, float] | None, real: tuple[int, int]) -> bool:
    return said is not None and all(abs(one - other) <= _TOLERANCE_PX for one, other in zip(said, real, strict=True))
