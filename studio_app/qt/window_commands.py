"""What each command of the window does that needs no page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.qt.parts import Parts
    from studio_app.qt.window import MainWindow


def connect_commands(window: MainWindow, parts: Parts) -> None:
    """Let the commands of a window act on its parts."""
    commands, chain = window.commands, window.chain
    backgrounds, dossier = window.backgrounds, window.dossier
    deeds, drawers = parts.deeds, parts.drawers
    commands.add_files.triggered.connect(deeds.choose_files)
    window.top.answer(commands)
    drawers.answer(commands)
    parts.page_deeds.answer(commands)
    commands.approve.triggered.connect(deeds.ask_approval)
    commands.retake.triggered.connect(deeds.ask_retake)
    commands.older_stage.triggered.connect(lambda: chain.step(-1))
    commands.newer_stage.triggered.connect(lambda: chain.step(1))
    commands.next_background.triggered.connect(lambda: backgrounds.step(1))
    commands.previous_background.triggered.connect(lambda: backgrounds.step(-1))
    commands.full_screen.triggered.connect(parts.full_screen.turn)
    commands.refresh.triggered.connect(parts.lookups.ask_all)
    commands.left_panel.triggered.connect(lambda: backgrounds.setVisible(backgrounds.isHidden()))
    commands.right_panel.triggered.connect(lambda: dossier.setVisible(dossier.isHidden()))
    window.top.me.person_chosen.connect(deeds.choose_me)
    window.top.me.person_wanted.connect(lambda: drawers.open(drawers.person))
    window.top.me.change_wanted.connect(commands.change_person.trigger)
