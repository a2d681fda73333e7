"""What stands in the README of everything about one person, in the language in use."""

from studio_app.domain.language import _
from studio_app.workflow.own_export import OwnExport


def read_me(export: OwnExport) -> str:
    """Return what each part is, and how it is checked elsewhere."""
    ledger, desk = export.ledger, export.desk
    missing = len({one.sha256 for one in desk.saves}) - len(export.pictures)
    lines = [
        _(
            "Everything that Teire holds about {name} ({code}) in the studio {title}, at this desk and in the ledger.",
            name=export.person.name,
            code=export.person.code,
            title=export.studio.title,
        ),
        _("It was taken out by this person. It holds nothing about anybody else's time or pay."),
        "",
        _("about-me.json is everything as one document; names that end in _ms are whole milliseconds."),
        _("pictures/ holds the files that were saved while the clock ran, each under its SHA-256."),
        "",
        _(
            "desk.recordings ({count}): what was recorded at this desk, with every piece; sent or not.",
            count=len(desk.recordings),
        ),
        _(
            "desk.changes ({count}): answers, cuts, moves and what was left out, in order; they change no recording.",
            count=len(desk.changes),
        ),
        _("desk.saves ({count}): each finished save and how much of it was repainted.", count=len(desk.saves)),
        _("desk.submitted: which of it went to the studio, and in which entries it stands there."),
        _("ledger.sessions, stages, reviews, rates, disclosures, omissions: as the ledger reads now, corrected."),
        _("ledger.answers: corrections and disputes of your sessions and pictures, with who wrote them and why."),
        _(
            "ledger.entries ({count}): the entries, byte for byte, in base64 (leaf), each with its position.",
            count=len(ledger.entries),
        ),
        _("ledger.texts: reasons and notes that entries bind; HMAC-SHA256(key, “teire-text/1”, line feed, text)."),
        "",
        _(
            "To check an entry anywhere: a leaf is its body, a line feed, and a signature in base64. Its hash is the "
            "SHA-256 of a zero byte and the leaf. The signature (Ed25519) is over “teire-entry/1”, a line feed and the "
            "body, by the public_key in the feed-opened/1 entry of the same feed."
        ),
    ]
    if missing:
        lines.append(
            _("{count} pictures are no longer at this desk; their SHA-256 stands with each save.", count=missing)
        )
    return "\n".join([*lines, ""])
