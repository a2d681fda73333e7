"""The shape of the source: which package may import which, and how large a file may grow."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "studio_app"
SOURCES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = {
    "analysis",
    "capture",
    "cli",
    "demo",
    "domain",
    "exports",
    "imaging",
    "integrations",
    "ledger",
    "qt",
    "sandbox",
    "statements",
    "storage",
    "viewing",
    "workflow",
}


def lint(root, config=None):
    """Run the import contracts of `root` and return their exit status and words."""
    settings = ROOT / "pyproject.toml" if config is None else config
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", settings],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_import_goes_the_way_the_arrows_point():
    status, words = lint(ROOT)
    assert status == 0, words


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/nouns.py", "import studio_app.ledger", "Arrows point one way"),
        ("ledger/chain.py", "import studio_app.capture", "Arrows point one way"),
        ("workflow/steps.py", "import sqlalchemy", "The core knows no window, database, network or settings"),
        ("qt/window.py", "import studio_app.storage", "The window reaches storage only through workflow"),
    ],
)
def test_a_planted_import_against_the_arrows_is_caught(tmp_path, module, line, contract):
    names = {path.parent.relative_to(PACKAGE) for path in SOURCES} - {Path()}
    for name in names:
        (tmp_path / "studio_app" / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "studio_app" / name / "__init__.py").touch()
    for name in ("__init__.py", "__main__.py", *(path.name for path in PACKAGE.glob("bootstrap*.py"))):
        (tmp_path / "studio_app" / name).touch()
    (tmp_path / "studio_app" / module).write_text(line + "\n", encoding="utf-8")
    status, words = lint(tmp_path)
    assert status == 1
    assert f"{contract} BROKEN" in words


def test_no_file_is_longer_than_300_lines():
    long = {
        str(path.relative_to(ROOT)): count
        for path in SOURCES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.name == "__init__.py"], ids=lambda path: path.parent.name
)
def test_a_package_says_only_what_it_is(path):
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value.value, str)
    allowed = body[1:] if path.parent != PACKAGE else [one for one in body[1:] if not is_version(one)]
    assert allowed == []


def is_version(statement):
    """The package itself may say its version, which the build reads from there."""
    return isinstance(statement, ast.Assign) and statement.targets[0].id == "__version__"


def test_every_module_opens_with_a_sentence():
    silent = [str(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_there_is_no_package_without_a_place_in_the_map():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()} - {"__pycache__", "_shipped"}
    assert folders <= FOLDERS
