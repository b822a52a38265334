"""Somebody who fills in forms without the program: with a PDF library, and in a real browser that has no screen."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def fill_in_pdf(data: bytes, values: Mapping[str, str]) -> bytes:
    """The form with these fields filled in by pypdf; a tick is "/Yes"."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in (page for page in writer.pages if "/Annots" in page):
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def browser() -> str:
    """The first browser there is; the test is skipped when there is none."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        pytest.skip(f"none of {', '.join(_BROWSERS)} is installed")
    return found


def fill_in_page(page: Path, script: str, folder: Path) -> Path:
    """Open the page in a browser, run a script in it, press "Save the reply"; the file that the browser saved."""
    saved = folder / "downloads"
    saved.mkdir()
    with _chromium(browser(), folder) as tell:
        tell("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(saved), eventsEnabled=True)
        target = tell("Target.createTarget", url="about:blank")["targetId"]
        session = tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tell("Page.enable", session)
        tell("Page.navigate", session, until="Page.loadEventFired", url=page.as_uri())
        for what in (script, "document.querySelector('button[type=submit]').click()"):
            until = "Browser.downloadProgress:completed" if what != script else ""
            answer = tell("Runtime.evaluate", session, until=until, expression=what)
            assert "exceptionDetails" not in answer, answer
    (file,) = saved.iterdir()
    return file


@contextmanager
def _chromium(program: str, folder: Path) -> Iterator[Any]:
    """The browser, told what to do through a pipe (the DevTools protocol, a JSON object ended by a zero)."""
    commands, answers = os.pipe(), os.pipe()

    def hand_over() -> None:
        os.dup2(commands[0], 103)
        os.dup2(answers[1], 104)
        os.dup2(103, 3)
        os.dup2(104, 4)

    process = subprocess.Popen(
        [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
         "--disable-background-networking", "--remote-debugging-pipe", f"--user-data-dir={folder / 'profile'}"],
        preexec_fn=hand_over, pass_fds=(3, 4), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(commands[0])
    os.close(answers[1])
    try:
        with os.fdopen(commands[1], "wb", 0) as to, os.fdopen(answers[0], "rb") as back:
            yield _Told(to, back)
    finally:
        process.kill()
        process.wait(30)


class _Told:
    """Sends a command and waits for its answer, and for an event when one is named ("name" or "name:state")."""

    def __init__(self, to: Any, back: Any) -> None:
        self._to, self._back, self._last = to, back, 0

    def __call__(self, method: str, session: str = "", until: str = "", **params: Any) -> dict[str, Any]:
        self._last += 1
        asked = {"id": self._last, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._to.write(json.dumps(asked).encode() + b"\0")
        answer, happened = None, not until
        name, _colon, state = until.partition(":")
        while answer is None or not happened:
            heard = self._hear()
            if heard.get("id") == self._last:
                assert "error" not in heard, heard
                answer = heard["result"]
            elif heard.get("method") == name and state in ("", heard["params"].get("state")):
                happened = True
        return answer

    def _hear(self) -> dict[str, Any]:
        heard = bytearray()
        while (byte := self._back.read(1)) != b"\0":
            assert byte, "the browser has gone"
            heard += byte
        found: dict[str, Any] = json.loads(heard)
        return found
