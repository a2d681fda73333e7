"""Fills a fake studio: three backgrounds with a full chain, or many."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studio_app.domain.backgrounds import Background
from studio_app.domain.ids import StudioId
from studio_app.domain.people import Person
from studio_app.domain.recordings import Ending, Task
from studio_app.domain.reviews import RetakeCause
from studio_app.domain.sessions import WorkKind
from studio_app.domain.stages import Stage, StageKind
from studio_app.domain.tapes import PieceKind
from tests.qt.fake_desk import recording
from tests.qt.fake_studio import FakeStudio
from tests.qt.painted import lines, repainted, scene


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who and what is in the filled studio."""

    studio: FakeStudio
    hanako: Person
    taro: Person
    open: Background
    stages: tuple[Stage, ...]


def small_studio(folder: Path, *, width: int = 160, height: int = 90, title: str = "手入れの森") -> Cast:
    """Return a studio of three backgrounds: one with a chain of four stages, one in retake, one empty.

    Against generation 2, the retouch repaints the box 40, 20, 32 × 24 in pure red.
    """
    studio = FakeStudio(folder, title=title)
    hanako = studio.add_person(code="hanako", name="山田 花子", name_en="Hanako Yamada", reading="やまだ はなこ")
    taro = studio.add_person(
        code="taro", name="長谷川 虎之介〈美術監督補佐〉", name_en="Toranosuke Hasegawa", reading="はせがわ とらのすけ"
    )
    studio.choose_me(hanako)
    other = studio.add_background(code="C011", cuts=("C011",), episode="#03")
    opened = studio.add_background(
        code="C012", cuts=("C012", "C013A"), episode="#03 回想・神社の境内〈夕景〉手水舎から拝殿を望む"
    )
    studio.add_background(code="C014", cuts=("C014",), episode="#03")
    stages = _chain(studio, opened, hanako, width, height)
    first = studio.add_pixels(scene(9, width, height), background=other.id, kind=StageKind.GENERATION, system="ComfyUI")
    studio.order_retake(first.id, cause=RetakeCause.GENERATOR_DEFECT, note="灯籠が二重")
    for background in (other, opened):
        studio.saw(background.id, hanako, taro)
    studio.start_session(opened.id, person=None, kind=WorkKind.RETOUCH)
    studio.stop_session()
    studio.start_session(opened.id, person=taro.id, kind=WorkKind.DEFECT_FIX)
    studio.stop_session()
    studio.submit_lines(())
    studio.asked.clear()
    return Cast(studio=studio, hanako=hanako, taro=taro, open=opened, stages=stages)


def recorded(cast: Cast, *pieces: tuple[PieceKind, timedelta], hour: int = 9, running: bool = False) -> None:
    """Put a recording of hanako's on the open background at the fake desk."""
    task = Task(
        studio=StudioId("studio"),
        person=cast.hanako.id,
        background=cast.open.id,
        code=cast.open.code,
        work=WorkKind.RETOUCH,
    )
    one = recording(task, datetime(2026, 11, 20, hour, tzinfo=UTC), *pieces)
    cast.studio.recordings.append(one if running else replace(one, ending=Ending.STOPPED))


def _chain(studio: FakeStudio, background: Background, by: Person, width: int, height: int) -> tuple[Stage, ...]:
    base = scene(3, width, height)
    scale_x, scale_y = width // 160, height // 90
    box = (40 * scale_x, 20 * scale_y, 32 * scale_x, 24 * scale_y)
    drawn = studio.add_pixels(lines(base), background=background.id, kind=StageKind.LAYOUT, by=by.id)
    one = studio.add_pixels(
        scene(4, width, height), background=background.id, kind=StageKind.GENERATION, system="ComfyUI", version="0.3.71"
    )
    two = studio.add_pixels(
        base, background=background.id, kind=StageKind.GENERATION, system="ComfyUI", version="0.3.71", parent=one.id
    )
    hand = studio.add_pixels(
        repainted(base, box, (255, 0, 0)), background=background.id, kind=StageKind.RETOUCH, by=by.id, parent=two.id
    )
    return drawn, one, two, hand


def large_studio(folder: Path, count: int) -> FakeStudio:
    """Return a studio of `count` backgrounds, in turn empty, waiting, approved and in retake, with long names."""
    studio = FakeStudio(folder, title="長い題名の劇場アニメーション 第二部〈手入れの森と霧の神社〉特別編集版")
    me = studio.add_person(code="hanako", name="山田 花子", reading="やまだ はなこ")
    studio.choose_me(me)
    places = (
        "回想・神社の境内〈夕景〉",
        "学校・渡り廊下",
        "商店街アーケード入口〈雨〉",
        "山頂の展望台から見下ろす夜の港町",
    )
    pictures = [scene(seed, 160, 90) for seed in range(24)]
    for number in range(count):
        episode = f"#{number // 40 + 1:02d} {places[number % 4]}"
        background = studio.add_background(code=f"C{number + 1:04d}", cuts=(f"C{number + 1:04d}",), episode=episode)
        if number % 4 == 0:
            continue
        studio.add_pixels(
            pictures[number % 24], background=background.id, kind=StageKind.GENERATION, system="NovelAI", version="4.5"
        )
        stage = studio.add_pixels(pictures[(number + 1) % 24], background=background.id, kind=StageKind.RETOUCH)
        if number % 4 == 2:
            studio.approve(stage.id, note="")
        if number % 4 == 3:
            studio.order_retake(stage.id, cause=RetakeCause.DIRECTION_CHANGE, note="")
    studio.asked.clear()
    return studio
