"""The draft of an invoice as JSON for other programs (`invoice-draft/1`)."""

from studio_app.domain.moments import duration_ms
from studio_app.exports.pay_values import Json, day_json, money_json, roles_json
from studio_app.statements.invoice_draft import InvoiceDraft, InvoiceLine


def invoice_json(draft: InvoiceDraft) -> Json:
    """The draft; percentages are decimal texts, and `deductible` is in no sum."""
    contract = draft.contract
    return {
        "sheet": "invoice-draft/1",
        "draft": True,
        "number": draft.number,
        "dated": draft.dated.isoformat(),
        "period": {"first": draft.period.first.isoformat(), "last": draft.period.last.isoformat()},
        "issuer": {
            "person": draft.person,
            "code": draft.code,
            "name": draft.name,
            "company": draft.company,
            "registration_number": draft.registration_number,
            "registration_number_holds": draft.number_holds,
        },
        "recipient": draft.recipient,
        "contract": None
        if contract is None
        else {
            "country": contract.country,
            "valid_from": contract.valid_from.isoformat(),
            "taxed": contract.taxed,
            "tax_included": contract.tax_included,
            "withholding": contract.withholding,
            "entry": contract.entry,
        },
        "currency": draft.currency,
        "lines": [_line(line) for line in draft.lines],
        "taxes": [
            {
                "percent": str(one.percent),
                "reduced": one.reduced,
                "net": money_json(one.net),
                "tax": money_json(one.tax),
                "gross": money_json(one.gross),
                "source": one.source,
            }
            for one in draft.taxes
        ],
        "net": money_json(draft.net),
        "tax": money_json(draft.tax),
        "total": money_json(draft.total),
        "withheld": None
        if draft.withheld is None
        else {
            "base": money_json(draft.withheld.base),
            "amount": money_json(draft.withheld.amount),
            "source": draft.withheld.source,
        },
        "payable": money_json(draft.payable),
        "deductible": [
            {
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "percent": str(one.percent),
                "tax": money_json(one.tax),
                "deductible": money_json(one.deductible),
                "source": one.source,
            }
            for one in draft.deductible
        ],
        "pay_on": [day.isoformat() for day in draft.pay_on],
        "missing": list(draft.missing),
        "notes": list(draft.notes),
        "sources": list(draft.sources),
        "entries": list(draft.entries),
    }


def _line(line: InvoiceLine) -> Json:
    paid = line.line
    return {
        "kind": paid.kind.value,
        "background": paid.background,
        "cuts": list(paid.cuts),
        "roles": roles_json(paid.roles),
        "cause": paid.cause.value if paid.cause else None,
        "first": day_json(paid.first),
        "last": day_json(paid.last),
        "per": paid.unit.value if paid.unit else None,
        "quantity": paid.quantity if isinstance(paid.quantity, int) else None,
        "active_ms": None if isinstance(paid.quantity, int) else duration_ms(paid.quantity),
        "price": money_json(paid.price),
        "amount": money_json(line.amount),
        "percent": None if line.percent is None else str(line.percent),
        "reduced": line.reduced,
        "order": paid.order.id if paid.order else None,
        "entries": list(paid.entries),
    }
