"""What the Content Credentials of a file say, whether the file is as it was signed, and who vouches for the signer."""

from dataclasses import dataclass
from enum import StrEnum

from studio_app.domain.findings import Finding


class CredentialState(StrEnum):
    """Whether a manifest belongs to the bytes it stands in (C2PA 2.2, section 15: validation).

    `unchanged`: signature and every hash hold. `changed`: the picture is not the one that was signed. `transplanted`:
    the manifest was made for another picture. `bad-signature`: the signature does not fit what it signs.
    `bad-certificate`: the signer's certificate was expired, revoked or is not one for such signatures. `remote`: the
    file names an address and holds no manifest. `malformed`: it cannot be read as a manifest at all.
    """

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    TRANSPLANTED = "transplanted"
    BAD_SIGNATURE = "bad-signature"
    BAD_CERTIFICATE = "bad-certificate"
    REMOTE = "remote"
    MALFORMED = "malformed"


class Trust(StrEnum):
    """Whether somebody vouches for the signer: a matter apart from whether the file is unchanged.

    `unknown`: this installation has no list of trusted signers, so that nobody was asked.
    """

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialAction:
    """One thing that the signer says was done: `name` (`c2pa.created`), `agent` with what program, `source_type`."""

    name: str
    agent: str = ""
    source_type: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialIngredient:
    """A picture that went into the signed one, or, `nested`, into one of its ingredients.

    `holds` tells whether its own credentials hold, as far as the manifests say; None if it has none.
    """

    title: str
    relationship: str
    holds: bool | None = None
    nested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentCredential:
    """The manifest that stands for a file: what it says counts only while `is_evidence`.

    `signer` is the name in the certificate, `signed_at` the moment the time stamp gives (empty without one),
    `generator` the program that wrote the manifest. `source_types` are IPTC digital source types, each with the place
    in the manifest; those that stand outside of the standard's place say so there. `codes` are the failures as the
    standard names them (`assertion.dataHash.mismatch`). `address` is where a remote manifest is said to be.
    """

    state: CredentialState
    where: str
    trust: Trust = Trust.UNKNOWN
    signer: str = ""
    signed_at: str = ""
    generator: str = ""
    title: str = ""
    source_types: tuple[Finding, ...] = ()
    actions: tuple[CredentialAction, ...] = ()
    ingredients: tuple[CredentialIngredient, ...] = ()
    codes: tuple[str, ...] = ()
    address: str = ""

    @property
    def is_evidence(self) -> bool:
        """Whether anything it says may be relied on as said by its signer."""
        return self.state is CredentialState.UNCHANGED
