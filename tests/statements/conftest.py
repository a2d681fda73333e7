"""The builder of small studios and the shipped table of roles, as fixtures."""

import importlib.util
from pathlib import Path

import pytest

from studio_app.statements.roles import parse_roles


@pytest.fixture(scope="session")
def make():
    path = Path(__file__).with_name("studio_builder.py")
    spec = importlib.util.spec_from_file_location("studio_builder", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def roles_text():
    return (Path(__file__).resolve().parents[2] / "resources" / "tables" / "roles.toml").read_text("utf-8")


@pytest.fixture(scope="session")
def roles(roles_text):
    return parse_roles(roles_text)
