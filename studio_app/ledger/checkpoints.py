"""The log's head as a C2SP checkpoint: what a person takes home (c2sp.org/tlog-checkpoint, c2sp.org/signed-note)."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from studio_app.domain.ids import FeedId, StudioId
from studio_app.ledger.signing import FeedKey, signature_holds

_ED25519 = b"\x01"
_DASH = "\u2014 "


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A signed tree head: `size` leaves under `root` (32 bytes), signed by the feed that wrote last."""

    studio: StudioId
    size: int
    root: bytes
    feed: FeedId
    key_id: bytes
    signature: bytes

    @property
    def text(self) -> str:
        """The bytes that are signed, as text."""
        return _text(self.studio, self.size, self.root)

    def note(self) -> str:
        """Return the whole signed note."""
        blob = base64.b64encode(self.key_id + self.signature).decode()
        return f"{self.text}\n{_DASH}{_name(self.studio, self.feed)} {blob}\n"

    def holds_for(self, public: str) -> bool:
        """Whether the signature is by the holder of the feed's public key (base64)."""
        if not signature_holds(public, self.text.encode(), self.signature):
            return False
        return self.key_id == key_id(_name(self.studio, self.feed), public)


def sign_checkpoint(key: FeedKey, *, studio: StudioId, feed: FeedId, size: int, root: bytes) -> Checkpoint:
    """Sign the head of the log with the feed's key."""
    return Checkpoint(
        studio=studio,
        size=size,
        root=root,
        feed=feed,
        key_id=key_id(_name(studio, feed), key.public),
        signature=key.sign(_text(studio, size, root).encode()),
    )


def read_checkpoint(note: str) -> Checkpoint:
    """Read a note that `Checkpoint.note` wrote; raise ValueError for anything else."""
    try:
        text, signed = note.split("\n\n")
        origin, size, root = text.split("\n")
        dash, name, blob = signed.removesuffix("\n").split(" ")
        raw = base64.b64decode(blob, validate=True)
        found = Checkpoint(
            studio=StudioId(origin.removeprefix("teire/")),
            size=int(size),
            root=base64.b64decode(root, validate=True),
            feed=FeedId(name.rpartition("/")[2]),
            key_id=raw[:4],
            signature=raw[4:],
        )
    except (ValueError, binascii.Error) as error:
        raise ValueError("not a checkpoint of this kind") from error
    if dash + " " != _DASH or found.note() != note:
        raise ValueError("not a checkpoint of this kind")
    return found


def key_id(name: str, public: str) -> bytes:
    """Return the signed note's key id: the first 4 bytes of SHA-256(name || 0x0A || 0x01 || public key)."""
    return sha256(name.encode() + b"\n" + _ED25519 + base64.b64decode(public)).digest()[:4]


def _name(studio: StudioId, feed: FeedId) -> str:
    return f"teire/{studio}/{feed}"


def _text(studio: StudioId, size: int, root: bytes) -> str:
    return f"teire/{studio}\n{size}\n{base64.b64encode(root).decode()}\n"
