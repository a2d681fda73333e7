"""Reports and attributions as plain values and back, for what is kept or sent between processes."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from studio_app.domain.attributions import Attribution, ChainLink, OwnerShare, PersonShare, StageGrade
from studio_app.domain.changes import Alignment, ChangeReport, Grade, Region, RegionKind, Repaint
from studio_app.domain.limits import Limit, LimitName
from studio_app.domain.picture_facts import PictureFacts
from studio_app.domain.stages import StageKind


def plain(answer: ChangeReport | Attribution) -> dict[str, Any]:
    """Return an answer as values that JSON knows."""
    return asdict(answer)


def report_of(values: Mapping[str, Any]) -> ChangeReport:
    """Read a report back; raises TypeError, KeyError, ValueError or AttributeError where the values are none."""
    return ChangeReport(
        method=values["method"],
        before=PictureFacts(**values["before"]),
        after=PictureFacts(**values["after"]),
        alignment=Alignment(**values["alignment"]),
        grade=Grade(**values["grade"]),
        repaint=Repaint(**{**values["repaint"], "regions": tuple(map(_region, values["repaint"]["regions"]))}),
        limits=tuple(map(_limit, values["limits"])),
    )


def attribution_of(values: Mapping[str, Any]) -> Attribution:
    """Read an attribution back; raises as `report_of` does."""
    return Attribution(
        **{
            **values,
            "owners": tuple(OwnerShare(**{**one, "link": _link(one["link"])}) for one in values["owners"]),
            "people": tuple(PersonShare(**one) for one in values["people"]),
            "grades": tuple(StageGrade(**{**one, "link": _link(one["link"])}) for one in values["grades"]),
            "limits": tuple(map(_limit, values["limits"])),
        }
    )


def _region(values: Mapping[str, Any]) -> Region:
    return Region(**{**values, "kind": RegionKind(values["kind"])})


def _limit(values: Mapping[str, Any]) -> Limit:
    return Limit(**{**values, "name": LimitName(values["name"]), "figures": tuple(values["figures"])})


def _link(values: Mapping[str, Any]) -> ChainLink:
    return ChainLink(kind=StageKind(values["kind"]), name=str(values["name"]))
