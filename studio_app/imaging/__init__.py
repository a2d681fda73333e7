"""Files to arrays and back; imports only `domain`."""
