"""Disk and database: the store, the ledger's tables, keys and settings of the installation."""
