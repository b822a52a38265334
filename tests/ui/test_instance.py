"""A second start with the same file calls the first window and goes away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget

from villagedesk.ui.instance import Instance, bring_to_front, server_name


def test_the_second_start_calls_the_first(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "elm park.vdesk"
    first, second = Instance(path), Instance(path)
    assert first.claim()
    with qtbot.waitSignal(first.called) as called:
        assert not second.claim()
    assert called.args == [str(path)]
    first.release()
    assert second.claim()
    second.release()


def test_another_file_is_another_window(qtbot, tmp_path: Path) -> None:
    one, two = Instance(tmp_path / "one.vdesk"), Instance(tmp_path / "two.vdesk")
    assert one.claim()
    assert two.claim()
    one.release()
    two.release()


def test_what_a_killed_program_left_behind_is_taken_over(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "one.vdesk"
    dead = QLocalServer()
    assert dead.listen(server_name(path))
    left = Path(dead.fullServerName())
    content_of_socket = left.with_name(left.name + ".kept")
    left.rename(content_of_socket)
    dead.close()
    content_of_socket.rename(left)
    again = Instance(path)
    assert again.claim()
    again.release()


def test_the_name_tells_nothing_and_is_the_same_for_the_same_file(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "secret group.vdesk"
    assert "secret" not in server_name(path)
    monkeypatch.chdir(tmp_path)
    assert server_name(Path("secret group.vdesk")) == server_name(path)


def test_a_minimised_window_comes_back(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()
