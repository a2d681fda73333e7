"""What a sheet as it would be drawn up now says otherwise than the one that was locked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from studio_app.domain.language import _, counted
from studio_app.statements.credit_record import sheet_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from studio_app.domain.ids import PersonId
    from studio_app.statements.credit_record import Json
    from studio_app.statements.credit_sheet import CreditLine, CreditSheet, GeneratorLine
    from studio_app.statements.roles import Role


class ChangeKind(StrEnum):
    """In what way a line of the roll changed."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    GENERATOR_ADDED = "generator-added"
    GENERATOR_REMOVED = "generator-removed"
    GENERATOR_CHANGED = "generator-changed"
    ROLE_RENAMED = "role-renamed"
    ORDER = "order"
    OMISSIONS = "omissions"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditChange:
    """One thing that changed; `before` and `after` are what the sheets print, empty where one prints nothing.

    `person` is None and `code` empty where the change is about nobody in particular; `role` is the role's key.
    """

    kind: ChangeKind
    before: str
    after: str
    sentence: str
    person: PersonId | None = None
    code: str = ""
    role: str = ""


def difference(locked: str, sheet: CreditSheet) -> tuple[CreditChange, ...]:
    """Return everything in which `sheet` differs from the one kept as `locked`, in the order of the roll.

    Empty where both say the same. Words that only explain (findings, definitions) are not compared, since they follow
    the language. Raises `RecordError` where `locked` is no sheet.
    """
    old = sheet_from_text(locked)
    return (
        *_people(old.lines, sheet.lines),
        *_roles(old.lines, sheet.lines),
        *_order(old, sheet),
        *_generators(old.generators, sheet.generators),
        *_omissions(old, sheet),
        *_evidence(old, sheet),
    )


def difference_record(changes: Iterable[CreditChange]) -> list[Json]:
    """Return changes as JSON."""
    return [
        {
            "kind": one.kind.value,
            "person": one.person,
            "code": one.code,
            "role": one.role,
            "before": one.before,
            "after": one.after,
            "sentence": one.sentence,
        }
        for one in changes
    ]


def _people(old: Iterable[CreditLine], new: Iterable[CreditLine]) -> Iterable[CreditChange]:
    before, after = _by_person(old), _by_person(new)
    for person in {**after, **before}:
        had, has = before.get(person, {}), after.get(person, {})
        gone = [had[key] for key in had if key not in has]
        come = [has[key] for key in has if key not in had]
        if len(gone) == len(come) == 1:
            yield _moved(come[0], gone[0].role.ja, come[0].role.ja)
        else:
            yield from (_added(line) for line in come)
            yield from (_removed(line) for line in gone)
        kept = [(had[key], has[key]) for key in had if key in has]
        for was, is_now in kept:
            if (was.company_person, was.company, was.company_en) != (
                is_now.company_person,
                is_now.company,
                is_now.company_en,
            ):
                nobody = _("no company")
                yield _moved(is_now, was.company or nobody, is_now.company or nobody)
        both = kept or list(zip(gone, come, strict=False))
        if both and _named(both[0][0]) != _named(both[0][1]):
            yield _renamed(*both[0])


def _by_person(lines: Iterable[CreditLine]) -> Mapping[PersonId, dict[str, CreditLine]]:
    found: dict[PersonId, dict[str, CreditLine]] = defaultdict(dict)
    for line in lines:
        found[line.person][line.role.key] = line
    return found


def _named(line: CreditLine) -> tuple[str, str]:
    return (line.name, line.name_en)


def _added(line: CreditLine) -> CreditChange:
    sentence = _("{name} ({code}) is new as {role}.", name=line.name, code=line.code, role=line.role.ja)
    return _about(line, ChangeKind.ADDED, "", line.name, sentence)


def _removed(line: CreditLine) -> CreditChange:
    sentence = _("{name} ({code}) no longer stands as {role}.", name=line.name, code=line.code, role=line.role.ja)
    return _about(line, ChangeKind.REMOVED, line.name, "", sentence)


def _moved(line: CreditLine, before: str, after: str) -> CreditChange:
    sentence = _(
        "{name} ({code}) moves from {before} to {after}.", name=line.name, code=line.code, before=before, after=after
    )
    return _about(line, ChangeKind.MOVED, before, after, sentence)


def _renamed(was: CreditLine, line: CreditLine) -> CreditChange:
    before, after = (" / ".join(filter(None, _named(one))) for one in (was, line))
    sentence = _("“{before}” ({code}) is now printed as “{after}”.", before=before, after=after, code=line.code)
    return _about(line, ChangeKind.RENAMED, before, after, sentence)


def _about(line: CreditLine, kind: ChangeKind, before: str, after: str, sentence: str) -> CreditChange:
    return CreditChange(
        kind=kind,
        before=before,
        after=after,
        sentence=sentence,
        person=line.person,
        code=line.code,
        role=line.role.key,
    )


