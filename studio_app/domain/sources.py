"""The generators of a studio, what was asked of them, and how far each request is."""

from dataclasses import dataclass, field
from enum import StrEnum

from studio_app.domain.ids import BackgroundId, PersonId


class SourceKind(StrEnum):
    """The interfaces that generators are asked through."""

    COMFYUI = "comfyui"
    A1111 = "a1111"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A generator of the studio: `name` is what people call it, `address` where it answers, `user` who logs in.

    What is secret is never part of it; the system's keyring holds that.
    """

    name: str
    kind: SourceKind
    address: str
    user: str = ""


class JobState(StrEnum):
    """How far one picture of a request is. `unknown`: the generator has never heard of it, or has forgotten it."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is sent to a generator for each picture: a workflow or preset as JSON text with its places filled in.

    `layout` is the path of the kept layout, empty where the workflow takes none. `prompt` fills `{prompt}`.
    """

    workflow: str
    prompt: str = ""
    layout: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One run of a generator: `id` is ours and honoured by generators that take one, `seed` what it was given."""

    id: str
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asked of a generator for a background, kept before it is sent, so that it survives a restart.

    `done` are the ids of jobs whose pictures stand in the ledger or that came to nothing.
    """

    id: str
    source: str
    background: BackgroundId
    by: PersonId | None
    order: Order
    jobs: tuple[Job, ...]
    done: frozenset[str] = field(default_factory=frozenset)

    @property
    def open_jobs(self) -> tuple[Job, ...]:
        """Jobs that are still to be collected."""
        return tuple(job for job in self.jobs if job.id not in self.done)
