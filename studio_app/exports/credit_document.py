"""The credit sheet as a document: the roll, generators apart, who is left out, checks, evidence and definitions."""

from collections.abc import Iterator

from studio_app.domain.language import _, counted
from studio_app.exports.credit_tables import (
    changes_table,
    checks_table,
    generators_table,
    omissions_table,
    paper_evidence,
)
from studio_app.exports.credit_words import DRAFT, GENERATORS, scope_words, stand_words
from studio_app.exports.documents import (
    Block,
    Definitions,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Roll,
    RollGroup,
    RollName,
)
from studio_app.statements.credit_order import order_words
from studio_app.statements.credit_sheet import CompanyGroup, CreditSheet, RoleGroup, line_key, roll_of
from studio_app.workflow.crediting import CreditDraft


def credit_document(draft: CreditDraft) -> Document:
    """Return the document of a draft or of a sheet that may be issued; a draft says so on every page."""
    return Document(
        kind="credits",
        title=draft.sheet.title,
        heading=_("Credits"),
        scope=scope_words(draft.sheet),
        stand=stand_words(draft),
        blocks=tuple(_blocks(draft)),
        draft=DRAFT if draft.is_draft else "",
    )


def _blocks(draft: CreditDraft) -> Iterator[Block]:
    sheet = draft.sheet
    yield from _open(sheet)
    yield Roll(groups=tuple(group for role in roll_of(sheet.lines) for group in _groups(role)))
    if sheet.generators:
        yield Heading(text=GENERATORS)
        yield generators_table(sheet)
    yield Paragraph(text=_("Order within a role: {rule}.", rule=order_words(sheet.order)), quiet=True)
    for finding in sheet.findings:
        yield Paragraph(text=finding, warning=True)
    if sheet.omissions:
        yield Heading(text=_("Worked and left out"))
        yield omissions_table(sheet)
    cleared = [check for check in sheet.checks if check.cleared]
    if cleared:
        yield Heading(text=_("Checks that somebody cleared"))
        yield checks_table(cleared)
    if draft.difference and draft.lock is not None:
        yield Heading(text=_("Changes since version {version} was locked", version=draft.lock.version))
        yield changes_table(draft.difference)
    yield PageBreak()
    yield Heading(text=_("Evidence"))
    yield paper_evidence(sheet)
    yield Definitions(definitions=sheet.definitions)


def _open(sheet: CreditSheet) -> Iterator[Block]:
    checks = sheet.open_checks
    if not checks:
        return
    sentence = counted(
        "This is a draft: {count} check is open. The sheet cannot be issued before it is cleared.",
        "This is a draft: {count} checks are open. The sheet cannot be issued before they are cleared.",
        len(checks),
    )
    yield Paragraph(text=sentence, warning=True)
    yield checks_table(checks)


def _groups(role: RoleGroup) -> Iterator[RollGroup]:
    """Yield a role's groups; only the first carries the role's words, as on a roll."""
    for number, company in enumerate(role.companies):
        first = number == 0
        yield RollGroup(
            role=role.role.ja if first else "",
            role_en=role.role.en if first else "",
            company=_company(company),
            names=tuple(
                RollName(
                    name=line.name,
                    beside=line.name_en if line.name_en != line.name else "",
                    key=line_key(line),
                    entries=line.entries,
                )
                for line in company.lines
            ),
        )


def _company(group: CompanyGroup) -> str:
    return "  ".join(filter(None, (group.company, group.company_en if group.company_en != group.company else "")))
