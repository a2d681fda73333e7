"""One question over HTTP and its answer, as a whole within one deadline, whatever the other side does.

The time that requests knows is the time between two reads: a server that sends a byte now and then, or `100 Continue`
for ever, never exceeds it. So the exchange runs beside, and at the deadline its connection is cut from outside.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from studio_app import __version__
from studio_app.domain.language import _
from studio_app.integrations.errors import SourceError, SourceRefused
from studio_app.integrations.lines import HERE, CuttableAdapter, Lines
from studio_app.integrations.refusals import sentences

MOST_JSON_BYTES = 32 * 2**20
MOST_PICTURE_BYTES = 128 * 2**20
_CHUNK = 1 << 16
_LONGEST_SAID = 200
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a generator is: `base` is checked (`http://127.0.0.1:8188`); what is secret goes there and nowhere else.

    `token` is sent as a bearer token; with `user` both are sent as HTTP Basic authentication (RFC 7617).
    """

    base: str
    user: str = ""
    token: str = ""


def checked_base(address: str) -> str:
    """Return an address fit to be asked: http or https, a host, perhaps a port and a path, and nothing else.

    Raises `SourceError` for anything more: names and passwords in addresses end up in logs and lists.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as error:
        raise _no_address(address) from error
    plain = parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment
    if not plain or "@" in parts.netloc or port == 0 or any(character.isspace() for character in address.strip()):
        raise _no_address(address)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


class Exchange:
    """Asks one generator. Nothing is followed elsewhere, no proxy of the surroundings is used, nothing is unpacked."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._name = urlsplit(address.base).netloc

    def json(
        self,
        path: str,
        *,
        seconds: float,
        params: Mapping[str, str] | None = None,
        body: Any = None,
        files: Mapping[str, tuple[str, Path]] | None = None,
        form: Mapping[str, str] | None = None,
        most: int = MOST_JSON_BYTES,
    ) -> Any:
        """Ask with GET, or with POST where there is something to send, and return the JSON of the answer.

        Raises `SourceRefused` for an answer of 400 and above, `SourceError` for everything else that goes wrong.
        """

        def ask(session: requests.Session) -> Any:
            opened = {name: (shown, stream.open("rb")) for name, (shown, stream) in (files or {}).items()}
            try:
                with self._send(session, path, params, body=body, files=opened, form=form) as answer:
                    return self._json(answer, self._read(answer, most))
            finally:
                for _name, stream in opened.values():
                    stream.close()

        return self._within(seconds, ask)

    def data(self, path: str, *, seconds: float, params: Mapping[str, str] | None = None, most: int) -> bytes:
        """Ask with GET and return the body as it came, at most `most` bytes; raises as `json` does."""

        def ask(session: requests.Session) -> bytes:
            with self._send(session, path, params) as answer:
                return self._read(answer, most)

        return self._within(seconds, ask)

    def tell(self, path: str, body: Any, *, seconds: float) -> None:
        """Post what is answered with nothing that matters."""

        def ask(session: requests.Session) -> None:
            with self._send(session, path, None, body=body) as answer:
                self._read(answer, 64 * 1024)

        self._within(seconds, ask)

    def file(self, path: str, to: Path, *, seconds: float, params: Mapping[str, str], most: int) -> int:
        """Write the body of an answer to `to`, a new file, and return its size; nothing is left of a broken one."""

        def ask(session: requests.Session) -> int:
            with self._send(session, path, params) as answer:
                size = 0
                with to.open("xb") as out:
                    for chunk in self._chunks(answer, most):
                        size += len(chunk)
                        out.write(chunk)
                return size

        try:
            return self._within(seconds, ask)
        except BaseException:
            to.unlink(missing_ok=True)
            raise

    def _send(
        self,
        session: requests.Session,
        path: str,
        params: Mapping[str, str] | None,
        *,
        body: Any = None,
        files: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
    ) -> requests.Response:
        posting = body is not None or files
        auth = (self._address.user, self._address.token) if self._address.user else None
        headers = {"Accept-Encoding": "identity", "User-Agent": f"Teire/{__version__}"}
        if self._address.token and not self._address.user:
            headers["Authorization"] = f"Bearer {self._address.token}"
        answer = session.request(
            "POST" if posting else "GET",
            f"{self._address.base}{path}",
            params=dict(params or {}),
            json=body,
            files=dict(files) if files else None,
            data=dict(form or {}) if files else None,
            headers=headers,
            auth=auth,
            stream=True,
            allow_redirects=False,
            timeout=30,
        )
        self._check(answer)
        return answer

    def _check(self, answer: requests.Response) -> None:
        status = answer.status_code
        if status in (401, 403):
            raise SourceRefused(
                _("{source} does not let you in ({status}).", source=self._name, status=status),
                hint=_("Set its user and token anew: “teire source add” with the same name asks for them."),
                status=status,
            )
        if 300 <= status < 400:
            raise SourceError(
                _("{source} sends one elsewhere ({status}); that is not followed.", source=self._name, status=status),
                hint=_("Give the address where the generator itself answers."),
            )
        if status >= 400:
            said = self._said(answer)
            raise SourceRefused(
                _("{source} says {status}: {said}", source=self._name, status=status, said=said),
                hint=_("Look at the generator's own window or log, then try again."),
                status=status,
            )
        packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if packed not in ("", "identity"):
            raise SourceError(
                _("{source} packs its answer ({how}), which was not asked for.", source=self._name, how=packed[:40]),
                hint=_("A proxy in between may do that; give the generator's own address."),
            )

    def _said(self, answer: requests.Response) -> str:
        """Return the beginning of what a refusal says, on one line."""
        try:
            data = self._read(answer, 64 * 1024)
        except SourceError:
            return ""
        try:
            said = json.loads(data)
        except (ValueError, RecursionError):
            said = data.decode("utf-8", "replace")
        text = "; ".join(dict.fromkeys(sentences(said))) or (said if isinstance(said, str) else json.dumps(said))
        plain = "".join(character if character.isprintable() else " " for character in text)
        return " ".join(plain.split())[:_LONGEST_SAID]

    def _read(self, answer: requests.Response, most: int) -> bytes:
        return b"".join(self._chunks(answer, most))

    def _chunks(self, answer: requests.Response, most: int) -> Any:
        """Yield the body as it comes; more than `most` bytes, or less than were promised, is a refusal."""
        size = 0
        while chunk := answer.raw.read(_CHUNK, decode_content=False):
            size += len(chunk)
            if size > most:
                raise SourceError(
                    _("{source} sends more than {most} MiB.", source=self._name, most=most // 2**20),
                    hint=_("That is no answer to this question. Check the address."),
                )
            yield chunk

    def _json(self, answer: requests.Response, data: bytes) -> Any:
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            kind = answer.headers.get("Content-Type", "")[:60] or _("no type")
            raise SourceError(
                _("{source} answers with something that is no JSON ({kind}).", source=self._name, kind=kind),
                hint=_("Check the address: it may be that of another program, or of a page to log in."),
            ) from error

    def _within(self, seconds: float, ask: Callable[[requests.Session], _Answer]) -> _Answer:
        """Run an exchange beside this thread and cut its connection at the deadline."""
        lines = Lines()
        result: list[_Answer] = []
        failure: list[BaseException] = []

        def run() -> None:
            HERE.lines = lines
            try:
                with requests.Session() as session:
                    session.trust_env = False
                    for scheme in ("http://", "https://"):
                        session.mount(scheme, CuttableAdapter())
                    result.append(ask(session))
            except BaseException as error:  # noqa: BLE001  # carried over to the thread that asked
                failure.append(error)
            finally:
                lines.finish()

        hand = threading.Thread(target=run, daemon=True, name="teire-exchange")
        hand.start()
        hand.join(seconds)
        late = hand.is_alive()
        lines.cut()
        if late:
            hand.join(1.0)
            raise SourceError(
                _("{source} did not answer within {seconds} seconds.", source=self._name, seconds=int(seconds)),
                hint=_("See whether the generator runs and is not busy, then try again."),
            )
        if failure:
            raise self._in_words(failure[0]) from failure[0]
        return result[0]

    def _in_words(self, error: BaseException) -> BaseException:
        """Return what went wrong as a sentence; what is no fault of the network stays what it is."""
        if isinstance(error, (requests.exceptions.SSLError,)):
            return SourceError(
                _("{source} cannot prove that it is who it says.", source=self._name),
                hint=_("Its certificate is not one this machine trusts."),
            )
        if isinstance(error, (requests.exceptions.ConnectionError, requests.exceptions.ConnectTimeout)):
            return SourceError(
                _("{source} cannot be reached.", source=self._name),
                hint=_("See whether the generator runs, and whether the address is right."),
            )
        if isinstance(error, (requests.exceptions.RequestException, HTTPError, ConnectionError)):
            return SourceError(
                _("The answer of {source} broke off or made no sense.", source=self._name),
                hint=_("Try again; if it happens again, look at the generator's own log."),
            )
        return error


def _no_address(address: str) -> SourceError:
    return SourceError(
        _("{address} is no address of a generator.", address=f"“{address[:80]}”"),
        hint=_("Write it like http://127.0.0.1:8188, without a name, password or question in it."),
    )
