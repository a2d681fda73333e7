"""Every row of the shared manifest that states what is true of a file, read and held against what we find."""

import re
from dataclasses import dataclass

import pytest

from studio_app.domain.credentials import CredentialState
from studio_app.domain.source_types import source_type_term
from studio_app.sandbox.work import examine
from tests.shared_data import SHARED

DATA = SHARED / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the shared sample files are not at {DATA}")

# What the manifest calls a fact, and the names that it may have among our findings.
NAMES = {
    "steps": ("steps",),
    "sampler": ("sampler",),
    "sampler_name": ("sampler",),
    "schedule type": ("scheduler",),
    "scheduler": ("scheduler", "sampler"),
    "cfg scale": ("cfg_scale",),
    "cfg": ("cfg_scale",),
    "cfgscale": ("cfg_scale",),
    "scale": ("cfg_scale",),
    "seed": ("seed",),
    "noise_seed": ("seed",),
    "size": ("size",),
    "resolution": ("size",),
    "model": ("model",),
    "base_model": ("model",),
    "base_model_name": ("model",),
    "model hash": ("model_hash",),
    "version": ("version",),
    "app": ("version",),
    "swarm_version": ("version",),
}
FACT = re.compile(r"([A-Za-z_]+(?: (?:type|scale|hash))?)=(\([^)]*\)|[^,;|]+)")


@dataclass(frozen=True)
class Row:
    name: str
    what: str
    known: str


def rows(folder: str) -> list[Row]:
    """Return the rows of one folder; none where the shared files are absent."""
    manifest = DATA / "MANIFEST.md"
    if not manifest.is_file():
        return []
    found = []
    for line in manifest.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith(f"| {folder}/") and len(cells) >= 5:
            found.append(Row(name=cells[0], what=cells[2], known=" | ".join(cells[3:-1])))
    return found


def facts(known: str) -> list[tuple[str, str]]:
    said = re.sub(r'"[^"]*"', "", known)
    return [
        (key.lower(), value.strip()) for key, value in FACT.findall(said) if key.lower() in NAMES and value != "None"
    ]


def same(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return "".join(one.split()).strip("()").replace(",", "x").lower() == "".join(other.split()).lower()


def test_the_manifest_has_the_rows_that_this_test_is_about():
    if not DATA.is_dir():
        pytest.skip(f"the shared sample files are not at {DATA}")
    assert (len(rows("a_ai_metadata")), len(rows("b_c2pa"))) == (36, 16)
    assert sum(len(facts(row.known)) for row in rows("a_ai_metadata")) > 150


@needs_data
@pytest.mark.parametrize("row", rows("a_ai_metadata"), ids=lambda row: row.name.rpartition("/")[2])
def test_a_generated_picture_says_what_the_manifest_knows(row):
    found = examine(DATA / row.name, None)
    size = re.match(r"\S+(?: WEBP)? (\d+)x(\d+)", row.known)
    assert size is None or (found.facts.width, found.facts.height) == (int(size[1]), int(size[2]))
    record = found.marks.generation
    expected = facts(row.known)
    dream = re.search(r'Dream: "', row.known)
    if not expected and not dream:
        assert record is None
        assert any("No evidence of a generator" in sentence for sentence in found.marks.limits)
        return
    assert record is not None
    for key, value in expected:
        said = [finding.value for finding in record.findings if finding.name in NAMES[key]]
        assert any(same(value, one) or one.startswith(value.rstrip("…")) for one in said), (key, value, said)
    for models in re.findall(r"models: ([^;]+)", row.known):
        assert {model.strip() for model in models.split(",")} <= set(record.values("model"))
    for node, seed in re.findall(r"(\S+#\S+) (?:noise_)?seed=(\d+)", row.known):
        kind, _hash, key = node.partition("#")
        where = [finding.where for finding in record.findings if (finding.name, finding.value) == ("seed", seed)]
        assert any(place.endswith(f"#{key} {kind}") for place in where)
    begins = re.search(r'prompt starts "([^"]*)"', row.known)
    if begins:
        start = "".join(begins[1].replace(" / ", "").split())
        assert any("".join(prompt.split()).startswith(start[:40]) for prompt in record.prompts)
    assert record.prompts


@needs_data
@pytest.mark.parametrize("row", rows("b_c2pa"), ids=lambda row: row.name.rpartition("/")[2])
def test_a_credential_is_what_the_manifest_knows(row):
    found = examine(DATA / row.name, None).marks.content_credentials
    if "no C2PA manifest" in row.known:
        assert found == ()
        return
    (credential,) = found
    if "raises: Remote" in row.known:
        assert credential.state is CredentialState.REMOTE
        assert credential.address.startswith("https://")
        return
    if "raises:" in row.known:
        assert credential.state is CredentialState.MALFORMED
        return
    assert credential.is_evidence == ("state=Valid" in row.known)
    said = dict(re.findall(r"(state|issuer|generator|ingredients|digitalSourceType|codes)=([^;]+)", row.known))
    assert credential.signer.startswith(said["issuer"])
    signed = re.search(r"signed (\d\S+);", row.known)
    assert credential.signed_at.startswith(signed[1].partition("+")[0] if signed else "")
    assert bool(credential.signed_at) == bool(signed)
    name = re.split(r"[ /]", said["generator"])[0]
    assert credential.generator.startswith(name)
    assert len([one for one in credential.ingredients if not one.nested]) == int(said["ingredients"])
    terms = {source_type_term(one.value) for one in credential.source_types}
    assert terms == set(re.findall(r"'(\w+)'", said["digitalSourceType"]))
    assert set(re.findall(r"'([\w.]+)'", said["codes"])) == set(credential.codes)


@needs_data
@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("adobe-20220124-E-sig-CA.jpg", CredentialState.BAD_SIGNATURE),
        ("adobe-20220124-E-dat-CA.jpg", CredentialState.CHANGED),
        ("adobe-20220124-XCA.jpg", CredentialState.CHANGED),
    ],
)
def test_what_is_the_matter_with_a_credential_is_named(name, state):
    (credential,) = examine(DATA / "b_c2pa" / name, None).marks.content_credentials
    assert credential.state is state


@needs_data
@pytest.mark.parametrize(
    ("name", "title"), [("adobe-20220124-CIE-sig-CA.jpg", "E-sig-CA.jpg"), ("CACAE-uri-CA.jpg", "E-uri-CA.jpg")]
)
def test_an_ingredient_whose_credential_does_not_hold_is_named(name, title):
    marks = examine(DATA / "b_c2pa" / name, None).marks
    (credential,) = marks.content_credentials
    assert [one.title for one in credential.ingredients if one.holds is False] == [title]
    assert "The credentials of one of the pictures that went into it do not hold." in marks.limits
