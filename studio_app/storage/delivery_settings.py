"""What a studio wants to stand in its delivered pictures: the section `[delivery]` of its `studio.toml`."""

import tomllib
from pathlib import Path

from studio_app.domain.deliveries import DeliveryWords
from studio_app.domain.language import _
from studio_app.storage.studio_folder import StudioFolderError


def delivery_words(root: Path) -> DeliveryWords:
    """Read `credit_line`, `rights` (texts) and `prompts` (true or false); what is not there is not said.

    Raises `StudioFolderError` where a value is of another kind.
    """
    path = root / "studio.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8")).get("delivery", {})
        credit_line, rights = found.get("credit_line", ""), found.get("rights", "")
        prompts = found.get("prompts", False)
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        raise _unclear(path) from error
    if not (isinstance(credit_line, str) and isinstance(rights, str) and isinstance(prompts, bool)):
        raise _unclear(path)
    return DeliveryWords(credit_line=credit_line.strip(), rights=rights.strip(), prompts=prompts)


def _unclear(path: Path) -> StudioFolderError:
    return StudioFolderError(
        _("The section “delivery” of {path} cannot be understood.", path=path),
        hint=_("It may hold the texts “credit_line” and “rights”, and “prompts = true”."),
    )
