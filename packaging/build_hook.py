"""Told by hatchling before it builds: compiles what is in C, and says that the wheel is for this kind of machine."""

import runpy
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NativeLibraries(BuildHookInterface[Any]):
    """Compiles the libraries that lie beside their sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling names it
        """Add what was compiled to the wheel; where nothing was, it is one for every machine."""
        root = Path(self.root)
        built = runpy.run_path(str(root / "packaging" / "native.py"))["build"](root)
        if built:
            build_data["artifacts"] += [str(library.relative_to(root)) for library in built]
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"
