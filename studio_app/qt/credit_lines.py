"""Credits in the words of the page: checks as a list one works off, the lock and what changed, names of spots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_app.domain.credit_words import CreditCheck, CreditOrder
from studio_app.domain.language import _, counted
from studio_app.domain.wording import moment
from studio_app.qt.lines import Line
from studio_app.statements.credit_order import order_words
from studio_app.statements.credit_sheet import check_key, line_key

if TYPE_CHECKING:
    from studio_app.domain.ids import EntryHash
    from studio_app.statements.credit_sheet import CreditLine, CreditSheet, OpenCheck
    from studio_app.statements.scopes import CreditScope
    from studio_app.workflow.crediting import CreditDraft

MOST_CHANGES = 50


def orders() -> tuple[tuple[CreditOrder, str], ...]:
    """Return each rule of order with its words."""
    return tuple((order, order_words(order)) for order in CreditOrder)


def check_line(check: OpenCheck) -> Line:
    """Return a check as a line: what is open, about whom, where; a cleared one by whom and why."""
    who = check.name or check.code or _("nobody named")
    where = ", ".join(check.backgrounds)
    if check.cleared:
        by = _("cleared by {name}: {reason}", name=check.cleared_by, reason=check.reason)
        return Line(
            title=check_words(check.check), tail=who, detail=by, mark="approve", tooltip=f"{check.sentence}\n{by}"
        )
    return Line(
        title=who,
        tail=check_words(check.check),
        detail=check.sentence,
        mark="warning",
        tooltip="\n".join(one for one in (check.sentence, where) if one),
    )


def check_words(check: CreditCheck) -> str:
    """Return what kind of check it is."""
    return {
        CreditCheck.WORKED_NOT_NAMED: _("worked, not named"),
        CreditCheck.NAMED_NO_WORK: _("named, no work"),
    }[check]


def lock_words(draft: CreditDraft, names: dict[str, str]) -> str:
    """Return which version was locked when and by whom, or that none was."""
    lock = draft.lock
    if lock is None:
        return _("Never locked. A locked version keeps its names and can be written again at any time.")
    return _(
        "Version {version}, locked {when} by {name}.",
        version=lock.version,
        when=moment(lock.recorded_at, draft.zone),
        name=names.get(lock.locked_by, _("unknown person")),
    )


def change_lines(draft: CreditDraft) -> tuple[Line, ...]:
    """Return what changed since the lock, a line each; the last one says how many more there are."""
    shown = tuple(
        Line(title=one.sentence, detail=" → ".join(part for part in (one.before, one.after) if part), mark="retake")
        for one in draft.difference[:MOST_CHANGES]
    )
    left = len(draft.difference) - len(shown)
    if left > 0:
        more = counted("{count} more change.", "{count} more changes.", left)
        return (*shown, Line(title=more, detail=_("Write the sheet to see all of it."), mark="info"))
    return shown


def is_locked_as_it_stands(draft: CreditDraft) -> bool:
    """Whether the newest lock says all that the sheet says now; an erased one says nothing."""
    return draft.lock is not None and bool(draft.lock.sheet) and not draft.difference


def changes_words(draft: CreditDraft) -> str:
    """Return how much changed since the lock."""
    if draft.lock is None:
        return ""
    if not draft.lock.sheet:
        return _("The text of that version was erased; what changed since cannot be said.")
    if is_locked_as_it_stands(draft):
        return _("Nothing has changed since.")
    return counted("{count} change since.", "{count} changes since.", len(draft.difference))


def lock_deed(draft: CreditDraft) -> str:
    """Return in one sentence what locking would write, or why it cannot be done now."""
    if draft.lock is not None and is_locked_as_it_stands(draft):
        return _("Nothing has changed since version {version}.", version=draft.lock.version)
    if draft.is_draft:
        return counted(
            "One open check keeps the sheet from being locked.",
            "{count} open checks keep the sheet from being locked.",
            len(draft.sheet.open_checks),
        )
    if not draft.sheet.lines and not draft.sheet.generators:
        return _("There is nothing on this sheet to lock.")
    version = draft.lock.version + 1 if draft.lock is not None else 1
    return counted(
        "Writes one entry that keeps this sheet with its one line as version {version}; it cannot be taken back.",
        "Writes one entry that keeps this sheet with its {count} lines as version {version}; it cannot be taken back.",
        len(draft.sheet.lines),
        version=version,
    )


def may_lock(draft: CreditDraft) -> bool:
    """Whether locking can be done now."""
    has_content = bool(draft.sheet.lines or draft.sheet.generators)
    return not draft.is_draft and has_content and not is_locked_as_it_stands(draft)


def scope_words(scope: CreditScope) -> str:
    """Return what a sheet is of."""
    if scope.whole:
        return _("whole production")
    said = [_("episode {episode}", episode=scope.episode)] if scope.episode else []
    return ", ".join([*said, *([_("cut {cut}", cut=scope.cut)] if scope.cut else [])])


def line_words(line: CreditLine) -> str:
    """Return a line of the roll as a screen reader says it."""
    return _("{name}, {role}", name=line.name, role=f"{line.role.ja} {line.role.en}".strip())


def spot_of(sheet: CreditSheet, key: str) -> tuple[str, tuple[EntryHash, ...]] | None:
    """Return what a key of the printed sheet means, with its entries; None where it means nothing of this sheet."""
    for line in sheet.lines:
        if key == line_key(line):
            return line_words(line), line.entries
    for check in sheet.checks:
        if key == check_key(check):
            return check.sentence, check.entries
    for one in sheet.generators:
        if key == f"generator/{one.system}/{one.version}":
            return f"{one.system} {one.version}".strip(), one.entries
    return None
