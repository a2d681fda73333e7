"""Two pictures to what changed: pure functions over arrays; imports only `domain`."""
