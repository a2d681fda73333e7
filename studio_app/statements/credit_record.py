"""A credit sheet as the JSON in which it is issued, kept and read again: whole milliseconds, names exactly as they are.

The keys of `credits/1` keep their meaning for ever; more may be added. A locked sheet is kept as this text, so that it
can be issued again as it was, whatever was corrected or erased since.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from studio_app.domain.credit_words import CreditCheck, CreditOrder
from studio_app.domain.errors import StudioError
from studio_app.domain.ids import EntryHash, PersonId
from studio_app.domain.language import _
from studio_app.domain.moments import duration_ms, from_ms, to_ms
from studio_app.statements.credit_sheet import CreditLine, CreditOmission, CreditSheet, GeneratorLine, OpenCheck
from studio_app.statements.definitions import Definition
from studio_app.statements.roles import Role
from studio_app.statements.scopes import CreditScope
from studio_app.statements.times import ActiveTime

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]


class RecordError(StudioError):
    """A kept sheet cannot be read."""


def record_text(record: Json) -> str:
    """Return a record as people can read it too; a broken surrogate in a name stays an escape."""
    text = json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def sheet_record(sheet: CreditSheet, *, version: int | None = None, locked_by: str = "") -> Json:
    """Return the sheet with people, generators and omissions as blocks of their own.

    `version` is null until the sheet is locked; `draft` is true while a check is open.
    """
    return {
        "sheet": "credits/1",
        "title": sheet.title,
        "scope": {"episode": sheet.scope.episode, "cut": sheet.scope.cut},
        "order": sheet.order.value,
        "version": version,
        "locked_by": locked_by,
        "draft": bool(sheet.open_checks),
        "credits": [_credit(line) for line in sheet.lines],
        "generators": [_generator(line) for line in sheet.generators],
        "omissions": [_omission(omission) for omission in sheet.omissions],
        "checks": [check_record(check) for check in sheet.checks],
        "findings": list(sheet.findings),
        "definitions": [{"key": one.key, "term": one.term, "text": one.text} for one in sheet.definitions],
    }


def check_record(check: OpenCheck) -> Json:
    """A check; of who asked not to be named neither code nor id, as in the omission."""
    asked = check.cleared and not check.code
    return {
        "check": check.check.value,
        "person": "" if asked else check.person,
        "code": check.code,
        "name": check.name,
        "role": _role(check.role) if check.role is not None else None,
        "backgrounds": list(check.backgrounds),
        "sentence": check.sentence,
        "may_clear": check.may_clear,
        "cleared": check.cleared,
        "cleared_by": check.cleared_by,
        "reason": check.reason,
        "entries": list(check.entries),
    }


def sheet_from_text(text: str) -> CreditSheet:
    """Read a record again; raise `RecordError` where the text is none."""
    try:
        record = json.loads(text)
        if record["sheet"] != "credits/1":
            raise ValueError("another kind of record")
        return CreditSheet(
            title=record["title"],
            scope=CreditScope(episode=record["scope"]["episode"], cut=record["scope"]["cut"]),
            order=CreditOrder(record["order"]),
            lines=tuple(_read_credit(one) for one in record["credits"]),
            generators=tuple(_read_generator(one) for one in record["generators"]),
            omissions=tuple(_read_omission(one) for one in record["omissions"]),
            checks=tuple(_read_check(one) for one in record["checks"]),
            findings=tuple(record["findings"]),
            definitions=tuple(Definition(**one) for one in record["definitions"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        raise RecordError(
            _("The kept sheet cannot be read."), hint=_("“teire ledger verify” says whether the ledger holds.")
        ) from error


def _credit(line: CreditLine) -> Json:
    return {
        "role": _role(line.role),
        "person": line.person,
        "name": line.name,
        "name_en": line.name_en,
        "reading": line.reading,
        "code": line.code,
        "company": line.company,
        "company_en": line.company_en,
        "company_person": line.company_person,
        "backgrounds": list(line.backgrounds),
        "stages": line.stages,
        "reviews": line.reviews,
        "active_ms": {
            "measured": duration_ms(line.active.measured),
            "read": duration_ms(line.active.read),
            "stated": duration_ms(line.active.stated),
        },
        "unconfirmed_ms": duration_ms(line.unconfirmed),
        "first_work_at": None if line.first_work is None else to_ms(line.first_work),
        "worked": line.worked,
        "named": line.named,
        "named_by": line.named_by,
        "entries": list(line.entries),
    }


def _read_credit(one: Json) -> CreditLine:
    return CreditLine(
        role=_read_role(one["role"]),
        person=PersonId(one["person"]),
        name=one["name"],
        name_en=one["name_en"],
        reading=one["reading"],
        code=one["code"],
        company=one["company"],
        company_en=one["company_en"],
        company_person=None if one["company_person"] is None else PersonId(one["company_person"]),
        backgrounds=tuple(one["backgrounds"]),
        stages=one["stages"],
        reviews=one["reviews"],
        active=ActiveTime(**{basis: timedelta(milliseconds=ms) for basis, ms in one["active_ms"].items()}),
        unconfirmed=timedelta(milliseconds=one["unconfirmed_ms"]),
        first_work=None if one["first_work_at"] is None else from_ms(one["first_work_at"]),
        worked=one["worked"],
        named=one["named"],
        named_by=one["named_by"],
        entries=_read_entries(one["entries"]),
    )


def _generator(line: GeneratorLine) -> Json:
    return {
        "system": line.system,
        "version": line.version,
        "provider": line.provider,
        "recorded": line.recorded,
        "stages": line.stages,
        "backgrounds": list(line.backgrounds),
        "entries": list(line.entries),
    }


def _read_generator(one: Json) -> GeneratorLine:
    return GeneratorLine(
        system=one["system"],
        version=one["version"],
        provider=one["provider"],
        recorded=one["recorded"],
        stages=one["stages"],
        backgrounds=tuple(one["backgrounds"]),
        entries=_read_entries(one["entries"]),
    )


def _omission(omission: CreditOmission) -> Json:
    """The person's id is left out like the name: the entries lead whoever may look to it."""
    return {
        "code": omission.code,
        "asked": omission.asked,
        "reason": omission.reason,
        "signed_by": omission.signed_by,
        "roles": [_role(role) for role in omission.roles],
        "backgrounds": list(omission.backgrounds),
        "entries": list(omission.entries),
    }


