"""Every sheet of the demonstration: credits, pay, an invoice, a journal, the answers, a delivered picture."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from studio_app.demo.story import DAYS
from studio_app.statements.answers.scope import AnswerScope
from studio_app.statements.answers.values import Answer
from studio_app.workflow.delivery_ports import Ask
from studio_app.workflow.steps import Steps
from studio_app.workflow.studio import Studio

_CREDITS = ("csv", "json", "xlsx", "txt", "html", "pdf", "cinecred.csv")
_PAY = ("csv", "json", "xlsx", "html", "pdf", "journal", "beancount")
_INVOICE = ("json", "pdf")
_PAINTER, _CUT, _BY_HAND = "SATO", "C012", "C013"


def write_demonstration(studio: Studio, root: Path, end: datetime) -> list[Path]:
    """Draw up every sheet into `sheets` and deliver the approved picture into `delivered`; return the files."""
    sheets, delivered = root / "sheets", root / "delivered"
    sheets.mkdir()
    delivered.mkdir()
    steps = studio.steps
    first, last = (end - DAYS - timedelta(days=1)).date(), (end + timedelta(days=1)).date()
    written = []
    for ending in _CREDITS:
        written.append(sheets / f"credits.{ending}")
        steps.crediting.write(written[-1])
    for ending in _PAY:
        written.append(sheets / f"pay.{ending}")
        steps.paying.write(written[-1], first, last)
    for ending in _INVOICE:
        written.append(sheets / f"invoice-{_PAINTER}.{ending}")
        steps.paying.write_invoice(written[-1], _PAINTER, first, last)
    written += _answers(steps, sheets)
    steps.certificates.make()
    ask = Ask(out=delivered / f"{_CUT}.png", identity=steps.certificates.identity())
    steps.delivering.deliver(_CUT, ask, by=steps.people.find("KAMIYA").id)
    return [*written, ask.out]


def _answers(steps: Steps, folder: Path) -> Iterator[Path]:
    whole, cut, by_hand = AnswerScope(), AnswerScope(background=_CUT), AnswerScope(background=_BY_HAND)
    answers = steps.answers
    drawn: tuple[tuple[str, Callable[[], Answer]], ...] = (
        ("authorship", lambda: answers.authorship(cut, measure=True)),
        ("dossier", lambda: answers.dossier(cut, measure=True)),
        ("register", lambda: answers.register(whole)),
        ("inspection", lambda: answers.inspection(whole)),
        ("no-ai", lambda: answers.no_ai(by_hand, measure=True)),
        ("contribution", lambda: answers.contribution(whole, measure=True)),
    )
    for name, draw in drawn:
        answer = draw()
        for ending in ("json", "pdf"):
            path = folder / f"{name}.{ending}"
            answers.write(path, answer)
            yield path
