"""From a source to something that can be asked."""

from studio_app.domain.sources import Source, SourceKind
from studio_app.integrations.a1111 import A1111
from studio_app.integrations.comfyui import ComfyUi
from studio_app.integrations.exchange import Address, Exchange, checked_base
from studio_app.workflow.generator_ports import PictureGenerator


def connected(source: Source, token: str) -> PictureGenerator:
    """Return the generator at a source's address; nothing is asked yet."""
    exchange = Exchange(Address(base=checked_base(source.address), user=source.user, token=token))
    return ComfyUi(exchange) if source.kind is SourceKind.COMFYUI else A1111(exchange)
