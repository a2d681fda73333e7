"""The demonstration's story, told through the same steps that a studio takes: nothing here writes a figure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from studio_app.demo.material import Material
from studio_app.demo.story_clock import StoryClock
from studio_app.demo.story_terms import agree_terms, close_credits
from studio_app.domain.ids import PersonId
from studio_app.domain.language import _
from studio_app.domain.money import Money
from studio_app.domain.people import Person, PersonKind
from studio_app.domain.rates import RateUnit
from studio_app.domain.reviews import RetakeCause, Verdict
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import StageKind
from studio_app.workflow.correcting import Amendment
from studio_app.workflow.steps import Steps

TITLE = "湖畔の社 (demonstration)"
FLOOR = "1226"
DAYS = timedelta(days=6)
_CUT = "C012"
_PEOPLE = (
    Person(
        id=PersonId(""),
        code="AOBA",
        name="青葉背景スタジオ",
        name_en="Aoba Background Studio",
        kind=PersonKind.COMPANY,
        reading="あおばはいけいすたじお",
    ),
    Person(id=PersonId(""), code="KAMIYA", name="神谷 凛", name_en="Rin Kamiya", reading="かみや りん"),
    Person(id=PersonId(""), code="MORI", name="森 千尋", name_en="Chihiro Mori", reading="もり ちひろ"),
    Person(id=PersonId(""), code="HAYASHI", name="林 透", name_en="Toru Hayashi", reading="はやし とおる"),
    Person(id=PersonId(""), code="YAMADA", name="山田 花子", name_en="Hanako Yamada", reading="やまだ はなこ"),
    Person(id=PersonId(""), code="SATO", name="佐藤 𠮷之", name_en="Yoshiyuki Sato", reading="さとう よしゆき"),
)
_AT_THE_STUDIO = {"YAMADA": "AOBA"}


@dataclass(slots=True)
class Story:
    """Tells the story on an empty studio; `tell` is called once."""

    steps: Steps
    clock: StoryClock
    material: Material
    begin: datetime
    say: Callable[[str], None]

    def tell(self) -> None:
        """Six days on one cut: layout, two generations, a retake, two painters, the art director's correction."""
        self._gather()
        self._day(0, self._layout)
        self._day(1, self._generations)
        self._day(2, self._sky)
        self._day(3, self._object)
        self._day(4, self._correction)

    def _day(self, number: int, happenings: Callable[[], None]) -> None:
        """Let the night pass and a day's work be done."""
        self.clock.sleep_until(self.begin + timedelta(days=number, hours=1))
        happenings()

    def _gather(self) -> None:
        self.say(_("Six people and three backgrounds"))
        for person in _PEOPLE:
            self.steps.people.add(person, company=_AT_THE_STUDIO.get(person.code, ""), by=None)
        for code, cuts in ((_CUT, ("C012", "C031")), ("C013", ("C013",)), ("C014", ("C014",))):
            self.steps.backgrounds.add(code=code, cuts=cuts, episode="#03", by=None)
        agreed = (("MORI", RateUnit.HOUR, 2400), ("YAMADA", RateUnit.HOUR, 2500), ("HAYASHI", RateUnit.HOUR, 2300))
        flat = (("SATO", RateUnit.BACKGROUND, 9000), ("KAMIYA", RateUnit.BACKGROUND, 6000))
        for code, unit, yen in (*agreed, *flat):
            self.steps.agreements.agree_rate(
                code,
                unit=unit,
                price=Money(minor=yen, currency="JPY"),
                valid_from=(self.begin - timedelta(days=30)).date(),
                by=None,
            )
        agree_terms(self.steps, self.begin.date())

    def _layout(self) -> None:
        self.say(_("Layout, drawn by hand"))
        self._work("MORI", WorkKind.LAYOUT, hours=2, minutes=40)
        self._add("layout", StageKind.LAYOUT, "MORI")
        self._add("layout_closer", StageKind.LAYOUT, "MORI", background="C013")

    def _generations(self) -> None:
        self.say(_("Two generations, with their metadata"))
        self._add("generation_1", StageKind.GENERATION, "HAYASHI")
        self.clock.work(timedelta(minutes=35))
        self._add("generation_2", StageKind.GENERATION, "HAYASHI")

    def _sky(self) -> None:
        self.say(_("The sky repainted, then a retake with its cause"))
        self._work("YAMADA", WorkKind.RETOUCH, hours=3, minutes=12)
        self._add("retouch_sky", StageKind.RETOUCH, "YAMADA")
        self.clock.work(timedelta(hours=1))
        kamiya = self._id("KAMIYA")
        self.steps.reviews.review(
            _CUT,
            stage=None,
            verdict=Verdict.RETAKE,
            cause=RetakeCause.GENERATOR_DEFECT,
            note="水面の壊れた舟を消し、鳥居の梁を直してください。空は良いです。",
            by=kamiya,
        )

    def _object(self) -> None:
        self.say(_("The generator's defects painted over"))
        self._work("SATO", WorkKind.DEFECT_FIX, hours=1, minutes=47)
        self.clock.work(timedelta(minutes=50))
        self._work("SATO", WorkKind.RETAKE, hours=0, minutes=38)
        self._add("retouch_object", StageKind.RETOUCH, "SATO")
        logged = self.steps.time.log(
            _CUT,
            person="YAMADA",
            kind=WorkKind.RETOUCH,
            active=timedelta(minutes=30),
            started_at=None,
            reason="雲の資料集め(紙の画集)",
            by=self._id("YAMADA"),
        )
        self.clock.work(timedelta(minutes=5))
        self.steps.corrections.correct(
            logged.entry,
            Amendment(active=timedelta(minutes=20)),
            reason="10分は別カットの資料でした",
            by=self._id("YAMADA"),
        )

    def _correction(self) -> None:
        self.say(_("The art director's correction and approval"))
        self._work("KAMIYA", WorkKind.CHECK, hours=0, minutes=55)
        self._add("correction", StageKind.CORRECTION, "KAMIYA")
        self.clock.work(timedelta(minutes=10))
        self.steps.reviews.review(_CUT, stage=None, verdict=Verdict.APPROVED, cause=None, by=self._id("KAMIYA"))
        self.say(_("A name given without work, its reason, and the locked credits"))
        self.clock.work(timedelta(minutes=5))
        close_credits(self.steps, by=self._id("KAMIYA"))

    def _work(self, person: str, kind: WorkKind, *, hours: int, minutes: int) -> None:
        """Run the person's clock for a while."""
        who = self._id(person)
        self.steps.disclosures.see(_CUT, by=who)
        self.steps.time.start(_CUT, person=person, kind=kind, by=who)
        self.clock.work(timedelta(hours=hours, minutes=minutes))
        self.steps.time.stop(person=person, by=who)

    def _add(self, name: str, kind: StageKind, person: str, *, background: str = _CUT) -> None:
        """Let a painted file arrive."""
        file: Path = self.material.file(name)
        self.steps.arrival.add([file], background=background, kind=kind, painter=person, by=self._id(person))

    def _id(self, code: str) -> PersonId:
        return self.steps.people.find(code).id
