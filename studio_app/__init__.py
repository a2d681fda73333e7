"""Teire: retouch, evidence, credits and pay for generated backgrounds.

The package is laid out as a line that never turns back: `domain` holds the nouns; `imaging`, `capture`,
`analysis` and `ledger` are engines that know only `domain`; `statements` reads the ledger; `workflow` strings
them together; `storage` and `exports` touch the disk; `cli` and `qt` ask `workflow` and show the answer;
`bootstrap` builds everything once. The import contract stands in `pyproject.toml`.
"""

__version__ = "0.1.0"
