"""Which idle times are believed."""

import pytest

from studio_app.capture.idle_answers import plausible_ms, since_boot_ms

DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("said", "believed"),
    [
        (0, 0),
        (600_000, 600_000),
        (DAY_MS, DAY_MS),
        (DAY_MS + 1, None),
        (-1, None),
        (2**32 - 1, None),
        (2**64 - 1, None),
    ],
)
def test_what_is_negative_or_older_than_the_machine_is_not_known(said, believed):
    assert plausible_ms(said, since_boot_ms=DAY_MS) == believed


def test_the_machine_runs_longer_with_every_look():
    first = since_boot_ms()
    assert 0 < first <= since_boot_ms()
