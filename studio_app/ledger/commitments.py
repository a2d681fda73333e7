"""Texts that entries bind without carrying them, so that they can be erased without touching an entry."""

import hmac
import secrets
from dataclasses import dataclass

_PREFIX = b"teire-text/1\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundText:
    """A text, the random key it is bound with, and the commitment (HMAC-SHA256, hexadecimal) that an entry carries.

    Once key and text are erased, the commitment tells nothing, not even to somebody who guesses the text.
    """

    commitment: str
    key: bytes
    text: str

    @property
    def holds(self) -> bool:
        """Whether the text is the one that was bound."""
        return hmac.compare_digest(commitment_of(self.key, self.text), self.commitment)


def bind(text: str) -> BoundText:
    """Bind a text with a fresh key of 256 random bits."""
    key = secrets.token_bytes(32)
    return BoundText(commitment=commitment_of(key, text), key=key, text=text)


def commitment_of(key: bytes, text: str) -> str:
    """Return HMAC-SHA256(key, "teire-text/1\\n" || text in UTF-8) in hexadecimal."""
    return hmac.digest(key, _PREFIX + text.encode(), "sha256").hex()
