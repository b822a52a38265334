"""What is being typed when the real program is killed is offered back when it is started again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import CODE, TODAY

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_typed_outlives_the_program(templates: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(templates / "empty.vdesk", tmp_path / "group.vdesk")
    script = [sys.executable, str(Path(__file__).with_name("cut_off.py")), str(path), CODE]
    environment = os.environ | {
        "VILLAGEDESK_TODAY": TODAY.isoformat(), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"
    }  # fmt: skip
    with subprocess.Popen([*script, "type"], env=environment, stdout=subprocess.PIPE, text=True) as typing:
        try:
            assert typing.stdout
            assert typing.stdout.readline().strip() == "kept"
        finally:
            typing.kill()
    assert typing.returncode != 0

    again = subprocess.run(
        [*script, "look"], env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines() == ["Siân to chase the treasurer by fri", "Grace Adeyemi-Ŵyn"]
