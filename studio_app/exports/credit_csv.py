"""The credit sheet as CSV that any spreadsheet opens, cells made harmless.

One table for everything, whose first column says what a row is, so that the sheet can be sorted and filtered whole.
"""

from collections.abc import Iterable, Iterator

from studio_app.domain.language import _
from studio_app.exports.credit_words import check_words, omission_words, provider_words
from studio_app.exports.csv_table import Row, csv_table
from studio_app.statements.credit_order import order_words
from studio_app.statements.credit_sheet import CreditLine, CreditSheet, OpenCheck


def credits_csv(sheet: CreditSheet) -> bytes:
    """Return a row per person and role, then generators, omissions, checks, findings and definitions."""
    return csv_table(_columns(), _rows(sheet))


def _columns() -> dict[str, str]:
    return {
        "kind": _("Kind of row"),
        "role_ja": _("Role (Japanese)"),
        "role_en": _("Role (English)"),
        "name": _("Name"),
        "name_en": _("Name (English)"),
        "reading": _("Reading"),
        "code": _("Code"),
        "company": _("Company"),
        "backgrounds": _("Backgrounds"),
        "stages": _("Stages"),
        "reviews": _("Reviews"),
        "measured": _("Active time, measured"),
        "read": _("Active time, read"),
        "stated": _("Active time, stated"),
        "unconfirmed": _("Unconfirmed time"),
        "generator": _("Generative AI used"),
        "version": _("Version"),
        "signed_by": _("Signed by"),
        "text": _("Text"),
        "entries": _("Entries"),
        # What came later stands behind, so that who reads by position finds what was there.
        "company_en": _("Company (English)"),
        "provider": _("Provider"),
        "named_by": _("Named by"),
    }


def _rows(sheet: CreditSheet) -> Iterator[Row]:
    scope = " ".join(filter(None, (sheet.scope.episode, sheet.scope.cut))) or _("whole production")
    yield {"kind": _("sheet"), "text": f"{sheet.title} / {scope}"}
    yield {"kind": _("order of names"), "text": order_words(sheet.order)}
    for line in sheet.lines:
        yield _credit_row(line)
    for made in sheet.generators:
        yield {
            "kind": _("generator"),
            "generator": made.system,
            "version": made.version,
            "stages": made.stages,
            "backgrounds": _joined(made.backgrounds),
            "entries": _joined(made.entries),
            "provider": provider_words(made),
        }
    for omission in sheet.omissions:
        yield {
            "kind": _("omission"),
            "role_ja": _joined(role.ja for role in omission.roles),
            "role_en": _joined(role.en for role in omission.roles),
            "code": omission.code,
            "backgrounds": _joined(omission.backgrounds),
            "signed_by": omission.signed_by,
            "text": omission_words(omission),
            "entries": _joined(omission.entries),
        }
    for check in sheet.checks:
        yield _check_row(check)
    for finding in sheet.findings:
        yield {"kind": _("finding"), "text": finding}
    for definition in sheet.definitions:
        yield {"kind": _("definition"), "text": f"{definition.term}: {definition.text}"}


def _credit_row(line: CreditLine) -> Row:
    return {
        "kind": _("credit"),
        "role_ja": line.role.ja,
        "role_en": line.role.en,
        "name": line.name,
        "name_en": line.name_en,
        "reading": line.reading,
        "code": line.code,
        "company": line.company,
        "backgrounds": _joined(line.backgrounds),
        "stages": line.stages,
        "reviews": line.reviews,
        "measured": line.active.measured,
        "read": line.active.read,
        "stated": line.active.stated,
        "unconfirmed": line.unconfirmed,
        "text": "" if line.worked else _("named without recorded work"),
        "entries": _joined(line.entries),
        "company_en": line.company_en,
        "named_by": line.named_by,
    }


def _check_row(check: OpenCheck) -> Row:
    return {
        "kind": _("check"),
        "role_ja": check.role.ja if check.role is not None else "",
        "role_en": check.role.en if check.role is not None else "",
        "name": check.name,
        "code": check.code,
        "backgrounds": _joined(check.backgrounds),
        "signed_by": check.cleared_by,
        "text": ": ".join(filter(None, (check_words(check), check.sentence, check.reason))),
        "entries": _joined(check.entries),
    }


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
