"""Records in ActivityWatch's form, and a server that gives them out as aw-server 0.12.0 did when it was asked."""

import json
from datetime import UTC, datetime, timedelta

MORNING = datetime(2026, 4, 2, 0, 0, tzinfo=UTC)
"""Nine o'clock in Tokyo."""
TITLE = "https://secret.example/背景_第3話.kra"


def event(begun, minutes, **data):
    """An event that began so many minutes after nine in Tokyo."""
    return {
        "id": 1,
        "timestamp": (MORNING + timedelta(minutes=begun)).isoformat(),
        "duration": minutes * 60,
        "data": data,
    }


def front(begun, minutes, app="krita.exe"):
    return event(begun, minutes, app=app, title=TITLE, url=TITLE)


def there(begun, minutes, status="not-afk"):
    return event(begun, minutes, status=status)


def bucket(kind, events, host="room-07", client="aw-watcher"):
    return {"id": "", "type": kind, "client": client, "hostname": host, "data": {"note": TITLE}, "events": events}


def export(windows, afk=None, *, host="room-07", more=None):
    """Return an export's object: one machine's windows and, unless `afk` is None, its idle records."""
    buckets = {f"aw-watcher-window_{host}": bucket("currentwindow", windows, host)}
    if afk is not None:
        buckets[f"aw-watcher-afk_{host}"] = bucket("afkstatus", afk, host)
    return {"buckets": {**buckets, **(more or {})}}


def written(path, said):
    """Write an export as a file, as ActivityWatch does."""
    path.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return path


class WatchServer:
    """aw-server: the list without a slash at its end sends one elsewhere, and events overlap the period asked for."""

    def __init__(self, said):
        self.buckets = said["buckets"]
        self.asked = []

    def answer(self, method, path, query, body, headers):
        self.asked.append((method, path, query))
        if path == "/api/0/buckets":
            return 308, b""
        if path == "/api/0/buckets/":
            return 200, {
                name: {key: value for key, value in {**one, "id": name, "name": name}.items() if key != "events"}
                for name, one in self.buckets.items()
            }
        name = path.removeprefix("/api/0/buckets/").removesuffix("/events")
        if name not in self.buckets:
            return 404, {"message": f"There's no bucket named {name}."}
        start, end = (datetime.fromisoformat(query[key][0]) for key in ("start", "end"))
        return 200, [one for one in self.buckets[name]["events"] if _overlaps(one, start, end)]


def _overlaps(one, start, end):
    begun = datetime.fromisoformat(one["timestamp"])
    return begun <= end and begun + timedelta(seconds=one["duration"]) >= start
