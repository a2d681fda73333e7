"""The nouns of the studio as frozen values: no I/O, no Qt, no database; imports nothing of the other packages."""
