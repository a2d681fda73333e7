"""A feed's own key: Ed25519 (RFC 8032) over a prefix naming what is signed."""

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ENTRY = b"teire-entry/1\n"


class FeedKey:
    """The private half; it never leaves the installation that made it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private

    @classmethod
    def generate(cls) -> "FeedKey":
        """Make a new key from the system's random source."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_secret(cls, secret: str) -> "FeedKey":
        """Read a key from the base64 text that `secret` gave; raise ValueError if it is none."""
        return cls(Ed25519PrivateKey.from_private_bytes(base64.b64decode(secret, validate=True)))

    @property
    def secret(self) -> str:
        """The 32 private bytes in base64, for the keyring."""
        return base64.b64encode(self._private.private_bytes_raw()).decode()

    @property
    def public(self) -> str:
        """The 32 public bytes in base64, as `feed-opened/1` carries them."""
        return base64.b64encode(self._private.public_key().public_bytes_raw()).decode()

    def sign_entry(self, body: bytes) -> bytes:
        """Return the 64-byte signature over `"teire-entry/1\\n" || body`."""
        return self._private.sign(_ENTRY + body)

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature over a message that carries its own prefix."""
        return self._private.sign(message)


def entry_signature_holds(public: str, body: bytes, signature: bytes) -> bool:
    """Whether `signature` over an entry's body is by the holder of `public`."""
    return signature_holds(public, _ENTRY + body, signature)


def signature_holds(public: str, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` is by the holder of `public` (base64); False where `public` is no key."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
