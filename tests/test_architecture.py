"""The house as the map draws it: sizes, names, late imports. Import contracts are in pyproject.toml."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "villagedesk"

MOST_LINES, MOST_CLASS_LINES, MOST_METHODS, MOST_FUNCTION_LINES = 400, 250, 20, 40

LARGE = {
    "migrations/versions/0001_first_schema.py": "literal tables: a revision is one function and never changes again",
    "packs/typeset.py:Typesetter": "a short method or two for each block of the vocabulary",
    "ui/rowmodel.py:RowModel": "Qt's model interface is seven of its methods; the rest is one cache of pages",
    "ui/form.py:Form": "short answers to its page, its keeper and its boxes, all about one record",
    "ui/window.py:MainWindow": "four of its methods are Qt's; each of the others is one line of the window's interface",
    "ui/partnership/promises.py:PromisesFace": "one short slot for each step; what is asked and listed is elsewhere",
    "ui/people/browse.py:Browse": "one step each of the list, what narrows it and the card beside it",
    "ui/people/pane.py:Pane": "short slots that put a card, its form or a form for somebody new into one place",
    "ui/people/page.py:PeoplePage": "routes: each slot is a line or two that leads to the list, a card or a screen of its own",
    "ui/meetings/page.py:MeetingsPage": "routes: short slots that lead to the list, a view, planning or the minutes",
    "ui/meetings/minutes/entry.py:Entry": "one line of typing: its kind, what was understood and the names it may mean",
    "ui/meetings/minutes/screen.py:MinutesScreen": "the one place where keys, agenda, entry, sheet and draft meet",
    "ui/welcome/window.py:WelcomeWindow": "goes from screen to screen; each screen is a class in a file of its own",
}
"""What is larger than usual, and why it is still one thing."""

LATE = {
    "alembic", "keyring", "reportlab", "pypdfium2", "typer", "defusedxml",
    "phonenumbers", "email_validator", "rapidfuzz", "xlsxwriter", "python_calamine",
    "icalendar", "docx", "nh3",
    "villagedesk.packs.build", "villagedesk.packs.preview", "villagedesk.cli.commands",
}  # fmt: skip
"""What the window's start must not load."""


@cache
def sources() -> list[tuple[str, ast.Module, str]]:
    """Each module's name, what it is made of, and its text."""
    texts = {path: path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    return [(path.relative_to(PACKAGE).as_posix(), ast.parse(text), text) for path, text in texts.items()]


def length(node: ast.AST) -> int:
    return (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1


def too_large() -> Iterator[str]:
    for name, tree, text in sources():
        if text.count("\n") > MOST_LINES:
            yield f"{name}"
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                methods = sum(isinstance(child, ast.FunctionDef) for child in node.body)
                if length(node) > MOST_CLASS_LINES or methods > MOST_METHODS:
                    yield f"{name}:{node.name}"
            elif isinstance(node, ast.FunctionDef) and length(node) > MOST_FUNCTION_LINES:
                yield f"{name}:{node.name}"


def is_explained(name: str) -> bool:
    return name in LARGE or (name.split(":")[0] in LARGE and name.split(":")[0].startswith("migrations/"))


def test_what_is_large_is_named_with_a_reason() -> None:
    found = set(too_large())
    assert not {name for name in found if not is_explained(name)}, "split it, or say in LARGE why it is one thing"
    assert not {name for name in LARGE if name not in found}, "no longer large: take it out of LARGE"


def test_no_drawer_for_odds_and_ends() -> None:
    for name, _tree, _text in sources():
        assert not {"utils", "helpers", "managers", "util", "helper", "manager", "misc", "common"} & set(
            name.removesuffix(".py").split("/")
        )


def test_only_the_theme_writes_style_sheets() -> None:
    users = {name for name, _tree, text in sources() if "setStyleSheet(" in text}
    assert users <= {"ui/theme.py"}


def test_a_change_is_one_transaction() -> None:
    """docs/decisions/0006-no-savepoints.md."""
    assert not [name for name, _, text in sources() if "begin_nested" in text or "savepoint" in text.lower()]


def test_every_module_says_why_it_is_there() -> None:
    assert [name for name, tree, _text in sources() if not ast.get_docstring(tree)] == []


def test_public_functions_of_the_lower_floors_have_docstrings() -> None:
    bare = [
        f"{name}:{node.name}"
        for name, tree, _text in sources()
        if name.split("/")[0] in ("core", "store", "services", "exchange", "packs", "cli")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert bare == []


def test_feature_folders_of_the_window_do_not_import_each_other() -> None:
    folders = {path.name for path in (PACKAGE / "ui").iterdir() if path.is_dir() and path.name != "__pycache__"}
    for name, tree, _text in sources():
        parts = name.split("/")
        if parts[0] != "ui" or parts[1] not in folders:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("villagedesk.ui."):
                other = node.module.split(".")[2]
                assert other not in folders - {parts[1]}, f"{name} imports {node.module}"


def test_the_window_starts_without_what_it_does_not_need_yet() -> None:
    code = "import sys, villagedesk.app, villagedesk.ui.today.page; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert LATE.isdisjoint(loaded.split())
