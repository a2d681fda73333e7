"""Certificates: made here they can sign, and one that was given is checked before it does."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from studio_app.ledger.studio_certificates import (
    CertificateRefused,
    check_validity,
    make_identity,
    read_identity,
)
from tests.credential_files import authority

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def encrypted(key, password=b"secret"):
    loaded = serialization.load_pem_private_key(key, None)
    return loaded.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )


def pem(key):
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)


def test_what_is_made_here_is_a_root_and_a_leaf_that_may_only_sign():
    identity = make_identity("夜の神社", now=NOW, years=5)
    leaf, root = x509.load_pem_x509_certificates(identity.chain.encode())
    leaf.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    extensions = leaf.extensions
    assert not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    assert not extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    assert list(extensions.get_extension_for_class(x509.ExtendedKeyUsage).value) == [
        ExtendedKeyUsageOID.EMAIL_PROTECTION
    ]
    assert identity.facts.root == root.public_bytes(serialization.Encoding.PEM).decode()
    assert (identity.facts.subject, identity.algorithm) == ("夜の神社", "es256")
    assert identity.facts.valid_until - NOW == timedelta(days=1826)  # 5 years of 365.25 days, rounded to whole days


def test_the_key_shows_in_no_text():
    identity = make_identity("S", now=NOW, years=1)
    assert identity.key not in repr(identity)
    assert "PRIVATE" not in repr(identity)


@pytest.mark.parametrize(("name", "years"), [("", 5), ("x" * 65, 5), ("a\nb", 5), ("S", 0), ("S", 11)])
def test_an_impossible_name_or_length_is_refused(name, years):
    with pytest.raises(CertificateRefused):
        make_identity(name, now=NOW, years=years)


def test_what_was_made_is_read_back_as_it_was():
    made = make_identity("S", now=NOW, years=1)
    read = read_identity(made.chain.encode(), made.key.encode(), now=NOW, password=None, made_here=True)
    assert (read.chain, read.key, read.facts) == (made.chain, made.key, made.facts)


def test_a_given_chain_of_another_authority_is_taken():
    given = authority("Other")
    identity = read_identity(given.chain, given.key, now=NOW, password=None)
    assert (identity.facts.subject, identity.facts.made_here) == ("Other", False)


def test_an_encrypted_key_asks_for_its_password():
    given = authority()
    identity = read_identity(given.chain, encrypted(given.key), now=NOW, password=lambda: "secret")
    assert "ENCRYPTED" not in identity.key
    with pytest.raises(CertificateRefused, match="TEIRE_KEY_PASSWORD"):
        read_identity(given.chain, encrypted(given.key), now=NOW, password=lambda: "wrong")
    with pytest.raises(CertificateRefused, match="cannot be read"):
        read_identity(given.chain, encrypted(given.key), now=NOW, password=None)


def test_the_key_of_another_certificate_is_refused():
    with pytest.raises(CertificateRefused, match="not that of the first certificate"):
        read_identity(authority().chain, authority().key, now=NOW, password=None)


def test_a_chain_in_the_wrong_order_is_refused():
    given, other = authority(), authority("Other")
    leaf = given.chain.split(b"-----BEGIN")[1]
    with pytest.raises(CertificateRefused, match="no chain"):
        read_identity(b"-----BEGIN" + leaf + other.root, given.key, now=NOW, password=None)
    turned = given.root + b"-----BEGIN" + leaf
    with pytest.raises(CertificateRefused, match="not that of the first"):
        read_identity(turned, given.key, now=NOW, password=None)


def test_a_certificate_that_vouches_for_itself_is_refused():
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Self")])
    alone = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, NOW, NOW + timedelta(days=9))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .sign(key, hashes.SHA256())
    )
    with pytest.raises(CertificateRefused, match="vouches for itself"):
        read_identity(alone.public_bytes(serialization.Encoding.PEM), pem(key), now=NOW, password=None)


def test_a_certificate_for_another_purpose_is_refused():
    servers = authority(purpose=ExtendedKeyUsageOID.SERVER_AUTH)
    with pytest.raises(CertificateRefused, match="not one for signing pictures"):
        read_identity(servers.chain, servers.key, now=NOW, password=None)


def test_the_standards_own_purpose_is_taken():
    claims = authority(purpose=x509.ObjectIdentifier("1.3.6.1.4.1.62558.2.1"))
    assert read_identity(claims.chain, claims.key, now=NOW, password=None).algorithm == "es256"


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (datetime(2040, 1, 1, tzinfo=UTC), "expired on 2035-12-30"),
        (datetime(2025, 1, 1, tzinfo=UTC), "not valid before"),
    ],
)
def test_one_that_is_not_valid_now_is_refused_with_the_day(moment, sentence):
    given = authority()  # valid for 3650 days from 2026-01-01
    with pytest.raises(CertificateRefused, match=sentence):
        read_identity(given.chain, given.key, now=moment, password=None)


def test_validity_holds_to_its_last_moment():
    facts = make_identity("S", now=NOW, years=1).facts
    check_validity(facts, facts.valid_until)
    with pytest.raises(CertificateRefused, match="certificate make --replace"):
        check_validity(facts, facts.valid_until + timedelta(seconds=1))


@pytest.mark.parametrize("chain", [b"", b"text", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_refused(chain):
    with pytest.raises(CertificateRefused, match="holds none"):
        read_identity(chain, authority().key, now=NOW, password=None)


@pytest.mark.parametrize(
    "key",
    [
        pem(rsa.generate_private_key(65537, 1024)),
        pem(ec.generate_private_key(ec.SECP256K1())),
        pem(dsa.generate_private_key(1024)),
    ],
    ids=["short RSA", "a curve of coins", "DSA"],
)
def test_a_key_that_cannot_sign_pictures_is_refused(key):
    with pytest.raises(CertificateRefused, match="this kind of key"):
        read_identity(authority().chain, key, now=NOW, password=None)


@pytest.mark.parametrize("key", [pem(ed25519.Ed25519PrivateKey.generate()), b"text", b""])
def test_a_key_that_does_not_fit_or_cannot_be_read_is_refused(key):
    with pytest.raises(CertificateRefused):
        read_identity(authority().chain, key, now=NOW, password=None)
