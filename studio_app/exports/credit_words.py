"""Words that every form of the credit sheet prints alike."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_app.domain.credit_words import CreditCheck
from studio_app.domain.language import _
from studio_app.statements.credit_sheet import CreditLine, CreditOmission, CreditSheet, GeneratorLine, OpenCheck
from studio_app.workflow.crediting import CreditDraft

GENERATORS = "Generative AI used / 使用した生成AI"
"""The heading of the generators' block: in both languages whatever language the sheet is read in, as on a roll."""
DRAFT = "DRAFT / 下書き"


def scope_words(sheet: CreditSheet) -> str:
    """Return what the sheet covers."""
    scope = sheet.scope
    episode = _("episode {episode}", episode=scope.episode) if scope.episode else ""
    cut = _("cut {cut}", cut=scope.cut) if scope.cut else ""
    return ", ".join(filter(None, (episode, cut))) or _("whole production")


def stand_words(draft: CreditDraft) -> str:
    """Return when and from what the sheet was drawn up."""
    moment = _local(draft.drawn_at, draft.zone).strftime("%Y-%m-%d %H:%M")
    if draft.lock is not None and draft.issued:
        return _("Version {version}, locked, as of {moment}", version=draft.lock.version, moment=moment)
    return _("Drawn up from the ledger as of {moment}", moment=moment)


def generator_words(line: GeneratorLine) -> str:
    """Return system and version as they are printed."""
    return " ".join(filter(None, (line.system, line.version)))


def provider_words(line: GeneratorLine) -> str:
    """Return who offers it, or that nobody recorded it."""
    return line.provider or _("provider not recorded")


def generator_line(line: GeneratorLine) -> str:
    """Return system, version and provider on one line; of a system that no file names nothing more is said."""
    said = generator_words(line)
    return f"{said}, {provider_words(line)}" if line.recorded or line.provider else said


def check_words(check: OpenCheck) -> str:
    """Return which of the two checks it is."""
    if check.check is CreditCheck.WORKED_NOT_NAMED:
        return _("worked but not named")
    return _("named but no work")


def omission_words(omission: CreditOmission) -> str:
    """Return why somebody is left out, in the words that carry their signature."""
    asked = _("not named: asked for by the person") if omission.asked else _("not named: signed by a producer")
    return f"{asked}: {omission.reason}" if omission.reason else asked


def ground_words(line: CreditLine) -> str:
    """Return what a line rests on: work, a producer's word, or both."""
    if line.worked and not line.named:
        return _("recorded work")
    if line.worked:
        return _("recorded work; named by {name}", name=line.named_by or _("somebody unknown"))
    return _("named by {name}; no recorded work", name=line.named_by or _("somebody unknown"))


def _local(moment: datetime, zone: str) -> datetime:
    """Return a moment by the studio's own clock; by UTC where the machine does not know the zone."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment
