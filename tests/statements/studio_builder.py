"""Small studios for tests: values made from a few words, entry hashes derived from ids, days in Tokyo."""

import hashlib
from datetime import UTC, date, datetime, timedelta

from studio_app.domain.backgrounds import Background
from studio_app.domain.credit_words import Clearance, CreditCheck, NamedCredit
from studio_app.domain.facts import Basis
from studio_app.domain.generator_uses import GeneratorApproval, GeneratorUse
from studio_app.domain.ids import (
    BackgroundId,
    Digest,
    EntryHash,
    OrderId,
    PersonId,
    ReviewId,
    SessionId,
    StageId,
    StudioId,
)
from studio_app.domain.money import Money
from studio_app.domain.orders import Contract, RetakePrice, WorkOrder
from studio_app.domain.people import Person
from studio_app.domain.rates import Omission, Rate, RateUnit
from studio_app.domain.readings import StudioReading
from studio_app.domain.reviews import RetakeCause, Review, Verdict
from studio_app.domain.sessions import RetouchSession, WorkKind
from studio_app.domain.stages import Stage, StageKind

NOON = datetime(2026, 4, 10, 3, 0, tzinfo=UTC)  # 12:00 in Tokyo


def entry_of(name: str) -> EntryHash:
    return EntryHash(hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest())


def person(code, name=None, **fields) -> Person:
    if fields.get("company"):
        fields["company"] = PersonId(fields["company"])
    return Person(id=PersonId(code), code=code, name=f"Name of {code}" if name is None else name, **fields)


def background(code, cuts=(), episode="") -> Background:
    return Background(id=BackgroundId(code), code=code, cuts=tuple(cuts), episode=episode)


def stage(on, kind="retouch", number=1, by=None, at=NOON, **fields) -> Stage:
    key = f"{on}-{kind}-{number}"
    return Stage(
        id=StageId(key),
        background=BackgroundId(on),
        kind=StageKind(kind),
        number=number,
        sha256=Digest("0" * 64),
        file_format="png",
        width=1920,
        height=1080,
        by=None if by is None else PersonId(by),
        parent=None,
        basis=Basis.STATED,
        recorded_at=at,
        entry=entry_of(key),
        **fields,
    )


def session(key, on, who, active=timedelta(hours=1), at=NOON, kind="retouch", basis="measured", **fields):
    fields.setdefault("stopped_at", at + active)
    fields.setdefault("unconfirmed", timedelta())
    return RetouchSession(
        id=SessionId(key),
        background=BackgroundId(on),
        person=PersonId(who),
        kind=WorkKind(kind),
        basis=Basis(basis),
        started_at=at,
        active=active,
        zone="Asia/Tokyo",
        entry=entry_of(key),
        **fields,
    )


def review(key, of: Stage, by, verdict="approved", cause=None, at=NOON, note="", **fields) -> Review:
    return Review(
        id=ReviewId(key),
        background=of.background,
        stage=of.id,
        verdict=Verdict(verdict),
        cause=None if cause is None else RetakeCause(cause),
        by=None if by is None else PersonId(by),
        note=note,
        recorded_at=at,
        entry=entry_of(key),
        **fields,
    )


def rate(who, minor, unit="hour", since=date(2026, 1, 1), currency="JPY") -> Rate:
    key = f"rate-{who}-{unit}-{since}-{minor}-{currency}"
    price = Money(minor=minor, currency=currency)
    return Rate(person=PersonId(who), unit=RateUnit(unit), price=price, valid_from=since, entry=entry_of(key))


def order(
    who, on, minor, unit="background", agreed=date(2026, 4, 1), currency="JPY", retakes=(), **fields
) -> WorkOrder:
    """An order; `on` are codes of backgrounds, `retakes` pairs of a cause and its price in minor units."""
    key = f"order-{who}-{on}-{minor}-{unit}-{agreed}-{fields.get('role', '')}"
    terms = {"role": "", "planned": None, "due_on": None, "pay_on": None, "note": ""} | fields
    return WorkOrder(
        id=OrderId(key),
        person=PersonId(who),
        backgrounds=tuple(BackgroundId(one) for one in ([on] if isinstance(on, str) else on)),
        unit=RateUnit(unit),
        price=Money(minor=minor, currency=currency),
        agreed_on=agreed,
        retakes=tuple(
            RetakePrice(cause=RetakeCause(cause), price=Money(minor=price, currency=currency))
            for cause, price in retakes
        ),
        entry=entry_of(key),
        **terms,
    )


def contract(
    who, *, since=date(2026, 1, 1), country="JP", taxed=True, tax_included=False, withholding=True
) -> Contract:
    return Contract(
        person=PersonId(who),
        valid_from=since,
        country=country,
        taxed=taxed,
        tax_included=tax_included,
        withholding=withholding,
        entry=entry_of(f"contract-{who}-{since}-{country}-{taxed}-{tax_included}-{withholding}"),
    )


def omission(who, *, asked, reason, signed_by) -> Omission:
    return Omission(
        person=PersonId(who),
        asked=asked,
        reason=reason,
        signed_by=PersonId(signed_by),
        entry=entry_of(f"omission-{who}-{asked}-{reason}"),
    )


def named(who, role="background-cooperation", by=None, episode="", cut="") -> NamedCredit:
    return NamedCredit(
        person=PersonId(who),
        role=role,
        episode=episode,
        cut=cut,
        by=None if by is None else PersonId(by),
        entry=entry_of(f"named-{who}-{role}-{episode}-{cut}"),
    )


def clearance(who, check, signed_by, reason="so agreed", role="", episode="", cut="") -> Clearance:
    return Clearance(
        check=CreditCheck(check),
        person=PersonId(who),
        role=role,
        episode=episode,
        cut=cut,
        reason=reason,
        signed_by=PersonId(signed_by),
        entry=entry_of(f"cleared-{who}-{check}-{role}-{reason}"),
    )


def approval(system, provider, version="", by="AD") -> GeneratorApproval:
    return GeneratorApproval(
        system=system,
        version=version,
        provider=provider,
        licence="Pro",
        use=GeneratorUse.FINAL,
        episode="",
        approved_by=PersonId(by),
        approved_on=date(2026, 4, 1),
        until=None,
        note="",
        entry=entry_of(f"approval-{system}-{version}"),
    )


def reading(**parts) -> StudioReading:
    whole = dict.fromkeys(("people", "backgrounds", "stages", "sessions", "reviews", "rates", "omissions"), ())
    whole |= {"currency": "JPY", "zone": "Asia/Tokyo"} | parts
    return StudioReading(studio=StudioId("studio"), title="星の町", **whole)
