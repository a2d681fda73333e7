"""The Merkle tree of RFC 9162 (section 2.1): root, inclusion and consistency proofs, and a frontier that grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """Return the largest power of two smaller than `size` (at least 2)."""
    return 1 << (size - 1).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a growing tree: the roots of its complete subtrees, one for each 1 bit of `size`."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def grown(self, leaf: bytes) -> "Frontier":
        """Return the frontier after one more leaf hash (32 bytes)."""
        roots, carry, size = list(self.roots), leaf, self.size
        while size & 1:
            carry, size = node_hash(roots.pop(), carry), size >> 1
        return Frontier(self.size + 1, (*roots, carry))

    def root(self) -> bytes:
        """Return the tree's root hash."""
        if not self.roots:
            return EMPTY_ROOT
        *rest, root = self.roots
        for left in reversed(rest):
            root = node_hash(left, root)
        return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.grown(leaf)
    return frontier.root()


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return PATH(index, leaves) of RFC 9162, 2.1.3.1; the nearest sibling comes first."""
    if len(leaves) == 1:
        return ()
    middle = split(len(leaves))
    if index < middle:
        return (*inclusion_proof(index, leaves[:middle]), root_of(leaves[middle:]))
    return (*inclusion_proof(index - middle, leaves[middle:]), root_of(leaves[:middle]))


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            result = node_hash(sibling, result)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and result == root


def consistency_proof(old: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return PROOF(old, leaves) of RFC 9162, 2.1.4.1, for 0 < old <= len(leaves)."""
    return _subproof(old, leaves, whole=True)


def _subproof(old: int, leaves: Sequence[bytes], *, whole: bool) -> tuple[bytes, ...]:
    if old == len(leaves):
        return () if whole else (root_of(leaves),)
    middle = split(len(leaves))
    if old <= middle:
        return (*_subproof(old, leaves[:middle], whole=whole), root_of(leaves[middle:]))
    return (*_subproof(old - middle, leaves[middle:], whole=False), root_of(leaves[:middle]))


def consistency_holds(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Check that the tree of `old` leaves is the beginning of the tree of `new` (RFC 9162, 2.1.4.2)."""
    if old == new:
        return old_root == new_root and not proof
    if not 0 < old < new:
        return False
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    position, last = old - 1, new - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root
