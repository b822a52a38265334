"""The wheel is the whole program: it runs from any folder with nothing of the checkout beside it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling import build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        name = build.build_wheel(str(folder))
    with zipfile.ZipFile(folder / name) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def files(folder: Path) -> set[Path]:
    """Every file below `folder`, as a path from it, without Python's caches."""
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def test_everything_the_program_needs_is_inside(wheel: Path) -> None:
    resources = {Path("resources") / path for path in files(ROOT / "resources")}
    assert files(wheel / "villagedesk") == files(ROOT / "villagedesk") | resources


def test_a_command_is_installed(wheel: Path) -> None:
    (entry_points,) = wheel.glob("*.dist-info/entry_points.txt")
    assert "villagedesk = villagedesk.__main__:main" in entry_points.read_text(encoding="utf-8")


def test_resources_are_found_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    code = "from villagedesk.core.paths import resource; print(resource('fonts/OFL.txt').read_text(encoding='utf-8'))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(wheel)!r}); {code}"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "SIL Open Font License" in done.stdout
