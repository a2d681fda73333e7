"""The draft of an invoice as CSV: one table, whose first column says what a row is."""

from collections.abc import Iterator

from studio_app.domain.language import _
from studio_app.exports.csv_table import Row, csv_table
from studio_app.exports.pay_words import described
from studio_app.statements.invoice_draft import InvoiceDraft


def invoice_csv(draft: InvoiceDraft) -> bytes:
    """The draft: its head, a row for each line, the tax by rate, the sums, and what is to be said."""
    return csv_table(_columns(), _rows(draft))


def _columns() -> dict[str, str]:
    return {
        "kind": _("Kind of row"),
        "text": _("Text"),
        "first": _("First day"),
        "last": _("Last day"),
        "background": _("Background"),
        "quantity": _("Quantity"),
        "per": _("Per"),
        "price": _("Price"),
        "amount": _("Amount"),
        "currency": _("Currency"),
        "percent": _("Percent"),
        "tax": _("Tax"),
        "entries": _("Entries"),
    }


def _rows(draft: InvoiceDraft) -> Iterator[Row]:
    yield {"kind": _("draft"), "text": draft.heading, "first": draft.dated.isoformat()}
    for word, text in (
        (_("number"), draft.number),
        (_("from"), f"{draft.code} {draft.name}"),
        (_("company"), draft.company),
        (_("registration number"), draft.registration_number),
        (_("to"), draft.recipient),
    ):
        yield {"kind": word, "text": text}
    for line in draft.lines:
        paid = line.line
        yield {
            "kind": _("line"),
            "text": described(paid),
            "first": paid.first.isoformat(),
            "last": paid.last.isoformat(),
            "background": paid.background,
            "quantity": paid.quantity,
            "per": paid.unit.value if paid.unit else "",
            "price": paid.price.amount if paid.price else None,
            "amount": line.amount.amount,
            "currency": draft.currency,
            "percent": line.percent,
            "entries": ", ".join(paid.entries),
        }
    yield from _sums(draft)
    for word, sentences in ((_("missing"), draft.missing), (_("note"), draft.notes), (_("source"), draft.sources)):
        for sentence in sentences:
            yield {"kind": word, "text": sentence}


def _sums(draft: InvoiceDraft) -> Iterator[Row]:
    for one in draft.taxes:
        yield {
            "kind": _("tax"),
            "amount": one.net.amount,
            "currency": draft.currency,
            "percent": one.percent,
            "tax": one.tax.amount,
        }
    for part in draft.deductible:
        yield {
            "kind": _("deductible, for information"),
            "first": part.first.isoformat(),
            "last": part.last.isoformat(),
            "amount": part.deductible.amount,
            "currency": draft.currency,
            "percent": part.percent,
            "tax": part.tax.amount,
        }
    sums = [(_("without tax"), draft.net), (_("with tax"), draft.total)]
    sums += [(draft.withheld.name, draft.withheld.amount)] if draft.withheld else []
    for word, amount in (*sums, (_("to be paid"), draft.payable)):
        yield {"kind": word, "amount": amount.amount, "currency": draft.currency}
