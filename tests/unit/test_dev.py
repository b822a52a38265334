"""What `dev.py` and the lock files promise, as far as it can be tried on a machine that is set up already."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import dev

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]


def locked(name: str) -> dict[str, Version]:
    """The versions in the lock file `name`, by package."""
    pins = re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(package): Version(version) for package, version in pins}


@pytest.mark.parametrize(
    ("lock", "declared"), [("requirements.lock", RUNTIME), ("requirements-dev.lock", [*RUNTIME, *DEV])]
)
def test_every_declared_library_is_locked_in_a_version_it_allows(lock: str, declared: list[str]) -> None:
    pins = locked(lock)
    for requirement in map(Requirement, declared):
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier, f"run `dev.py lock`: {requirement}"


def test_development_uses_the_versions_that_people_get() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_no_trace_of_the_machine_that_made_it(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "/" not in text


def test_an_older_python_can_read_dev_far_enough_to_be_told() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("tset", 2)])
def test_the_commands_are_listed(argument: str, code: int) -> None:
    done = subprocess.run([sys.executable, ROOT / "dev.py", argument], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert re.findall(r"^    (\w+) ", done.stdout, re.MULTILINE) == ["run", "test", "check", "bench", "shots", "lock"]


def test_a_library_the_loader_cannot_find_is_noticed() -> None:
    assert not dev.loads("libvillagedesk-has-no-such.so.1")


def test_the_line_to_type_fits_the_machine() -> None:
    install = "apt-get install -y --no-install-recommends libegl1 libgl1"
    assert dev.line_to_type(["libegl1", "libgl1"], has_sudo=True) == f"sudo apt-get update && sudo {install}"
    assert dev.line_to_type(["libegl1", "libgl1"], has_sudo=False) == f'su - -c "apt-get update && {install}"'


def test_without_a_display_there_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert dev.has_screen()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert not dev.has_screen()
