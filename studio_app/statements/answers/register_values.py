"""The register of AI uses as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.language import _

if TYPE_CHECKING:
    from datetime import date, datetime

    from studio_app.domain.generator_uses import GeneratorUse
    from studio_app.domain.ids import EntryHash
    from studio_app.statements.answers.head import AnswerHead
    from studio_app.statements.answers.missing import Missing
    from studio_app.statements.answers.people import Who
    from studio_app.statements.definitions import Definition


class UseProblem(StrEnum):
    """What is wrong with a use, in the order in which it is listed."""

    NO_APPROVAL = "no-approval"
    OTHER_VERSION = "other-version"
    OTHER_EPISODE = "other-episode"
    OUTSIDE_DATES = "outside-dates"
    TEMPORARY_VISIBLE = "temporary-visible"
    TEMPORARY_UNMEASURED = "temporary-unmeasured"
    UNNAMED_SYSTEM = "unnamed-system"
    MARKED_FILE = "marked-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFinding:
    """One problem with the places where it is (`C012 generation 2`, `C012 40 candidates`) and their entries."""

    problem: UseProblem
    system: str
    version: str
    places: tuple[str, ...]
    entries: tuple[EntryHash, ...]

    @property
    def sentence(self) -> str:
        """What is wrong, for people."""
        return _PROBLEMS[self.problem]()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """An approval as it was recorded; `version` and `episode` empty: any.

    `covers` counts the generations and batches of candidates here that it covers.
    """

    system: str
    version: str
    provider: str
    licence: str
    use: GeneratorUse
    episode: str
    approved_by: Who
    approved_on: date
    until: date | None
    note: str
    covers: int
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorLine:
    """One generator in one version. `system` is empty where the files name none.

    `provider` is as its approval says, else as the table of generators does (`provider_approved` tells which), empty
    where neither does. `use` is how it is approved, None where no approval covers any use; `licences` are the
    approvals' tiers. Candidates are counted apart from generations, which are the stages. `in_newest` are backgrounds
    whose newest picture descends from a generation of it, `visible_in` those in whose newest picture some of it is
    visible; that is measured in `measured_in` of them. Entries are all its generations and the first candidate of
    each batch.
    """

    system: str
    version: str
    provider: str
    provider_approved: bool
    licences: tuple[str, ...]
    use: GeneratorUse | None
    generations: int
    candidates: int
    asked_by: tuple[Who, ...]
    episodes: tuple[str, ...]
    cuts: tuple[str, ...]
    backgrounds: tuple[str, ...]
    in_newest: tuple[str, ...]
    visible_in: tuple[str, ...]
    measured_in: int
    first_use: datetime
    last_use: datetime
    entries: tuple[EntryHash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRegister:
    """Which generators were used, on whose word, and where; `approvals` are all that count, used here or not."""

    head: AnswerHead
    generators: tuple[GeneratorLine, ...]
    approvals: tuple[ApprovalLine, ...]
    findings: tuple[UseFinding, ...]
    backgrounds: int
    with_generation: int
    missing: tuple[Missing, ...]
    definitions: tuple[Definition, ...]


_PROBLEMS = {
    UseProblem.NO_APPROVAL: lambda: _("Used, and no approval of this generator is recorded."),
    UseProblem.OTHER_VERSION: lambda: _("Used in a version that no approval covers."),
    UseProblem.OTHER_EPISODE: lambda: _("Used in an episode that no approval covers."),
    UseProblem.OUTSIDE_DATES: lambda: _("Used before the approval's first day or after its last one."),
    UseProblem.TEMPORARY_VISIBLE: lambda: _(
        "Approved as temporary material only, and still visible in an approved or delivered picture."
    ),
    UseProblem.TEMPORARY_UNMEASURED: lambda: _(
        "Approved as temporary material only; whether it is still visible in an approved or delivered picture is "
        "not measured."
    ),
    UseProblem.UNNAMED_SYSTEM: lambda: _("The file does not say which generator made it, so no approval can cover it."),
    UseProblem.MARKED_FILE: lambda: _(
        "The file carries a generator's marks, and no generation is recorded that it could have them from."
    ),
}
