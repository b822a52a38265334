"""Set up, run and check VillageDesk with nothing but Python 3.11: `python3 dev.py run`, `python3 dev.py test`."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (an older Python can read this file, and is told so)
    sys.exit(f"VillageDesk needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).")

ROOT = Path(__file__).resolve().parent
RUNTIME = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"  # holds all of RUNTIME at the same versions
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"  # fingerprint of the lock file that .venv was filled from
EXAMPLE = ROOT / "build" / "example"

QT_LIBRARIES = {  # Debian's package: the file that Qt asks the loader for
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libx11-xcb1": "libX11-xcb.so.1",
}

Step = tuple[str, list[str]]  # its name, and what Python is given

STATIC_CHECKS: list[Step] = [
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("import contracts", ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"]),
]


class Stop(Exception):  # noqa: N818  (a request, not an error)
    """Something the reader has to put right; the message says what."""


# What the machine must have


def loads(library: str) -> bool:
    """Whether the system's loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages() -> list[str]:
    """Debian's names of what this Linux lacks: the half of Python that makes a .venv, and Qt's shared libraries."""
    venv = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]
    return venv + [package for package, library in QT_LIBRARIES.items() if not loads(library)]


def apt_install(packages: list[str]) -> list[str]:
    """The command that installs `packages` on Debian or Ubuntu."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def line_to_type(packages: list[str], has_sudo: bool) -> str:
    """One line for a terminal that installs `packages`."""
    if has_sudo:
        return f"sudo apt-get update && sudo {shlex.join(apt_install(packages))}"
    return f'su - -c "apt-get update && {shlex.join(apt_install(packages))}"'


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root without being asked anything; None where that can't be."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    allowed = shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    return sudo if allowed else None


def prepare_linux() -> None:
    """Install what the system lacks, or stop with the exact line to type."""
    packages = missing_packages()
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise Stop(
            "This computer lacks parts that VillageDesk needs. Debian calls them\n"
            f"    {' '.join(packages)}\nInstall what your system calls them, then run this again."
        )
    typed = f"    {line_to_type(packages, shutil.which('sudo') is not None)}"
    prefix = root_prefix()
    if prefix is None:
        raise Stop(f"Python and Qt need some system packages. Type this, then run the same command again:\n{typed}")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    # An update that fails in part (another repository is down) may still be enough: the install decides.
    subprocess.run([*apt, "apt-get", "update", "-q"], stdout=subprocess.DEVNULL, check=False)
    done = subprocess.run([*apt, *apt_install(packages)], stdout=subprocess.DEVNULL, check=False)
    importlib.invalidate_caches()
    if done.returncode or missing_packages():
        raise Stop(f"The system packages could not be installed. To see why, type:\n{typed}")


def fingerprint(lock: Path) -> str:
    """Changes with the content of `lock` and with the Python that .venv is made from."""
    return hashlib.sha256(lock.read_bytes() + bytes(sys.version_info[:2])).hexdigest()


def set_up(lock: Path) -> None:
    """Make .venv hold what `lock` says, every file checked against its hash; quick when it already does."""
    if sys.platform.startswith("linux"):
        prepare_linux()
    installed = STAMP.read_text() if PYTHON.exists() and STAMP.exists() else None
    if installed == fingerprint(DEV) or installed == fingerprint(lock):
        return
    started = time.monotonic()
    print("Setting up .venv; the first time this fetches up to 170 MB.", flush=True)
    if installed != fingerprint(RUNTIME):
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
        if made.returncode:
            raise Stop(f"Python could not make {VENV}; the lines above say why.")
    STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    done = subprocess.run([*pip, *quiet, "--require-hashes", "--only-binary", ":all:", "-r", lock], check=False)
    if done.returncode:
        raise Stop("The libraries could not be installed; see the lines above. Running this again goes on from here.")
    STAMP.write_text(fingerprint(lock))
    print(f"Set up in {time.monotonic() - started:.0f} s.\n", flush=True)


# What can be asked for


def python(arguments: list[str], cwd: Path | None = ROOT, **variables: str) -> int:
    """Run .venv's Python on this checkout and give back its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run([PYTHON, *arguments], cwd=cwd, env=environment, check=False).returncode


