"""What a file says of where it comes from, in the words a person reads."""

from studio_app.domain.credentials import CredentialState
from studio_app.domain.language import _
from studio_app.domain.source_types import source_type_term


def source_type_words(value: str) -> str:
    """Return a digital source type in words, with the vocabulary's own term where it is a rare one."""
    term = source_type_term(value)
    known = {
        "trainedAlgorithmicMedia": _("declared as made by a generator"),
        "compositeWithTrainedAlgorithmicMedia": _("declared as holding generated parts"),
        "algorithmicMedia": _("declared as computed, without training"),
        "digitalCapture": _("declared as photographed"),
        "digitalCreation": _("declared as made by a person on a computer"),
        "humanEdits": _("declared as edited by a person"),
        "composite": _("declared as put together from several"),
    }
    return known.get(term, _("declared source type {term}", term=term))


def credential_state_words(state: str) -> str:
    """Return in words whether Content Credentials hold."""
    known = {
        CredentialState.UNCHANGED.value: _("Content Credentials: unchanged since signed"),
        CredentialState.CHANGED.value: _("Content Credentials: changed after signing, no evidence"),
        CredentialState.TRANSPLANTED.value: _("Content Credentials: of another picture, no evidence"),
        CredentialState.BAD_SIGNATURE.value: _("Content Credentials: signature not valid, no evidence"),
        CredentialState.BAD_CERTIFICATE.value: _("Content Credentials: certificate not valid, no evidence"),
        CredentialState.REMOTE.value: _("Content Credentials: only named at an address, not fetched"),
        CredentialState.MALFORMED.value: _("Content Credentials: cannot be read, no evidence"),
    }
    return known.get(state, state)


def conflict_words(about: str) -> str:
    """Return what two places of a file disagree about."""
    known = {
        "seed": _("Two seeds"),
        "steps": _("Two numbers of steps"),
        "cfg_scale": _("Two guidance scales"),
        "model": _("Two models"),
        "prompt": _("Two prompts"),
        "picture_size": _("Another size than recorded"),
        "origin": _("Generated and photographed"),
    }
    return known.get(about, about)
