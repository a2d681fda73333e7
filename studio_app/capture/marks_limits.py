"""What a file cannot say of where it comes from: sentences that stand beside whatever was found."""

from collections.abc import Iterator

from studio_app.domain.credentials import ContentCredential, CredentialState, Trust
from studio_app.domain.findings import Conflict, Finding
from studio_app.domain.generations import FileMarks
from studio_app.domain.language import _
from studio_app.domain.source_types import CAPTURED, GENERATED, source_type_term

_CAMERA_TAGS = ("camera_make", "camera_model")


def limits_of(marks: FileMarks) -> tuple[str, ...]:
    """Return what must be said beside the marks of a file, so that nobody reads more into them than they hold."""
    return tuple(_limits(marks))


def origin_conflict(marks: FileMarks) -> tuple[Conflict, ...]:
    """Return the claims that the picture was generated beside those that it was photographed, if there are both.

    Credentials that are no evidence claim nothing.
    """
    generated, captured = generated_claims(marks), _captured_claims(marks)
    return (Conflict(about="origin", findings=(*generated, *captured)),) if generated and captured else ()


def generated_claims(marks: FileMarks) -> tuple[Finding, ...]:
    """Return every place of the file that says that a generator made the picture or a part of it."""
    claims = []
    if marks.generation is not None:
        where = next((finding.where for finding in marks.generation.findings), marks.generation.dialect)
        value = marks.generation.system or marks.generation.dialect
        claims.append(Finding(name="generator", value=value, where=where))
    return (*claims, *_typed(marks, GENERATED))


def _captured_claims(marks: FileMarks) -> tuple[Finding, ...]:
    cameras = [finding for finding in marks.evidence if finding.name in _CAMERA_TAGS]
    return (*_typed(marks, CAPTURED), *cameras)


def _typed(marks: FileMarks, terms: frozenset[str]) -> Iterator[Finding]:
    said = [finding for finding in marks.credentials if finding.name == "digital_source_type"]
    said += [
        one for credential in marks.content_credentials if credential.is_evidence for one in credential.source_types
    ]
    return (finding for finding in said if source_type_term(finding.value) in terms)


def _limits(marks: FileMarks) -> Iterator[str]:
    if not generated_claims(marks):
        yield _(
            "No evidence of a generator was found in the file. That does not say that a person made it: "
            "most programs and websites remove such marks."
        )
    if marks.generation is not None:
        yield _(
            "Settings and workflows in a file are text that anybody can copy into it: they do not prove that this "
            "very picture was made with them."
        )
    for credential in marks.content_credentials:
        yield _standing(credential)
        if credential.is_evidence and any(part.holds is False for part in credential.ingredients):
            yield _("The credentials of one of the pictures that went into it do not hold.")


def _standing(credential: ContentCredential) -> str:
    """Return in one sentence what a credential is worth."""
    signer = credential.signer or _("an unnamed signer")
    if credential.state is CredentialState.UNCHANGED:
        if credential.trust is Trust.TRUSTED:
            return _("The file is as {signer} signed it, a signer on this installation's list.", signer=signer)
        if credential.trust is Trust.UNTRUSTED:
            return _("The file is as {signer} signed it, who is not on this installation's list.", signer=signer)
        return _(
            "The file is as somebody signed it who calls themselves {signer}; this installation has no list of "
            "trusted signers to ask.",
            signer=signer,
        )
    sentences = {
        CredentialState.CHANGED: _(
            "The file was changed after {signer} signed it, or the credential was taken from another file; "
            "it counts as no evidence.",
            signer=signer,
        ),
        CredentialState.TRANSPLANTED: _(
            "The credential shows another picture: it was taken from another file and counts as no evidence."
        ),
        CredentialState.BAD_SIGNATURE: _("The signature of the credential is not valid; it counts as no evidence."),
        CredentialState.BAD_CERTIFICATE: _(
            "The certificate of {signer} may not sign such credentials; it counts as no evidence.", signer=signer
        ),
        CredentialState.REMOTE: _(
            "The file names a credential at {address}; it was not fetched and counts as no evidence.",
            address=credential.address,
        ),
    }
    return sentences.get(
        credential.state, _("The credential in the file cannot be read as one; it counts as no evidence.")
    )
