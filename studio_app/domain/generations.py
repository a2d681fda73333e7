"""What a file says of the generator that made it, and other marks found in files."""

from dataclasses import dataclass

from studio_app.domain.credentials import ContentCredential
from studio_app.domain.findings import Conflict, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """One run of a sampler, each value as the text that stood there and empty where the file does not say.

    `size` is what was asked for (`1024x1024`), before anything was scaled. `model` and `loras` are the names of their
    files; `input_images` are the pictures that the run began from or was guided by (`layout.png`).
    """

    where: str
    seed: str = ""
    steps: str = ""
    sampler: str = ""
    scheduler: str = ""
    cfg_scale: str = ""
    denoise: str = ""
    size: str = ""
    model: str = ""
    loras: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    negative_prompts: tuple[str, ...] = ()
    input_images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRecord:
    """What a file carries of a generator. `dialect` names the way it is written (`AUTOMATIC1111`, `ComfyUI`).

    An empty text means the file does not say. `findings` holds every fact with its place, in file order; several
    samplers or prompts are several findings, and each run of a sampler is one of `samplings`. `prompts` are the
    positive, `negative_prompts` the negative ones.
    """

    dialect: str
    system: str
    version: str = ""
    model: str = ""
    prompts: tuple[str, ...] = ()
    negative_prompts: tuple[str, ...] = ()
    samplings: tuple[Sampling, ...] = ()
    findings: tuple[Finding, ...] = ()

    def values(self, name: str) -> tuple[str, ...]:
        """Return what the file says under one name, each once, in the order of the file."""
        return tuple(dict.fromkeys(finding.value for finding in self.findings if finding.name == name))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMarks:
    """All that was read from a file beside its pixels.

    `generation` None means no evidence was found in the file, never that a person made it. `credentials` are IPTC
    source types and places of manifests, `content_credentials` what the manifests say and whether it holds;
    `evidence` times and histories (Krita's editing time, XMP history). `conflicts` are places of the file that
    contradict each other; `problems` are sentences on marks that could not be read, `limits` sentences on what the
    file cannot say.
    """

    generation: GenerationRecord | None = None
    credentials: tuple[Finding, ...] = ()
    content_credentials: tuple[ContentCredential, ...] = ()
    evidence: tuple[Finding, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
