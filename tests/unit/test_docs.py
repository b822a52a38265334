"""What the documents say of the program is true."""

import importlib.util
from pathlib import Path
from types import ModuleType

from villagedesk.services import exports

DOCS = Path(__file__).resolve().parents[2] / "docs"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_command_line_page_is_what_the_commands_say() -> None:
    assert (DOCS / "cli.md").read_text("utf-8") == script("cli").page(), "run: python docs/cli.py"


def test_the_command_line_page_has_every_kind_of_record() -> None:
    assert tuple(script("cli").SHOWN) == exports.kinds()
