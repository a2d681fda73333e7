"""What a credit sheet's own words mean, beside the definitions that all sheets share."""

from studio_app.domain.language import _
from studio_app.statements.definitions import Definition, credit_definitions


def sheet_definitions() -> tuple[Definition, ...]:
    """The definitions a credit sheet prints."""
    return (
        *credit_definitions(),
        Definition(
            key="named",
            term=_("Named by a producer"),
            text=_("A role that a producer gave by name. Where no counted work earns it, the sheet says so."),
        ),
        Definition(
            key="provider",
            term=_("Provider"),
            text=_("Who offers the generator: from the table that ships with Teire, else from the studio’s approval."),
        ),
        Definition(
            key="checks",
            term=_("Checks"),
            text=_(
                "Who worked and is not named, and who is named without recorded work. Each is cleared only by "
                "somebody’s signed reason, which stands here."
            ),
        ),
    )
