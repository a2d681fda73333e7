"""Certificates that sign delivered pictures: made here, or checked where one is given (C2PA 2.2, 14.5)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from studio_app.domain.deliveries import CertificateFacts, SigningIdentity
from studio_app.domain.errors import StudioError
from studio_app.domain.language import _

_PURPOSES = frozenset(
    {
        ExtendedKeyUsageOID.EMAIL_PROTECTION.dotted_string,
        "1.3.6.1.5.5.7.3.36",  # documents
        "1.3.6.1.4.1.62558.2.1",  # C2PA claims
    }
)
_LONGEST_NAME = 64
"""X.520's upper bound for the names of an organisation and of a subject."""
MOST_YEARS = 10
_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
_LEAST_RSA_BITS = 2048
SigningKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


class CertificateRefused(StudioError):
    """A certificate or key that cannot sign pictures."""


def make_identity(name: str, *, now: datetime, years: int) -> SigningIdentity:
    """Make a root and a leaf of ECDSA P-256 for `name`, both valid so many years; raise `CertificateRefused`.

    The root's key signs the leaf and is then let go: nothing else can ever be signed with it.
    """
    if not 0 < len(name.strip()) <= _LONGEST_NAME or not name.isprintable():
        raise CertificateRefused(
            _("A certificate's name has 1 to {most} visible characters.", most=_LONGEST_NAME),
            hint=_("Give the studio's name with --name."),
        )
    if not 1 <= years <= MOST_YEARS:
        raise CertificateRefused(
            _("A certificate is valid for 1 to {most} years.", most=MOST_YEARS), hint=_("Give another number of years.")
        )
    root_key, leaf_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    begins, ends = now - timedelta(days=1), now + timedelta(days=round(365.25 * years))
    root_name, leaf_name = _subject(name.strip(), "root"), _subject(name.strip(), "")
    root = (
        _builder(root_name, root_name, root_key.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _builder(leaf_name, root_name, leaf_key.public_key(), begins, ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    return _identity((leaf, root), leaf_key, made_here=True)


def read_identity(
    chain: bytes, key: bytes, *, now: datetime, password: Callable[[], str] | None, made_here: bool = False
) -> SigningIdentity:
    """Read a chain and its key and check that they can sign; raise `CertificateRefused` in one sentence.

    `password` is asked where the key is encrypted. Checked: the order of the chain, that the key is the leaf's, what
    the leaf may be used for, and that every certificate is valid `now`.
    """
    try:
        certificates = tuple(x509.load_pem_x509_certificates(chain))
    except ValueError as error:
        raise CertificateRefused(
            _("The file of the certificate holds none that can be read."),
            hint=_("It has to hold the chain in PEM: the signing certificate first, then whoever issued it."),
        ) from error
    private = _private(key, password)
    leaf = certificates[0]
    if _spki(leaf.public_key()) != _spki(private.public_key()):
        raise CertificateRefused(
            _("The key is not that of the first certificate."),
            hint=_("Give the key that belongs to it, and put the signing certificate first."),
        )
    if leaf.issuer == leaf.subject:
        raise CertificateRefused(
            _("The certificate vouches for itself, and no reader takes such a signature."),
            hint=_("Give one that an authority issued, or let “teire certificate make” make both."),
        )
    for one, issuer in pairwise(certificates):
        _check_issued(one, issuer)
    _check_purpose(leaf)
    identity = _identity(certificates, private, made_here=made_here)
    check_validity(identity.facts, now)
    for one in certificates[1:]:
        check_validity(_facts((one,), "", made_here=made_here), now)
    return identity


def check_validity(facts: CertificateFacts, now: datetime) -> None:
    """Raise `CertificateRefused` where a certificate is not valid now."""
    if now > facts.valid_until:
        raise CertificateRefused(
            _("The certificate of “{name}” expired on {day}.", name=facts.subject, day=facts.valid_until.date()),
            hint=_("Make a new one with “teire certificate make --replace”, or give another one."),
        )
    if now < facts.valid_from:
        raise CertificateRefused(
            _(
                "The certificate of “{name}” is not valid before {day}.",
                name=facts.subject,
                day=facts.valid_from.date(),
            ),
            hint=_("Check this computer's clock, or give another certificate."),
        )


def _private(key: bytes, password: Callable[[], str] | None) -> SigningKey:
    """Read a private key; raise `CertificateRefused` where it cannot be read or is of a kind that signs no pictures."""
    try:
        secret: bytes | None = None
        if b"ENCRYPTED" in key:
            secret = password().encode() if password is not None else b""
        private = serialization.load_pem_private_key(key, secret or None)
    except (ValueError, TypeError) as error:
        raise CertificateRefused(
            _("The private key cannot be read."),
            hint=_("It has to be PEM; for an encrypted one the password is asked, or read from TEIRE_KEY_PASSWORD."),
        ) from error
    if isinstance(private, ec.EllipticCurvePrivateKey) and private.curve.name in _CURVES:
        return private
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size >= _LEAST_RSA_BITS:
        return private
    raise CertificateRefused(
        _("Content Credentials cannot be signed with this kind of key."),
        hint=_("Use ECDSA on P-256, P-384 or P-521, Ed25519, or RSA of 2048 bits or more."),
    )


def _check_issued(one: x509.Certificate, issuer: x509.Certificate) -> None:
    try:
        one.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature) as error:
        raise CertificateRefused(
            _("The certificates are no chain: one was not issued by the one after it."),
            hint=_("Put them in order: the signing certificate first, then its issuer, then the issuer's."),
        ) from error


def _check_purpose(leaf: x509.Certificate) -> None:
    try:
        extensions = leaf.extensions
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        purposes = {one.dotted_string for one in extensions.get_extension_for_class(x509.ExtendedKeyUsage).value}
        constraints = [one.value for one in extensions if isinstance(one.value, x509.BasicConstraints)]
        fit = usage.digital_signature and bool(purposes & _PURPOSES) and not any(one.ca for one in constraints)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        fit = False
    if not fit:
        raise CertificateRefused(
            _("The certificate is not one for signing pictures."),
            hint=_(
                "It needs digitalSignature and the purpose e-mail protection or documents, and may be no authority."
            ),
        )


def _identity(chain: tuple[x509.Certificate, ...], key: SigningKey, *, made_here: bool) -> SigningIdentity:
    pem = serialization.Encoding.PEM
    algorithm = _algorithm(key)
    return SigningIdentity(
        chain="".join(one.public_bytes(pem).decode() for one in chain),
        key=key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode(),
        algorithm=algorithm,
        facts=_facts(chain, algorithm, made_here=made_here),
    )


def facts_of(chain: str, algorithm: str, *, made_here: bool) -> CertificateFacts:
    """Return what a chain that was checked before says of itself; raise ValueError where it is none."""
    return _facts(tuple(x509.load_pem_x509_certificates(chain.encode())), algorithm, made_here=made_here)


def _facts(chain: tuple[x509.Certificate, ...], algorithm: str, *, made_here: bool) -> CertificateFacts:
    leaf = chain[0]
    return CertificateFacts(
        subject=_name_in(leaf.subject),
        issuer=_name_in(leaf.issuer),
        fingerprint=leaf.fingerprint(hashes.SHA256()).hex(),
        algorithm=algorithm,
        valid_from=leaf.not_valid_before_utc,
        valid_until=min(one.not_valid_after_utc for one in chain),
        root=chain[-1].public_bytes(serialization.Encoding.PEM).decode(),
        made_here=made_here,
    )


def _algorithm(key: SigningKey) -> str:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return _CURVES[key.curve.name]
    return "ed25519" if isinstance(key, ed25519.Ed25519PrivateKey) else "ps256"


def _spki(public: object) -> bytes:
    encode = getattr(public, "public_bytes", None)
    if encode is None:
        return b""
    return bytes(encode(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo))


def _name_in(name: x509.Name) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for one in name.get_attributes_for_oid(kind):
            return str(one.value)
    return name.rfc4514_string()


def _subject(name: str, unit: str) -> x509.Name:
    parts = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, name), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    return x509.Name([*parts, *([x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit)] if unit else [])])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, begins: datetime, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
