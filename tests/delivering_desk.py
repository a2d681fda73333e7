"""A studio with something to deliver, and the words its tests speak in."""

from datetime import timedelta

from studio_app.domain.generations import GenerationRecord
from studio_app.domain.generator_uses import DeliveredPicture
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.workflow.delivery_ports import Ask


def paint(studio):
    """A studio with a generation and two retouches of C012; the last one is approved."""
    sato, _art = studio.person("SATO"), studio.person("AD", "吉田 監督")
    studio.background()
    studio.examiner.generation = GenerationRecord(dialect="AUTOMATIC1111", system="Stable Diffusion", version="1.9")
    studio.add(1, kind="generation", painter="AD")
    studio.examiner.generation = None
    pass_minutes(studio)
    studio.add(2, by=sato.id)
    pass_minutes(studio)
    studio.latest = studio.add(3, by=sato.id)
    pass_minutes(studio)
    approve(studio)
    return studio


def pass_minutes(desk):
    desk.clock.work(timedelta(minutes=5))


def approve(desk, stage=None, background="C012"):
    pass_minutes(desk)
    return desk.steps.reviews.review(
        background, stage=stage, verdict=Verdict.APPROVED, cause=None, reviewer="AD", by=None
    )


def retake(desk, stage=None):
    pass_minutes(desk)
    desk.steps.reviews.review(
        "C012", stage=stage, verdict=Verdict.RETAKE, cause=RetakeCause.OTHER, reviewer="AD", by=None
    )


def deliver(desk, out, background="C012", *, stage=None, **ask):
    return desk.steps.delivering.deliver(background, Ask(out=out, **ask), stage=stage, by=None)


def recorded(desk):
    with desk.ledger.look() as index:
        return index.agreed(DeliveredPicture)
