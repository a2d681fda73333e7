"""A small ledger in memory: feeds with keys of their own, laid into one log."""

from dataclasses import dataclass, field

import pytest

from studio_app.domain.facts import Basis
from studio_app.domain.ids import new_id, new_uuid
from studio_app.ledger import kinds
from studio_app.ledger.audit import LogAudit
from studio_app.ledger.checkpoints import sign_checkpoint
from studio_app.ledger.entries import Draft, compose, leaf_hash, leaf_of
from studio_app.ledger.merkle import root_of
from studio_app.ledger.signing import FeedKey

STUDIO = "11111111-2222-4333-8444-555555555555"


@dataclass
class Feed:
    """One person's sequence at one installation."""

    by: str = field(default_factory=new_id)
    id: str = field(default_factory=new_uuid)
    key: FeedKey = field(default_factory=FeedKey.generate)
    number: int = 0
    previous: str | None = None

    def leaf(self, kind="note/1", payload=None, *, key=None, studio=STUDIO, **changes):
        """Write the feed's next entry; `changes` put another number or link in its place."""
        place = {"number": self.number + 1, "previous": self.previous, "recorded_by": self.by, **changes}
        id_ = place.pop("id", None)
        draft = Draft(kind=kind, payload=payload or {}, basis=Basis.STATED, **({"id": id_} if id_ else {}))
        body = compose(draft, studio=studio, feed=self.id, recorded_at=1_775_000_000_000, zone="Asia/Tokyo", **place)
        leaf = leaf_of(body, (key or self.key).sign_entry(body))
        self.number, self.previous = place["number"], leaf_hash(leaf)
        return leaf

    def opening(self):
        return self.leaf(kinds.FEED_OPENED, {"public_key": self.key.public})


def head(feed, leaves, *, key=None, size=None):
    """Return a signed head over leaves."""
    covered = leaves[:size]
    root = root_of([bytes.fromhex(leaf_hash(leaf)) for leaf in covered])
    return sign_checkpoint(key or feed.key, studio=STUDIO, feed=feed.id, size=len(covered), root=root).note()


def findings_in(leaves, note, *, studio=STUDIO):
    """Return where something does not hold, and the sentences."""
    found = list(LogAudit(studio).check(enumerate(leaves), note=note))
    return [one.position for one in found], " ".join(one.sentence for one in found)


@pytest.fixture
def ledger():
    """The founding, an artist's feed of five entries, and the head signed by the artist."""
    desk, artist = Feed(by="installation:desk"), Feed()
    leaves = [desk.opening(), desk.leaf(kinds.STUDIO_FOUNDED), artist.opening()]
    leaves += [artist.leaf(payload={"hours": hours}) for hours in (1, 2, 3, 4)]
    return Ledger(desk, artist, leaves)


@dataclass
class Ledger:
    desk: Feed
    artist: Feed
    leaves: list

    @property
    def note(self):
        return head(self.artist, self.leaves)

    def audited(self, leaves=None, note=""):
        return findings_in(self.leaves if leaves is None else leaves, self.note if note == "" else note)

    new_feed = staticmethod(Feed)
    head = staticmethod(head)
    audit = staticmethod(findings_in)
