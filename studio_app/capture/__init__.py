"""What was saved and when someone worked: marks in files, clocks, session arithmetic; imports only `domain`."""
