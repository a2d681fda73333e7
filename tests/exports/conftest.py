"""The builder of small studios (shared with the tests of statements), and a sheet of every kind of row."""

import importlib.util
import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from studio_app.domain.deliveries import DeliveredFormat
from studio_app.domain.money import Money
from studio_app.exports.delivery_files import DeliveryFiles
from studio_app.ledger.studio_certificates import make_identity
from studio_app.statements.credits import draw_up_credits
from studio_app.statements.pay import draw_up_pay
from studio_app.statements.pay_statement import Period
from studio_app.statements.roles import parse_roles
from studio_app.statements.scopes import CreditScope
from studio_app.workflow.delivery_ports import DeliveryJob
from tests.credential_files import landscape
from tests.delivered_files import ENDINGS
from tests.delivery_notes import note
from tests.shared_data import shared_file

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
            make.person("AD", "𠮷田 監督", registration_number="T7123456789012"),
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


@pytest.fixture(scope="module")
def identity():
    return make_identity("夜の神社", now=datetime.now(UTC), years=2)


@pytest.fixture
def picture(tmp_path):
    """Write a picture of a kind with a profile of its own."""

    def write(kind=DeliveredFormat.PNG, **more):
        path = tmp_path / f"source.{ENDINGS[kind]}"
        profile = shared_file("c_artist_files/icc_AdobeCompat-v4.icc").read_bytes()
        with Image.open(io.BytesIO(landscape(2))) as image:
            image.save(path, icc_profile=profile, **more)
        return path

    return write


@pytest.fixture
def deliver(tmp_path, identity, picture):
    """Make a delivered file of a picture and a note; return its path and what was lost."""

    def make(kind=DeliveredFormat.PNG, *, source=None, said=None, by=identity, files=None, encoded=False):
        said, source = said or note(), source or picture(kind)
        job = DeliveryJob(
            note=said,
            source=source,
            kind=kind,
            files=files or [source] * len(said.stages),
            identity=by,
            encoded=encoded,
        )
        folder = tmp_path / "aside"
        folder.mkdir(exist_ok=True)
        target = folder / f"delivered.{ENDINGS[kind]}"
        return target, DeliveryFiles().make(job, target)

    return make