def _roles(old: Iterable[CreditLine], new: Iterable[CreditLine]) -> Iterable[CreditChange]:
    """Roles whose printed words changed: a studio may have edited its table."""
    before: dict[str, Role] = {line.role.key: line.role for line in old}
    for key, role in {line.role.key: line.role for line in new}.items():
        was = before.get(key, role)
        if (was.ja, was.en) != (role.ja, role.en):
            had, has = f"{was.ja} / {was.en}", f"{role.ja} / {role.en}"
            sentence = _("The role “{before}” is now printed as “{after}”.", before=had, after=has)
            yield CreditChange(kind=ChangeKind.ROLE_RENAMED, before=had, after=has, sentence=sentence, role=key)


def _order(old: CreditSheet, new: CreditSheet) -> Iterable[CreditChange]:
    """The rule, the order of roles, and of people in a role who stand in it on both sheets."""
    if old.order is not new.order:
        sentence = _("People now stand by another rule.")
        yield CreditChange(kind=ChangeKind.ORDER, before=old.order.value, after=new.order.value, sentence=sentence)
    before, after = _in_roles(old.lines), _in_roles(new.lines)
    if [key for key in before if key in after] != [key for key in after if key in before]:
        yield CreditChange(
            kind=ChangeKind.ORDER,
            before=", ".join(before),
            after=", ".join(after),
            sentence=_("The roles stand in another order."),
        )
    for key in after:
        was, now = before.get(key, {}), after[key]
        had, has = [one for one in was if one in now], [one for one in now if one in was]
        if had != has:
            role = next(iter(now.values())).role
            yield CreditChange(
                kind=ChangeKind.ORDER,
                before=", ".join(was[one].name for one in had),
                after=", ".join(now[one].name for one in has),
                sentence=_("The people of {role} stand in another order.", role=role.ja),
                role=key,
            )


def _in_roles(lines: Iterable[CreditLine]) -> Mapping[str, dict[PersonId, CreditLine]]:
    found: dict[str, dict[PersonId, CreditLine]] = defaultdict(dict)
    for line in lines:
        found[line.role.key][line.person] = line
    return found


def _generators(old: Iterable[GeneratorLine], new: Iterable[GeneratorLine]) -> Iterable[CreditChange]:
    before, after = ({_system(one): one for one in lines} for lines in (old, new))
    for key, one in after.items():
        said = " ".join(filter(None, (one.system, one.version, one.provider)))
        if key not in before:
            sentence = _("The generator {generator} is new.", generator=said)
            yield CreditChange(kind=ChangeKind.GENERATOR_ADDED, before="", after=said, sentence=sentence)
        elif before[key].provider != one.provider:
            sentence = _(
                "The provider of {generator} was “{before}” and is “{after}”.",
                generator=" ".join(filter(None, (one.system, one.version))),
                before=before[key].provider or _("not recorded"),
                after=one.provider or _("not recorded"),
            )
            had = before[key].provider
            yield CreditChange(kind=ChangeKind.GENERATOR_CHANGED, before=had, after=one.provider, sentence=sentence)
    for key, one in before.items():
        if key not in after:
            said = " ".join(filter(None, (one.system, one.version, one.provider)))
            sentence = _("The generator {generator} no longer stands.", generator=said)
            yield CreditChange(kind=ChangeKind.GENERATOR_REMOVED, before=said, after="", sentence=sentence)


def _system(line: GeneratorLine) -> tuple[str, str]:
    """What names a generator; the words for one that no file names follow the language and say nothing."""
    return (line.system if line.recorded else "", line.version)


def _omissions(old: CreditSheet, new: CreditSheet) -> Iterable[CreditChange]:
    had, has = ({(one.code, one.asked, one.reason) for one in sheet.omissions} for sheet in (old, new))
    if had != has:
        sentence = _("Who is left out, or why, has changed.")
        before, after = str(len(old.omissions)), str(len(new.omissions))
        yield CreditChange(kind=ChangeKind.OMISSIONS, before=before, after=after, sentence=sentence)


def _evidence(old: CreditSheet, new: CreditSheet) -> Iterable[CreditChange]:
    """How many lines that both sheets carry rest on other work or other times than they did."""
    had = {(line.person, line.role.key): _work(line) for line in old.lines}
    changed = sum(had.get((line.person, line.role.key), _work(line)) != _work(line) for line in new.lines)
    made = {_system(one): (one.stages, one.entries) for one in old.generators}
    changed += sum(
        made.get(_system(one), (one.stages, one.entries)) != (one.stages, one.entries) for one in new.generators
    )
    if changed:
        sentence = counted(
            "The work behind {count} line has changed.", "The work behind {count} lines has changed.", changed
        )
        yield CreditChange(kind=ChangeKind.EVIDENCE, before="", after=str(changed), sentence=sentence)


def _work(line: CreditLine) -> CreditLine:
    """The line with nothing but what it rests on; how it is printed is compared elsewhere."""
    role = replace(line.role, ja="", en="", order=0)
    return replace(
        line,
        role=role,
        name="",
        name_en="",
        reading="",
        code="",
        company="",
        company_en="",
        company_person=None,
        named_by="",
    )
