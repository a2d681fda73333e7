"""What a studio wants to stand in its pictures is read from `studio.toml`, and never invented."""

import pytest

from studio_app.domain.deliveries import DeliveryWords
from studio_app.storage.delivery_settings import delivery_words
from studio_app.storage.studio_folder import StudioFolderError


def words(tmp_path, text):
    (tmp_path / "studio.toml").write_text(text, encoding="utf-8")
    return delivery_words(tmp_path)


def test_a_studio_that_says_nothing_says_nothing(tmp_path):
    assert words(tmp_path, "format = 1\n") == DeliveryWords(credit_line="", rights="", prompts=False)


def test_what_it_says_is_read(tmp_path):
    said = words(tmp_path, '[delivery]\ncredit_line = "スタジオ"\nrights = " © 2026 "\nprompts = true\n')
    assert said == DeliveryWords(credit_line="スタジオ", rights="© 2026", prompts=True)


@pytest.mark.parametrize(
    "text", ["[delivery]\nrights = 3\n", '[delivery]\nprompts = "yes"\n', "delivery = 1\n", "[delivery\n", "\udcff"]
)
def test_what_is_of_another_kind_is_refused_with_what_may_stand_there(tmp_path, text):
    (tmp_path / "studio.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StudioFolderError, match="credit_line"):
        delivery_words(tmp_path)


def test_a_studio_without_the_file_is_refused(tmp_path):
    with pytest.raises(StudioFolderError):
        delivery_words(tmp_path)
