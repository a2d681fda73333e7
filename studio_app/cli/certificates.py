"""`teire certificate`: what a studio signs its delivered pictures with."""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.domain.deliveries import CertificateFacts
from studio_app.domain.language import _, counted
from studio_app.domain.moments import to_ms
from studio_app.workflow.errors import StepRefused

_PASSWORD = "TEIRE_KEY_PASSWORD"  # noqa: S105 - the name of a variable
_SOON = timedelta(days=30)


@click.group()
def certificate() -> None:
    """The certificate that delivered pictures are signed with; its key never leaves this computer."""


@certificate.command()
@click.option("--name", default="", help="Who signs, as others will read it; else the studio's title.")
@click.option("--years", type=int, default=5, show_default=True, help="How long it is valid, 1 to 10.")
@click.option("--replace", is_flag=True, help="Take the place of the certificate there is.")
@shared_options
@asked
def make(ask: Asked, name: str, years: int, *, replace: bool) -> None:
    """Make a root and a certificate of the studio's own; works offline."""
    facts = ask.steps.certificates.make(name, years=years, replace=replace)
    _answer(ask, facts)


@certificate.command()
@shared_options
@asked
def show(ask: Asked) -> None:
    """Show the certificate, and the root to hand out to those who are to trust it."""
    facts = ask.steps.certificates.facts()
    if facts is None:
        raise StepRefused(
            _("This studio has no certificate to sign with."),
            hint=_("Make one with “teire certificate make”, or deliver without a signature with --no-sign."),
        )
    _answer(ask, facts)


@certificate.command()
@click.argument("chain", type=click.Path(path_type=Path), metavar="CHAIN.pem")
@click.argument("key", type=click.Path(path_type=Path), metavar="KEY.pem")
@click.option("--replace", is_flag=True, help="Take the place of the certificate there is.")
@shared_options
@asked
def use(ask: Asked, chain: Path, key: Path, *, replace: bool) -> None:
    """Sign with a certificate that was issued to the studio."""
    facts = ask.steps.certificates.use(chain, key, password=asked_password, replace=replace)
    _answer(ask, facts)


@certificate.command()
@shared_options
@asked
def remove(ask: Asked) -> None:
    """Let the certificate and its key go; what was signed stays signed."""
    facts = ask.steps.certificates.remove()
    if ask.json:
        print_json({"removed": facts.fingerprint if facts else None})
    elif facts:
        print_lines([_("The certificate of “{name}” was let go, with its key.", name=facts.subject)])
    else:
        print_lines([_("There was no certificate.")])


def asked_password() -> str:
    """Return the password of an encrypted key: from the surroundings, else from whoever sits at the terminal."""
    given = os.environ.get(_PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise StepRefused(
            _("The key is encrypted, and nobody is here to be asked for its password."),
            hint=_("Set TEIRE_KEY_PASSWORD for this one command, or run it in a terminal."),
        )
    answer: str = click.prompt(_("Password of the key"), hide_input=True, err=True)
    return answer


def certificate_document(facts: CertificateFacts, now: datetime) -> dict[str, Any]:
    """A certificate."""
    return {
        "subject": facts.subject,
        "issuer": facts.issuer,
        "fingerprint": facts.fingerprint,
        "algorithm": facts.algorithm,
        "valid_from": to_ms(facts.valid_from),
        "valid_until": to_ms(facts.valid_until),
        "valid": facts.valid_from <= now <= facts.valid_until,
        "made_here": facts.made_here,
        "root": facts.root,
    }


def soon_over(facts: CertificateFacts, now: datetime) -> str:
    """Return a sentence where a certificate is over or will be within 30 days, else nothing."""
    left = facts.valid_until - now
    if left < timedelta(0):
        return _("It expired on {day}; nothing can be signed with it.", day=facts.valid_until.date())
    if left > _SOON:
        return ""
    return counted("It expires in {count} day.", "It expires in {count} days.", left.days)


def _answer(ask: Asked, facts: CertificateFacts) -> None:
    now = ask.steps.certificates.now()
    if ask.json:
        print_json(certificate_document(facts, now))
        return
    over = soon_over(facts, now)
    print_lines(
        [
            _("Signs as: {name}", name=facts.subject),
            _("Issued by: {name}", name=facts.issuer),
            _("SHA-256: {fingerprint}", fingerprint=facts.fingerprint),
            _("Valid from {begins} to {ends}", begins=facts.valid_from.date(), ends=facts.valid_until.date()),
            *([over] if over else []),
            _("The root, to hand out to those who are to trust these pictures:"),
            facts.root.strip(),
        ]
    )
