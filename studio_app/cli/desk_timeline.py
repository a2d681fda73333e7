"""`teire desk timeline`: your own time of a day, a week or a month, sent or not."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import click

from studio_app.cli.answers import clock, print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.own_documents import view_document
from studio_app.cli.timeline_text import BREAK, MEASURED, READ, STATED, UNCONFIRMED, Ruler
from studio_app.cli.whose import me
from studio_app.cli.words import day
from studio_app.domain.desk_wording import late_words, time_kind_word
from studio_app.domain.figures import percent
from studio_app.domain.floor_wording import floor_words, money_words
from studio_app.domain.language import _
from studio_app.domain.moments import from_ms
from studio_app.domain.own_time import OwnTime
from studio_app.domain.periods import Period, days_of
from studio_app.domain.wording import stage_name
from studio_app.workflow.own_views import OwnAnswer, OwnBackground, OwnView, PayPerHour


@click.command("timeline")
@click.option("--period", type=click.Choice([one.value for one in Period]), default="today", help="What to look at.")
@click.option("--from", "first", metavar="DAY", help="The first day, instead of a period.")
@click.option("--to", "last", metavar="DAY", help="The last day; the same day as --from where it is left out.")
@shared_options
@asked
def timeline(ask: Asked, period: str, first: str | None, last: str | None) -> None:
    """Show your own time as a timeline, with its gaps, its sums, and what an hour of it came to."""
    own, zone = ask.steps.own, ZoneInfo(ask.machine.clock.read().zone)
    begins, ends = days_of(Period(period), own.today(zone))
    if first or last:
        begins = day(first or last or "")
        ends = day(last or first or "")
    view = own.view(me(ask), begins, ends, zone)
    if ask.json:
        print_json(view_document(view))
        return
    print_lines([*_head(view)])
    if view.backgrounds:
        print_table([*_rows(view)])
        print_lines([*_foot(view, zone)])


def _head(view: OwnView) -> Iterator[str]:
    if not view.backgrounds:
        yield _("From {first} to {last} nothing of yours was recorded.", first=view.first, last=view.last)
        return
    yield _("{first} to {last} ({zone})", first=view.first, last=view.last, zone=view.zone)
    yield _(
        "{measured} measured, {read} read, {stated} stated, {unconfirmed} unconfirmed, {rest} break, {none} nothing",
        measured=MEASURED,
        read=READ,
        stated=STATED,
        unconfirmed=UNCONFIRMED,
        rest=BREAK,
        none=".",
    )


def _rows(view: OwnView) -> Iterator[tuple[str, ...]]:
    ruler = Ruler(view.days)
    yield "", ruler.heading(), _("work"), _("unconfirmed"), _("break"), _("not sent"), _("per hour")
    for one in view.backgrounds:
        yield _row(one.code, ruler.line(one.pieces), one.sums.whole, one.sums.waiting, one.pay)
    if len(view.days) > 1:
        for found in view.days:
            if found.pieces:
                yield _row(f"{found.day:%m-%d}", ruler.line(found.pieces), found.sums.whole, found.sums.waiting)
    if len(view.backgrounds) > 1:
        yield _row(_("together"), ruler.line(view.pieces), view.sums.whole, view.sums.waiting)


def _row(name: str, line: str, whole: OwnTime, waiting: OwnTime, pay: PayPerHour | None = None) -> tuple[str, ...]:
    effective = "" if pay is None or pay.effective is None else money_words(pay.effective)
    return (
        name,
        line,
        _length(whole.active_ms),
        _length(whole.unconfirmed_ms),
        _length(whole.break_ms),
        _length(waiting.active_ms),
        effective,
    )


def _length(ms: int) -> str:
    return clock(timedelta(milliseconds=ms)) if ms else ""


def _foot(view: OwnView, zone: ZoneInfo) -> Iterator[str]:
    whole = view.sums.whole
    yield _(
        "Work {active}: {measured} measured, {read} read, {stated} stated.",
        active=clock(timedelta(milliseconds=whole.active_ms)),
        measured=clock(timedelta(milliseconds=whole.measured_ms)),
        read=clock(timedelta(milliseconds=whole.read_ms)),
        stated=clock(timedelta(milliseconds=whole.stated_ms)),
    )
    for piece in view.pieces:
        if piece.question:
            begun = from_ms(piece.start_ms).astimezone(zone)
            length = clock(timedelta(milliseconds=piece.end_ms - piece.start_ms))
            what = piece.reason or time_kind_word(piece.kind)
            yield f"{piece.question}  {begun:%m-%d %H:%M}  {length}  {piece.code}  {what}"
    for late in view.late:
        yield f"{late.name}  {late_words(length=clock(late.session.unconfirmed), code=late.code)}"
    for one in view.backgrounds:
        yield from _areas(one)
    for said in view.answers:
        yield _said(said, zone)
    yield from _paid(view)


def _areas(one: OwnBackground) -> Iterator[str]:
    for stage in one.stages:
        if stage.change is not None:
            share = percent(stage.change.changed_permille)
            yield _(
                "{code}, {stage}: {share} repainted, {pixels} pixels.",
                code=one.code,
                stage=stage_name(stage),
                share=share,
                pixels=stage.change.changed_pixels,
            )
    for save in one.saves:
        if save.save.changed_permille:
            share = percent(save.save.changed_permille)
            yield _("{code}, {name}, not sent: {share} repainted.", code=one.code, name=save.save.name, share=share)


def _said(one: OwnAnswer, zone: ZoneInfo) -> str:
    known = {"code": one.code, "day": one.recorded_at.astimezone(zone).date(), "reason": one.reason}
    who = one.by_code or _("the installation")
    if one.dispute:
        return _("{code} was disputed by {who} on {day}: {reason} No sum changes.", who=who, **known)
    if not one.counts:
        return _("{code}: {who} wrote a correction on {day} that does not count: {reason}", who=who, **known)
    return _("{code} was corrected by {who} on {day}: {reason}", who=who, **known)


def _paid(view: OwnView) -> Iterator[str]:
    if view.pay_problem:
        yield view.pay_problem
    for month in view.months:
        if month.pay.effective is not None:
            yield _(
                "{month}: {effective} per hour, from {active} that are in the ledger.",
                month=f"{month.month:%Y-%m}",
                effective=money_words(month.pay.effective),
                active=clock(month.pay.active.total),
            )
        if month.pay.floor is not None:
            yield "  " + floor_words(month.pay.floor, month.pay.floor_day)
        yield from ("  " + finding for finding in month.pay.findings)
    if not view.months and view.floor is not None:
        yield floor_words(view.floor, view.last)
