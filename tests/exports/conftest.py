"""The builder of small studios (shared with the tests of statements), and a sheet of every kind of row."""

import importlib.util
from datetime import date, timedelta
from pathlib import Path

import pytest

from studio_app.domain.money import Money
from studio_app.statements.credits import draw_up_credits
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import Period
from studio_app.statements.roles import parse_roles
from studio_app.statements.scopes import CreditScope

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def make():
    path = ROOT / "tests" / "statements" / "studio_builder.py"
    spec = importlib.util.spec_from_file_location("studio_builder", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def studio(make):
    """Two painters of one name, an art director, one who asked not to be named, a generator."""
    stages = (
        make.stage("C012", "generation", system="NovelAI", version="v3"),
        make.stage("C012", by="SATO-A"),
        make.stage("C013", by="QUIET"),
    )
    return make.reading(
        people=(
            make.person("SATO-A", "佐藤 光", reading="サトウ", name_en="Hikaru Sato", company="KO"),
            make.person("SATO-B", "佐藤 光", reading="サトウ"),
            make.person("AD", "𠮷田 監督", registration_number="T1234567890123"),
            make.person("QUIET", "静か 名無"),
            make.person("KO", "株式会社 空色", kind="company"),
        ),
        backgrounds=(make.background("C012", ("012",), "01"), make.background("C013", ("013",), "01")),
        stages=stages,
        sessions=(
            make.session("s1", "C012", "SATO-A", timedelta(hours=2, minutes=14), unconfirmed=timedelta(minutes=20)),
            make.session("s2", "C012", "SATO-B", timedelta(minutes=30, milliseconds=250), basis="stated"),
        ),
        reviews=(make.review("r1", stages[1], "AD", "retake", "generator-defect", note="=1+1\n夜に"),),
        rates=(make.rate("SATO-A", 2500), make.rate("SATO-A", 8000, "background")),
        omissions=(make.omission("QUIET", asked=True, reason="本人の希望", signed_by="QUIET"),),
    )


@pytest.fixture(scope="session")
def draw_credits():
    roles = parse_roles((ROOT / "resources" / "tables" / "roles.toml").read_text("utf-8"))

    def draw(reading):
        return draw_up_credits(reading, roles, CreditScope())

    return draw


@pytest.fixture(scope="session")
def draw_pay():
    def draw(reading):
        april = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
        return draw_up_pay(reading, april, Money(minor=1500, currency="JPY"))

    return draw
