"""What the draft of an invoice says, as values; `invoices` draws it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio_app.statements.tax_rules import STANDARD

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from studio_app.domain.ids import EntryHash
    from studio_app.domain.money import Money
    from studio_app.domain.orders import Contract
    from studio_app.statements.pay_lines import PayLine
    from studio_app.statements.pay_statement import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceItem:
    """A line of pay that goes on an invoice, and the key of the tax rate it falls under."""

    line: PayLine
    rate: str = STANDARD


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """A line as it is printed; `percent` is the rate of tax on its last day, None where no tax is added."""

    line: PayLine
    amount: Money
    percent: Decimal | None
    reduced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxTotal:
    """All lines of one rate: `net` plus `tax` is `gross`; the tax was rounded once, here."""

    percent: Decimal
    reduced: bool
    net: Money
    tax: Money
    gross: Money
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Income tax that the payer keeps back of this payment and pays to the tax office."""

    name: str
    base: Money
    amount: Money
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeductiblePart:
    """For the payer's information: what may be deducted of the tax where the supplier is not registered.

    `percent` is the part that the law leaves on lines from `first` to `last`, `tax` the tax within them, `deductible`
    what comes of it, each truncated.
    """

    first: date
    last: date
    percent: Decimal
    tax: Money
    deductible: Money
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDraft:
    """An invoice as far as the ledger and the contract can tell it; it is never more than a draft.

    `missing` lists in sentences what it lacks, `notes` what a reader must know. `number_holds` says whether
    `registration_number` has the country's form and check digit. `contract` is None where none was agreed: then no tax
    and no withholding are reckoned. `total` is what the lines and their tax come to, `payable` that without what is
    withheld. `deductible` is for the payer's information only and in no sum.
    """

    number: str
    dated: date
    period: Period
    person: str
    code: str
    name: str
    company: str
    registration_number: str
    number_holds: bool
    recipient: str
    country: str
    place: str
    heading: str
    tax_name: str
    tax_included: bool
    contract: Contract | None
    currency: str
    lines: tuple[InvoiceLine, ...]
    taxes: tuple[TaxTotal, ...]
    net: Money
    tax: Money
    total: Money
    withheld: Withheld | None
    payable: Money
    deductible: tuple[DeductiblePart, ...]
    pay_on: tuple[date, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    entries: tuple[EntryHash, ...]
