"""The ledger read as credits and pay; pure, imports only `domain`."""
