"""What each command of the window does that needs no page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio_app.qt.full_screen import FullScreen
    from studio_app.qt.window import MainWindow


def connect_commands(window: MainWindow, full_screen: FullScreen) -> None:
    """Let the commands of a window act on its parts."""
    commands, deeds, drawers, chain = window.commands, window.deeds, window.drawers, window.chain
    backgrounds, dossier = window.backgrounds, window.dossier
    commands.add_files.triggered.connect(deeds.choose_files)
    drawers.answer(commands)
    window.page_deeds.answer(commands)
    commands.approve.triggered.connect(deeds.ask_approval)
    commands.retake.triggered.connect(deeds.ask_retake)
    commands.older_stage.triggered.connect(lambda: chain.step(-1))
    commands.newer_stage.triggered.connect(lambda: chain.step(1))
    commands.next_background.triggered.connect(lambda: backgrounds.step(1))
    commands.previous_background.triggered.connect(lambda: backgrounds.step(-1))
    commands.full_screen.triggered.connect(full_screen.turn)
    commands.refresh.triggered.connect(window.lookups.ask_all)
    commands.left_panel.triggered.connect(lambda: backgrounds.setVisible(backgrounds.isHidden()))
    commands.right_panel.triggered.connect(lambda: dossier.setVisible(dossier.isHidden()))
    window.top.me.person_chosen.connect(deeds.choose_me)
    window.top.me.person_wanted.connect(lambda: drawers.open(drawers.person))