def run_steps(steps: list[Step]) -> int:
    """Run every step without a screen, whatever becomes of the others; 1 if any failed."""
    failed = []
    for name, arguments in steps:
        print(f"== {name}", flush=True)
        started = time.monotonic()
        code = python(arguments, QT_QPA_PLATFORM="offscreen")
        if code:
            failed.append(name)
        print(f"== {name}: {'FAILED' if code else 'ok'}, {time.monotonic() - started:.1f} s\n", flush=True)
    print(f"FAILED: {', '.join(failed)}" if failed else "All green.", flush=True)
    return 1 if failed else 0


def has_screen() -> bool:
    """Whether a window can be opened here."""
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def build_example() -> int:
    """Make the example group afresh and export its council pack, with no window."""
    if EXAMPLE.exists():
        shutil.rmtree(EXAMPLE)
    EXAMPLE.mkdir(parents=True)
    group, pack = str(EXAMPLE / "elm-park.vdesk"), str(EXAMPLE / "council-pack.pdf")
    program = [str(PYTHON), "-m", "villagedesk"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    made = subprocess.run([*program, "sample", group, "--json"], env=environment, stdout=subprocess.PIPE, check=False)
    if made.returncode:
        return made.returncode
    environment["VILLAGEDESK_RECOVERY_CODE"] = json.loads(made.stdout)["recovery_code"]
    export = ["pack", group, "--meeting", "next", "--audience", "council", "-o", pack]
    exported = subprocess.run([*program, *export], env=environment, check=False)
    if exported.returncode:
        return exported.returncode
    print("There is no screen here, so VillageDesk made its example group and exported the pack for the council:")
    print(f"    {group}\n        recovery code: {environment['VILLAGEDESK_RECOVERY_CODE']}\n    {pack}")
    return 0


def run(arguments: list[str]) -> int:
    """Open the window; where there is no screen, build the example group and its council pack."""
    set_up(RUNTIME)
    if arguments or has_screen():
        return python(["-m", "villagedesk", *arguments], cwd=None)
    return build_example()


def test(arguments: list[str]) -> int:
    """Every check and the whole test suite; with arguments for pytest, only the tests they choose."""
    set_up(DEV)
    suite: Step = ("tests", ["-m", "pytest", "-n", "auto", "--dist", "worksteal", *arguments])
    return run_steps([suite] if arguments else [*STATIC_CHECKS, suite])


def check(_arguments: list[str]) -> int:
    """The quick loop: format, lint, types, import contracts, unit tests."""
    set_up(DEV)
    return run_steps([*STATIC_CHECKS, ("unit tests", ["-m", "pytest", "-q", "tests/unit"])])


def bench(_arguments: list[str]) -> int:
    """Run every benchmark in benchmarks/, one after the other."""
    set_up(DEV)
    return run_steps([(path.stem, [str(path)]) for path in sorted((ROOT / "benchmarks").glob("[!_]*.py"))])


def shots(arguments: list[str]) -> int:
    """Draw every screen into docs/shots/; with looks such as `dark-200-small empty-light`, only those."""
    set_up(DEV)
    return run_steps([("screenshots", ["docs/shots.py", "docs/shots", *arguments])])


def lock(arguments: list[str]) -> int:
    """Work out both lock files again from pyproject.toml; `lock --upgrade` takes newer versions."""
    set_up(DEV)
    uv = ["-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--no-build"]
    uv += ["--generate-hashes", "--custom-compile-command", "python3 dev.py lock", "pyproject.toml", *arguments]
    dev = ["--group", "dev", "--constraint", RUNTIME.name]
    return run_steps([(RUNTIME.name, [*uv, "-o", RUNTIME.name]), (DEV.name, [*uv, *dev, "-o", DEV.name])])


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench, "shots": shots, "lock": lock}


def main(arguments: list[str]) -> int:
    """Do what the first argument asks and give back the exit code."""
    name, *rest = arguments or [""]
    if name not in COMMANDS:
        lines = [f"    {known:<6} {function.__doc__}" for known, function in COMMANDS.items()]
        print("\n".join(["python3 dev.py COMMAND", "", *lines]))
        return 0 if name in ("-h", "--help") else 2
    try:
        return COMMANDS[name](rest)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
