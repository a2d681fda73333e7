"""The studio's certificate as a step."""


def test_the_certificate_step_names_it_after_the_studio(studio):
    facts = studio.steps.certificates.make()
    assert facts.subject == "夜の神社"
    assert studio.steps.certificates.identity().facts == facts
    assert not [path for path in studio.root.rglob("*") if path.is_file() and b"PRIVATE" in path.read_bytes()]
    assert studio.steps.certificates.remove() == facts
    assert studio.steps.certificates.facts() is None
