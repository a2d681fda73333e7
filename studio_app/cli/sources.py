"""`teire source`."""

import sys
from pathlib import Path
from typing import Any

import click

from studio_app.cli.answers import print_json, print_lines, print_table
from studio_app.cli.asked import Asked, asked, shared_options
from studio_app.cli.progress import shown_progress
from studio_app.domain.language import _
from studio_app.domain.sources import Request, Source, SourceKind
from studio_app.domain.wording import job_words
from studio_app.workflow.generating import workflow_text
from studio_app.workflow.views import Pulled, RequestView

_FOUND_SOMETHING = 1


@click.group()
@shared_options
def source() -> None:
    """The studio's own generators: asked for pictures of a background, which come in as its candidates."""


@source.command()
@click.argument("name")
@click.option("--kind", required=True, type=click.Choice([one.value for one in SourceKind]))
@click.option("--address", required=True, metavar="http://HOST:PORT")
@click.option("--user", default="", help="Who logs in, where it asks for a name and password.")
@click.option("--token", "asks_token", is_flag=True, help="Ask for its token or password and keep it in the keyring.")
@shared_options
@asked
def add(ask: Asked, name: str, kind: str, address: str, user: str, *, asks_token: bool) -> None:
    """Add a generator, or change one of the same name. What is secret goes to the system's keyring alone."""
    token = _secret(name) if asks_token else None
    kept = ask.steps.generating.add(Source(name=name, kind=SourceKind(kind), address=address, user=user), token=token)
    if ask.json:
        print_json(_source_document(kept))
        return
    print_lines([_("The source {name} was kept; “teire source test” asks whether it answers.", name=kept.name)])


@source.command(name="list")
@shared_options
@asked
def list_(ask: Asked) -> None:
    """List generators, and what was asked of them and is not there yet."""
    sources, requests = ask.steps.generating.sources(), ask.steps.generating.requests()
    if ask.json:
        print_json(
            {
                "sources": [_source_document(one) for one in sources],
                "requests": [_request_document(one) for one in requests],
            }
        )
        return
    print_table([(one.name, one.kind.value, one.address, one.user) for one in sources])
    if requests:
        print_lines(_request_line(one) for one in requests)


@source.command()
@click.argument("name")
@shared_options
@asked
def test(ask: Asked, name: str) -> None:
    """Ask whether a generator answers."""
    said = ask.steps.generating.test(name)
    if ask.json:
        print_json({"source": name, "says": said})
        return
    print_lines([said])


@source.command()
@click.argument("name")
@shared_options
@asked
def remove(ask: Asked, name: str) -> None:
    """Forget a generator; what came from it stays."""
    ask.steps.generating.remove(name)
    if ask.json:
        print_json({"removed": name})
        return
    print_lines([_("The source {name} is forgotten.", name=name)])


@source.command()
@click.argument("name")
@click.option("--background", required=True, metavar="CODE")
@click.option(
    "--workflow",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.json",
    help="ComfyUI's “Export (API)”, or a txt2img or img2img request; {layout} and {prompt} stand for their places.",
)
@click.option("--prompt", default="", help="The words for {prompt}.")
@click.option("--count", default=4, show_default=True, type=int, help="How many pictures.")
@click.option("--by", "asker", metavar="PERSON", help="Who wrote the prompt.")
@shared_options
@asked
def queue(ask: Asked, name: str, background: str, workflow: Path, prompt: str, count: int, asker: str | None) -> None:
    """Ask a generator for pictures of a background, from its layout."""
    request = ask.steps.generating.queue(
        name,
        background=background,
        workflow=workflow_text(workflow),
        prompt=prompt,
        count=count,
        asker=asker,
        by=ask.by,
    )
    if ask.json:
        print_json(_asked_document(request))
        return
    print_lines(
        [
            _(
                "{count} pictures were asked for as {request}; “teire source pull” waits for them.",
                count=len(request.jobs),
                request=request.id[:12],
            )
        ]
    )


@source.command()
@click.argument("name", required=False)
@shared_options
@asked
def pull(ask: Asked, name: str | None) -> int:
    """Wait for what was asked and take it in as candidates; what was taken in before is not taken again."""
    with shown_progress() as progress:
        pulled = ask.steps.generating.pull(source=name, by=ask.by, progress=progress)
    if ask.json:
        print_json(_pulled_document(pulled))
    else:
        print_lines(_pulled_lines(pulled))
    return _FOUND_SOMETHING if pulled.failed else 0


@source.command()
@click.argument("request", metavar="REQUEST-ID")
@shared_options
@asked
def cancel(ask: Asked, request: str) -> None:
    """Take a request back; what came in already stays."""
    ask.steps.generating.cancel(request)
    if ask.json:
        print_json({"cancelled": request})
        return
    print_lines([_("The request {request} was taken back.", request=request)])


def _secret(name: str) -> str:
    """Ask for a secret without showing it; from a pipe its first line is taken."""
    if sys.stdin.isatty():
        return str(click.prompt(_("Token or password of {name}", name=name), hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\n")


def _source_document(one: Source) -> dict[str, Any]:
    return {"name": one.name, "kind": one.kind.value, "address": one.address, "user": one.user}


def _asked_document(request: Request) -> dict[str, Any]:
    return {
        "request": request.id,
        "source": request.source,
        "background": request.background,
        "by": request.by,
        "jobs": [{"job": job.id, "seed": job.seed} for job in request.jobs],
    }


def _request_document(one: RequestView) -> dict[str, Any]:
    return {
        **_asked_document(one.request),
        "done": sorted(one.request.done),
        "states": {job: state.value for job, state in one.states.items()},
        "trouble": one.trouble,
    }


def _request_line(one: RequestView) -> str:
    left = len(one.request.open_jobs)
    counted = ", ".join(
        f"{sum(state is kind for state in one.states.values())} {job_words(kind)}"
        for kind in dict.fromkeys(one.states.values())
    )
    return _(
        "{request}  {code} from {source}: {left} of {count} to come ({states})",
        request=one.request.id[:12],
        code=one.background_code,
        source=one.request.source,
        left=left,
        count=len(one.request.jobs),
        states=one.trouble or counted,
    )


def _pulled_document(pulled: Pulled) -> dict[str, Any]:
    return {
        "taken": [
            {"candidate": one.id, "background": one.background, "number": one.number, "sha256": one.sha256}
            for one in pulled.taken
        ],
        "already": pulled.already,
        "failed": list(pulled.failed),
        "still_open": pulled.still_open,
    }


def _pulled_lines(pulled: Pulled) -> list[str]:
    lines = [_("{count} candidates came in.", count=len(pulled.taken))]
    if pulled.already:
        lines.append(_("{count} stood there already.", count=pulled.already))
    lines += pulled.failed
    if pulled.still_open:
        lines.append(_("{count} pictures are still to come.", count=pulled.still_open))
    return lines
