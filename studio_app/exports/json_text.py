"""Sheets as JSON for other programs: names exactly as they are, never a float."""

import json
from typing import Any

Json = dict[str, Any]


def json_bytes(document: Json) -> bytes:
    """Encode a document as UTF-8, readable by people; a broken surrogate in a name stays an escape."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")