def _read_omission(one: Json) -> CreditOmission:
    return CreditOmission(
        person=PersonId(""),
        code=one["code"],
        asked=one["asked"],
        reason=one["reason"],
        signed_by=one["signed_by"],
        roles=tuple(_read_role(role) for role in one["roles"]),
        backgrounds=tuple(one["backgrounds"]),
        entries=_read_entries(one["entries"]),
    )


def _read_check(one: Json) -> OpenCheck:
    return OpenCheck(
        check=CreditCheck(one["check"]),
        person=PersonId(one["person"]),
        code=one["code"],
        name=one["name"],
        role=None if one["role"] is None else _read_role(one["role"]),
        backgrounds=tuple(one["backgrounds"]),
        entries=_read_entries(one["entries"]),
        sentence=one["sentence"],
        may_clear=one["may_clear"],
        cleared=one["cleared"],
        cleared_by=one["cleared_by"],
        reason=one["reason"],
    )


def _role(role: Role) -> Json:
    return {"key": role.key, "ja": role.ja, "en": role.en, "order": role.order}


def _read_role(one: Json) -> Role:
    return Role(key=one["key"], ja=one["ja"], en=one["en"], order=one["order"])


def _read_entries(hashes: Iterable[str]) -> tuple[EntryHash, ...]:
    return tuple(EntryHash(one) for one in hashes)
