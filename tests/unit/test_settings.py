"""What belongs to this computer is kept in one file, and a spoilt one is as good as none."""

from pathlib import Path

import pytest

from villagedesk import settings
from villagedesk.settings import FileSettings, Settings


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = Settings(150, "dark", "geometry").with_recent(tmp_path / "a.vdesk")
    kept = kept.with_file(b"\1\2", FileSettings("copy", "me"))
    settings.save(kept)
    assert settings.load() == kept


@pytest.mark.parametrize(
    "text", ["", "files = 3", "recent = 5", "text_size = 'big'", "[files]\nab = 1", "=", "\0", "recent = [1]"]
)
def test_a_spoilt_file_is_as_good_as_none(text: str) -> None:
    settings.settings_file().parent.mkdir(parents=True)
    settings.settings_file().write_text(text, "utf-8")
    assert settings.load() == Settings()


def test_the_last_file_opened_comes_first_and_six_are_kept(tmp_path: Path) -> None:
    kept = Settings()
    for n in (*range(8), 3):
        kept = kept.with_recent(tmp_path / f"{n}.vdesk")
    assert [Path(path).stem for path in kept.recent] == ["3", "7", "6", "5", "4", "2"]
