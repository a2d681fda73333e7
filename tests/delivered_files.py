"""Delivered files as others read them: exiftool, and the reader of the library that signs them."""

import json
import shutil
import subprocess

import c2pa
import pytest

from studio_app.domain.deliveries import DeliveredFormat

ENDINGS = {DeliveredFormat.PNG: "png", DeliveredFormat.JPEG: "jpg", DeliveredFormat.TIFF: "tif"}
every_kind = pytest.mark.parametrize("kind", list(DeliveredFormat), ids=[one.value for one in DeliveredFormat])


def exiftool(path, wanted="-XMP:all"):
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    done = subprocess.run(["exiftool", "-j", "-G1", wanted, str(path)], capture_output=True, check=True)
    return json.loads(done.stdout)[0]


def store(path, kind, root=""):
    """The library's report on a file, with the root trusted."""
    settings = {
        "core": {"allowed_network_hosts": []},
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
        **({"trust": {"user_anchors": root, "trust_config": "1.3.6.1.5.5.7.3.4"}} if root else {}),
    }
    with (
        path.open("rb") as file,
        c2pa.Reader(kind.media_type, file, context=c2pa.Context(c2pa.Settings.from_dict(settings))) as reader,
    ):
        report = json.loads(reader.json())
        claim = json.loads(reader.detailed_json())["manifests"][report["active_manifest"]]["claim"]
        return report, report["manifests"][report["active_manifest"]], claim
