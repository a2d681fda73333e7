"""`teire disclosure`, before the first session on a generated picture."""

from tests.cli.test_origin import generated


def test_the_clock_starts_once_the_artist_saw_it(teire, tmp_path):
    path = generated(tmp_path / "a.png")
    assert teire("add", path, "--background", "C012", "--stage", "generation", "--by", "KAMIYA").status == 0
    refused = teire("--as", "SATO", "session", "start", "C012")
    assert refused.status == 2
    assert "SATO has not yet been told that C012 was begun by AUTOMATIC1111 v1.10.1." in refused.err
    told = teire("disclosure", "C012").out.splitlines()
    assert told[0] == "generation 1 of C012 was made by AUTOMATIC1111 v1.10.1."
    seen = teire("--json", "--as", "SATO", "disclosure", "C012", "--seen").document
    assert seen["disclosure"]["marks"] == ["generation"]
    assert seen["seen"]["stage"] == seen["disclosure"]["stage"]
    assert teire("--as", "SATO", "session", "start", "C012").status == 0


def test_a_background_without_a_generator_says_what_that_means(teire):
    answer = teire("disclosure", "C012", "--seen", "--as", "SATO")
    assert answer.out == "Nothing recorded here comes from a generator. That says nothing of what was not recorded.\n"
