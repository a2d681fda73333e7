"""What every printed figure means; the sheets carry these texts beside the figures."""

from dataclasses import dataclass

from studio_app.domain.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """`key` is stable for programs; `term` and `text` are for people."""

    key: str
    term: str
    text: str


def credit_definitions() -> tuple[Definition, ...]:
    """The definitions a credit sheet prints."""
    return (
        *_counts(),
        *_times(),
        Definition(
            key="generator",
            term=_("Generative AI used"),
            text=_("Programs that made pictures in the chain. They stand apart and never in a person's row."),
        ),
        entries_definition(),
    )


def pay_definitions() -> tuple[Definition, ...]:
    """The definitions a pay statement prints."""
    return (*_times(), *_paid(), _retakes(), *order_definitions(), *_compared(), *_marks(), entries_definition())


def order_definitions() -> tuple[Definition, ...]:
    """What orders mean for pay, and what lies beside them."""
    return (
        Definition(
            key="order",
            term=_("Order"),
            text=_(
                "What was agreed with a person for backgrounds. Within it its price goes before the person's rates. "
                "Where it names a role that work earns, it is for that work alone."
            ),
        ),
        Definition(
            key="redo",
            term=_("Redo that is paid"),
            text=_(
                "The person's next picture after a retake whose cause has a price in the order. It falls due on the "
                "first approval of that picture or of a later one of the chain. Retakes of one cause that one picture "
                "answers are one redo, paid once; a cause without a price is part of the unit's price."
            ),
        ),
        Definition(
            key="order_actual",
            term=_("Order against actual"),
            text=_(
                "Orders that are open on the last day of the period or that something in it touched, with all that was "
                "done under them up to that day: active time, the day on which every background had a picture of the "
                "person, units approved, and what they came to in all. An hour's price is reckoned here once for each "
                "background over the whole time, so that it may differ from the months' sum by single units."
            ),
        ),
    )


def own_definitions() -> tuple[Definition, ...]:
    """The definitions that somebody's own view and export carry."""
    return (*_times(), *_own(), *_own_pay(), *_marks())


def _own() -> tuple[Definition, ...]:
    return (
        Definition(
            key="break",
            term=_("Break"),
            text=_("Time away that you called a break. It is in no sum of work; nobody but you decides that."),
        ),
        Definition(
            key="day",
            term=_("Day"),
            text=_(
                "A local day from midnight to midnight; time over midnight stands on both days, each with its part. "
                "A pay statement counts a session whole on the day on which it started."
            ),
        ),
        Definition(
            key="waiting",
            term=_("At the desk"),
            text=_("Recorded here and not sent: nobody but you has seen it, and no pay rests on it yet."),
        ),
        Definition(
            key="changed",
            term=_("Area changed"),
            text=_(
                "The repainted share of one picture against the picture before it, as measured when it was saved. "
                "Shares of several pictures are never added up: the same place may be painted twice."
            ),
        ),
    )


def _own_pay() -> tuple[Definition, ...]:
    return (
        Definition(
            key="cut_pay",
            term=_("Pay per hour of a background"),
            text=_("All pay agreed for it so far, divided by all your active time on it that is in the ledger."),
        ),
        Definition(
            key="month_pay",
            term=_("Pay per hour of a month"),
            text=_("All pay of the whole calendar month, divided by all your active time of it that is in the ledger."),
        ),
        Definition(
            key="yardstick",
            term=_("Floor, as a yardstick"),
            text=_(
                "The studio's own floor, else the minimum wage of a region on the last day of work that is counted. "
                "It is a yardstick to look at and no legal advice: who works on order may be under no minimum wage."
            ),
        ),
    )


def _counts() -> tuple[Definition, ...]:
    return (
        Definition(
            key="stages",
            term=_("Stages"),
            text=_("Pictures of this person that arrived for this role and were not withdrawn; a count, no measure."),
        ),
        Definition(
            key="reviews",
            term=_("Reviews"),
            text=_("Approvals and retakes this person has given that were not withdrawn; a count, no measure."),
        ),
    )


def _times() -> tuple[Definition, ...]:
    return (
        Definition(
            key="measured",
            term=_("Active time, measured"),
            text=_("Spans in which the program saw the person at work on the background; sleep and gaps add nothing."),
        ),
        Definition(
            key="read",
            term=_("Active time, read"),
            text=_("Working time found in a file; as reliable as the program that wrote it."),
        ),
        Definition(
            key="stated", term=_("Active time, stated"), text=_("Working time that a person typed in afterwards.")
        ),
        Definition(
            key="unconfirmed",
            term=_("Unconfirmed time"),
            text=_("Time away that the person has not yet called work or break. It is in no sum and is not deducted."),
        ),
    )


def _paid() -> tuple[Definition, ...]:
    return (
        Definition(
            key="period",
            term=_("Period"),
            text=_(
                "First to last day, both included; a session belongs to the studio's local day on which it started."
            ),
        ),
        Definition(
            key="hour",
            term=_("Pay by the hour"),
            text=_(
                "Active time (measured, read and stated) on one background times the price valid on that day, "
                "rounded half up once per line."
            ),
        ),
        Definition(
            key="background",
            term=_("Pay by the background"),
            text=_(
                "Once per person and background, or once for each cut that it serves (at least one), on the day of "
                "the first approval of one of the person's pictures or of a later picture of the chain, at the price "
                "valid on that day. Until then it is open."
            ),
        ),
    )


def _retakes() -> Definition:
    return Definition(
        key="retakes",
        term=_("Retakes"),
        text=_(
            "Redos ordered in the period, with the cause and who ordered them: own error, change of direction, "
            "defect of the generator, other. They change no sum by themselves; redos that an order pays do."
        ),
    )


def _compared() -> tuple[Definition, ...]:
    return (
        Definition(
            key="effective",
            term=_("Effective pay per hour"),
            text=_("Total pay of the period divided by all active time of the period, rounded half up."),
        ),
        Definition(
            key="floor",
            term=_("Floor"),
            text=_(
                "The least pay per hour: as stated, else the studio's own, else the minimum wage of its region on that "
                "day. Where it changed, each day's own is weighted by the active time of the day. Compared with the "
                "effective pay as printed; a yardstick, and no legal advice."
            ),
        ),
    )


def _marks() -> tuple[Definition, ...]:
    return (
        Definition(
            key="corrected",
            term=_("Sessions corrected"),
            text=_("Sessions whose time was set right by a later entry; the line counts them as they read now."),
        ),
        Definition(
            key="disputed",
            term=_("Disputed"),
            text=_("Sessions or retakes that somebody has called into question; a dispute changes no sum."),
        ),
    )


def entries_definition() -> Definition:
    """What the column of entries means on every sheet."""
    return Definition(key="entries", term=_("Entries"), text=_("Hashes of the ledger entries on which the line rests."))
