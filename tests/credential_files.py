"""Pictures with Content Credentials, signed here with a root and a leaf made for the purpose."""

import datetime
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import c2pa
import numpy as np
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Authority:
    """Somebody who may sign: the chain of certificates, the key, and the root that one may trust, all as PEM."""

    chain: bytes
    key: bytes
    root: bytes


def authority(name: str = "Example Studio", *, purpose: x509.ObjectIdentifier | None = None) -> Authority:
    root_key, leaf_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, leaf_name = _name(f"{name} Root"), _name(name)
    root = (
        _builder(root_name, root_name, root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        _builder(leaf_name, root_name, leaf_key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([purpose or ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=purpose is not None
        )
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    return Authority(
        chain=leaf.public_bytes(pem) + root.public_bytes(pem),
        key=leaf_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
        root=root.public_bytes(pem),
    )


def signed(
    picture: bytes,
    path: Path,
    by: Authority,
    *,
    assertions: list[dict[str, Any]],
    kind: str = "image/png",
    remote: str = "",
) -> Path:
    """Write `picture` to `path` with a manifest of these assertions; with `remote`, only its address."""
    settings = c2pa.Settings.from_dict({"verify": {"verify_after_sign": False}})
    manifest = {"claim_generator_info": [{"name": "teire-test", "version": "1"}], "assertions": assertions}
    # Text that a certificate's chain and key are handed over as; no address of a time stamp.
    info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=by.chain, private_key=by.key, ta_url=None)
    with c2pa.Builder(json.dumps(manifest), context=c2pa.Context(settings)) as builder:
        if remote:
            builder.set_no_embed()
            builder.set_remote_url(remote)
        with c2pa.Signer.from_info(info) as signer, path.open("w+b") as target:
            builder.sign(signer, kind, io.BytesIO(picture), target)
    return path


def created(source_type: str, **more: Any) -> dict[str, Any]:
    """Return the assertion that the picture was made from `source_type` (`trainedAlgorithmicMedia`)."""
    action = {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE + source_type, **more}
    return {"label": "c2pa.actions.v2", "data": {"actions": [action]}}


def landscape(seed: int, size: tuple[int, int] = (96, 64)) -> bytes:
    """Return a PNG of soft shapes that differ with `seed`."""
    random = np.random.default_rng(seed)
    small = random.integers(0, 255, (5, 7, 3), dtype=np.uint8)
    stream = io.BytesIO()
    Image.fromarray(small).resize(size, Image.Resampling.BICUBIC).save(stream, "PNG")
    return stream.getvalue()


def _name(common: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, common), x509.NameAttribute(NameOID.COMMON_NAME, common)]
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_NOW)
        .not_valid_after(_NOW + datetime.timedelta(days=3650))
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
