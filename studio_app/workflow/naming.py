"""From what a person types to the thing it names: ids, the beginnings of ids, and codes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeVar

from studio_app.domain.language import _
from studio_app.domain.names import is_plain, shown
from studio_app.workflow.errors import StepRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio_app.domain.backgrounds import Background
    from studio_app.domain.candidates import Candidate
    from studio_app.domain.ids import PersonId
    from studio_app.domain.people import Person
    from studio_app.domain.stages import Stage
    from studio_app.ledger.entries import LedgerEntry
    from studio_app.workflow.ports import StudioIndex

Found = TypeVar("Found")
_LONGEST_CODE = 64
_LONGEST_NAME = 200
_LONGEST_REASON = 200
_SHORTEST_BEGINNING = 6
_HEXADECIMAL = re.compile(r"[0-9a-f]+")
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of all text after them; names written from right to left need none."""


def checked_code(code: str) -> str:
    """Return a code fit to be typed again: 1 to 64 visible characters without spaces at its ends."""
    if not code or code != code.strip() or len(code) > _LONGEST_CODE or not is_plain(code):
        raise StepRefused(
            _("{code} cannot be a code.", code=shown(code)),
            hint=_("Use 1 to 64 visible characters, such as C012A or SATO."),
        )
    return code


def checked_name(name: str) -> str:
    """Return a name of at most 200 characters on one line."""
    if not name.strip() or len(name) > _LONGEST_NAME or not _stays_on_its_line(name):
        raise StepRefused(
            _("{name} cannot be a name.", name=shown(name)),
            hint=_("Use 1 to 200 characters on one line."),
        )
    return name.strip()


def checked_text(text: str) -> str:
    """Return a text of any number of lines that can be kept as it is: no unpaired surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise StepRefused(
            _("{text} holds characters that cannot be kept.", text=shown(text)),
            hint=_("Type it again, in Unicode (UTF-8)."),
        ) from error
    return text


def checked_reason(reason: str) -> str:
    """Return the reason for an entry: 1 to 200 characters on one line, since lists print it on one."""
    if not reason.strip() or len(reason) > _LONGEST_REASON or not _stays_on_its_line(reason):
        raise StepRefused(
            _("{reason} cannot be a reason.", reason=shown(reason)),
            hint=_("Say in 1 to 200 characters on one line why this is recorded."),
        )
    return reason.strip()


def _stays_on_its_line(name: str) -> bool:
    """Whether a name neither breaks the line it is printed on nor turns round what stands beside it."""
    return not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or c in _TURNING for c in name)


def find_person(index: StudioIndex, name: str) -> Person:
    """Return the person whose code or id is `name`; names are no use, since two people may share one."""
    return person_among(index.people(), name)


def person_among(people: Sequence[Person], name: str) -> Person:
    """Return whose code or id `name` is among `people`, as `find_person` does."""
    for person in people:
        if name in {person.code, person.id}:
            return person
    alike = [person for person in people if name in {person.name, person.name_en, person.credit_as}]
    if alike:
        codes = ", ".join(person.code for person in alike)
        raise StepRefused(
            _("{name} is a name, not a code.", name=shown(name)), hint=_("Say which: {codes}.", codes=codes)
        )
    raise StepRefused(
        _("Nobody here has the code {name}.", name=shown(name)),
        hint=_("“teire person list” shows the codes; “teire person add” adds somebody."),
    )


def find_background(index: StudioIndex, name: str) -> Background:
    """Return the background whose code or id is `name`."""
    found = index.background(name)
    if found is not None:
        return found
    raise StepRefused(
        _("There is no background {name}.", name=shown(name)),
        hint=_("“teire background list” shows the codes; “teire background add” adds one."),
    )


def find_stage(stages: Iterable[Stage], name: str) -> Stage:
    """Return the stage whose id is or begins with `name`."""
    return _one([stage for stage in stages if _begins(stage.id, name)], name, _("stage"))


def find_candidate(index: StudioIndex, name: str) -> Candidate:
    """Return the candidate whose id is or begins with `name`, or that is written as `C012#7`: its background's 7th."""
    code, hash_, number = name.rpartition("#")
    if hash_ and number.isascii() and number.isdigit() and len(number) < _SHORTEST_BEGINNING:
        of_background = index.candidates(find_background(index, code).id)
        return _one([one for one in of_background if one.number == int(number)], name, _("candidate"))
    return _one([one for one in index.candidates() if _begins(one.id, name)], name, _("candidate"))


def find_entry(index: StudioIndex, name: str) -> tuple[int, LedgerEntry]:
    """Return the entry whose hash or id is or begins with `name`, or that stands at position `name` of the log."""
    if name.isascii() and name.isdigit() and len(name) < _SHORTEST_BEGINNING:
        return _one(list(index.entries_named(position=int(name))), name, _("entry"))
    meant = len(name) >= _SHORTEST_BEGINNING and _HEXADECIMAL.fullmatch(name) is not None
    return _one(list(index.entries_named(beginning=name)) if meant else [], name, _("entry"))


def _begins(id_: str, name: str) -> bool:
    """Whether `name` is `id_` or a beginning of it that is long enough to be meant."""
    long_enough = len(name) >= _SHORTEST_BEGINNING and _HEXADECIMAL.fullmatch(name) is not None
    return id_ == name or (long_enough and id_.startswith(name))


def _one(found: list[Found], name: str, what: str) -> Found:
    """Return the only thing found; say whether there was none or more than one."""
    if len(found) == 1:
        return found[0]
    if found:
        raise StepRefused(
            _("{name} names more than one {what}.", name=shown(name), what=what), hint=_("Give more of its id.")
        )
    raise StepRefused(
        _("There is no {what} {name}.", name=shown(name), what=what),
        hint=_("“teire background show CODE” and “teire ledger list” show the ids."),
    )


def worker_of(index: StudioIndex, person: str | None, by: PersonId | None) -> PersonId:
    """Return whose time it is; time without a person is never recorded."""
    if person:
        return find_person(index, person).id
    if by is None:
        raise StepRefused(
            _("Nobody has said whose time this is."), hint=_("Say --by CODE, or once and for all “teire me CODE”.")
        )
    return by
