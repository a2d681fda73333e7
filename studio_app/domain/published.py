"""Text from files and machines made fit to leave the studio: no path, no user's name, no key in an address."""

import re

_LAST = r"(?P<last>[^\\/\s\"'<>|,;]+)?"
# Where files lie: a drive, a share, a home or another folder from the root on; only the file's own name goes on.
_PATHS = re.compile(
    r"(?<![\w.:/])(?:[A-Za-z]:[\\/]|\\\\[^\\/\s]+[\\/]|~[^\\/\s]*[\\/]|/(?=[^\\/\s\"'<>|]+/))"
    r"(?:[^\\/\"'<>|\n]*[\\/])*" + _LAST
)
_FILE = re.compile(r"file://\S*?(?P<last>[^\\/\s]*)(?=\s|$)")
_QUERY = re.compile(r"(https?://)(?:[^\s/@]*@)?([^\s?#]*)[?#]\S*")
_USER = re.compile(r"(https?://)[^\s/@]*@")


def published(text: str) -> str:
    """Return `text` with every absolute path cut to the name of its file, and addresses without users and keys.

    Relative names stay: `stabilityai/sdxl` and `SDXL/model.safetensors` say which model, not whose machine.
    """
    said = _FILE.sub(lambda found: found.group("last"), text)
    said = _USER.sub(r"\1", _QUERY.sub(r"\1\2", said))
    return _PATHS.sub(lambda found: found.group("last") or "", said)
