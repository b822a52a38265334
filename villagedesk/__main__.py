"""Starts the window, or a sub-command without one."""

from __future__ import annotations

import gc
import multiprocessing
import sys

COMMANDS = frozenset(
    ("new", "sample", "show", "import", "export", "pack", "review", "check", "backup", "restore", "--help", "--version")
)


def main() -> None:
    """`villagedesk [FILE]` opens the window; with a command's name first it runs that (`./new` is a file)."""
    multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if arguments and arguments[0] in COMMANDS:
        from villagedesk.cli import main as run_command

        sys.exit(run_command(arguments))
    gc.disable()  # takes a third off the imports; app.run enables it again
    from villagedesk.app import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
