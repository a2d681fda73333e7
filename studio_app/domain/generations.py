"""What a file says of the generator that made it, and other marks found in files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact read from a file: `name` (`seed`), `value` as text, and `where` it stood (`PNG tEXt parameters`)."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRecord:
    """What a file carries of a generator. `dialect` names the way it is written (`AUTOMATIC1111`, `ComfyUI`).

    An empty text means the file does not say. `findings` holds every fact with its place, in file order; several
    samplers or prompts are several findings. `prompts` are the positive, `negative_prompts` the negative ones.
    """

    dialect: str
    system: str
    version: str = ""
    model: str = ""
    prompts: tuple[str, ...] = ()
    negative_prompts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMarks:
    """All that was read from a file beside its pixels.

    `generation` None means no evidence was found in the file, never that a person made it. `credentials`
    are Content Credentials and IPTC source types; `evidence` times and histories (Krita's editing time, XMP history).
    `problems` are sentences on marks that could not be read.
    """

    generation: GenerationRecord | None = None
    credentials: tuple[Finding, ...] = ()
    evidence: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()
