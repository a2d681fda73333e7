"""Append-only, signed, hash-linked evidence as pure functions over bytes; imports only `domain`."""
