"""The audit of a log from its bytes alone: hashes, signatures, feeds, order and signed head."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from studio_app.domain.ids import EntryHash, EntryId, FeedId, StudioId
from studio_app.domain.language import _
from studio_app.ledger.canonical import NotCanonical
from studio_app.ledger.checkpoints import read_checkpoint
from studio_app.ledger.entries import LedgerEntry, leaf_hash, read_leaf
from studio_app.ledger.kinds import FEED_OPENED, STUDIO_FOUNDED
from studio_app.ledger.merkle import Frontier
from studio_app.ledger.signing import entry_signature_holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not hold: where it is and one sentence. `position` None: not about one entry."""

    position: int | None
    entry: EntryHash | None
    sentence: str


@dataclass(slots=True)
class LogAudit:
    """Walks a log once. After `check` is exhausted, `entries` and `root` tell what was read."""

    studio: StudioId
    entries: int = 0
    root: str = ""
    keys: dict[FeedId, str] = field(default_factory=dict)
    _heads: dict[FeedId, LedgerEntry] = field(default_factory=dict)
    _numbers: set[tuple[FeedId, int]] = field(default_factory=set)
    _ids: dict[EntryId, int] = field(default_factory=dict)

    def check(self, log: Iterable[tuple[int, bytes]], *, note: str | None) -> Iterator[Finding]:
        """Yield findings in the log's order: `log` are positions with leaves, `note` the stored checkpoint."""
        frontier, roots = Frontier(), {0: Frontier().root()}
        signed = _size_of(note)
        for expected, (position, leaf) in enumerate(log):
            yield from self._check_leaf(expected, position, leaf)
            self.entries += 1
            frontier = frontier.grown(bytes.fromhex(leaf_hash(leaf)))
            if self.entries == signed:
                roots[signed] = frontier.root()
        self.root = frontier.root().hex()
        yield from self._check_head(note, roots)

    def _check_leaf(self, expected: int, position: int, leaf: bytes) -> Iterator[Finding]:
        """Yield what is wrong with one leaf at its place."""
        if position != expected:
            yield Finding(position=expected, entry=None, sentence=_("Entry {n} is missing from the log.", n=expected))
        try:
            entry = read_leaf(leaf)
        except NotCanonical as error:
            yield Finding(position=position, entry=None, sentence=error.message)
            return
        for sentence in self._sentences(entry, position):
            yield Finding(position=position, entry=entry.hash, sentence=sentence)
        self._ids.setdefault(entry.id, position)
        self._heads[entry.feed] = entry
        self._numbers.add((entry.feed, entry.number))

    def _sentences(self, entry: LedgerEntry, position: int) -> Iterator[str]:
        """Yield a sentence for each thing about a readable entry that does not hold."""
        if entry.studio != self.studio:
            yield _("The entry belongs to another studio.")
        if position == 0 and entry.kind != FEED_OPENED:
            yield _("The log does not begin with the opening of a feed.")
        if position == 1 and entry.kind != STUDIO_FOUNDED:
            yield _("The log's second entry does not found the studio.")
        yield from self._feed_sentences(entry)
        if entry.id in self._ids:
            yield _("The entry's id already stands at position {n}.", n=self._ids[entry.id])
        if entry.kind == FEED_OPENED and entry.number == 1:
            self.keys.setdefault(entry.feed, str(entry.payload.get("public_key", "")))
        if not entry_signature_holds(self.keys.get(entry.feed, ""), entry.body, entry.signature):
            yield _("The signature does not hold: somebody else wrote these bytes, or they were changed.")

    def _feed_sentences(self, entry: LedgerEntry) -> Iterator[str]:
        """Yield what breaks the numbering and the links of the entry's feed."""
        head = self._heads.get(entry.feed)
        if head is None:
            if entry.number != 1 or entry.previous is not None or entry.kind != FEED_OPENED:
                yield _("The feed does not begin with its opening.")
        elif (entry.feed, entry.number) in self._numbers:
            yield _(
                "Two entries stand under number {n} of one feed: a backup was restored or a disk cloned.",
                n=entry.number,
            )
        elif entry.number < head.number:
            yield _("Number {n} of the feed stands after its number {m}.", n=entry.number, m=head.number)
        elif entry.number != head.number + 1:
            yield _("Numbers {a} to {b} of the feed are missing.", a=head.number + 1, b=entry.number - 1)
        elif entry.previous != head.hash:
            yield _("The entry does not link to the one before it in its feed.")
        if head is not None and entry.person != head.person:
            yield _("The entry is recorded by another person than the rest of its feed.")

    def _check_head(self, note: str | None, roots: dict[int, bytes]) -> Iterator[Finding]:
        """Yield what is wrong with the signed head of the log."""
        if note is None:
            if self.entries:
                yield Finding(position=None, entry=None, sentence=_("The log has no signed head."))
            return
        try:
            head = read_checkpoint(note)
        except ValueError:
            yield Finding(position=None, entry=None, sentence=_("The log's signed head cannot be read."))
            return
        if not head.holds_for(self.keys.get(head.feed, "")):
            yield Finding(position=None, entry=None, sentence=_("The signature of the log's head does not hold."))
        if head.size > self.entries:
            sentence = _("The log ends after {n} entries, its signed head covers {m}.", n=self.entries, m=head.size)
            yield Finding(position=self.entries, entry=None, sentence=sentence)
        elif roots.get(head.size) != head.root:
            yield Finding(position=None, entry=None, sentence=_("The log's root is not the one its head signed."))
        elif head.size < self.entries:
            sentence = _("The signed head covers {m} of {n} entries.", n=self.entries, m=head.size)
            yield Finding(position=head.size, entry=None, sentence=sentence)


def _size_of(note: str | None) -> int | None:
    """Return how many leaves the note covers, or None where it cannot be read."""
    try:
        return None if note is None else read_checkpoint(note).size
    except ValueError:
        return None
