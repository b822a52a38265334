"""The command line: the headless twin of the main jobs, one file per group of commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from io import TextIOWrapper

from villagedesk.core.errors import NeedsCode, Refused, Unavailable
from villagedesk.core.i18n import _


def main(arguments: Sequence[str]) -> int:
    """Run one command. 0 done, 1 refused (one plain line on stderr), 2 used wrongly; never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no reason to stop
    import typer

    from villagedesk.cli.commands import app

    try:
        typer.main.get_command(app).main(list(arguments), prog_name="villagedesk", standalone_mode=False)
    except NeedsCode as error:
        return _refuse(f"{error.message} {_('Put the code into VILLAGEDESK_RECOVERY_CODE and try again.')}")
    except Refused as error:
        return _refuse(error.message)
    except Unavailable as error:
        return _refuse(error.sentence())
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as error:  # wrong use: it shows itself, with the usage
        getattr(error, "show", partial(_refuse, str(error)))()
        return 2
    except typer.Abort:
        return _refuse(_("Stopped. Nothing was changed."))
    except BrokenPipeError:  # whoever was reading has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def _refuse(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)  # noqa: T201 - the answer of a command
    return 1
