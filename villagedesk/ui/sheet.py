"""The one style sheet of the application, generated from the colours and sizes in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from villagedesk.ui.colours import TONES, Colours

Px = Callable[[float], int]


def sheet(c: Colours, px: Px, points: Mapping[str, float]) -> str:
    """The whole sheet. `px` scales a length by the text size, `points` are the sizes of the font by name."""
    parts = (_text(c, px, points), _surfaces(c), _buttons(c, px), _chips(c, px, points), _fields(c, px))
    return "".join((*parts, _bars(c, px, points)))


def _text(c: Colours, px: Px, points: Mapping[str, float]) -> str:
    tones = "".join(
        f'QLabel[role="badge"][tone="{tone}"], QLabel[role="avatar"][tone="{tone}"]'
        f"{{color:{c.tone(tone)[0]};background:{c.tone(tone)[1]};}}"
        f'QLabel[role="badge"][tone="{tone}"]{{border:1px solid {_edge_of(c, tone)};}}'
        f'QFrame[role="removable"][tone="{tone}"]{{background:{c.tone(tone)[1]};'
        f"border:1px solid {_edge_of(c, tone)};border-radius:5px;}}"
        for tone in TONES
    )
    return f"""
QLabel[role="title"] {{font-size:{points["title"]}pt;font-weight:bold;}}
QLabel[role="heading"] {{font-size:{points["heading"]}pt;font-weight:bold;}}
QLabel[role="strong"] {{font-weight:bold;}}
QLabel[role="minutes"], QPlainTextEdit[role="minutes"] {{font-size:{points["minutes"]}pt;}}
QLabel[role="soft"] {{font-size:{points["second"]}pt;color:{c.soft};}}
QLabel[role="error"] {{font-size:{points["second"]}pt;color:{c.late};}}
QLabel[role="hint"] {{font-size:{points["second"]}pt;color:{c.soft};}}
QLabel[role="badge"] {{font-size:{points["second"] * 0.93}pt;border-radius:5px;padding:1px 7px 2px 7px;}}
QLabel[role="avatar"] {{font-weight:bold;}}
QLabel[role="key"] {{font-size:{points["second"] * 0.9}pt;color:{c.soft};background:{c.card};
  border:1px solid {c.line};border-radius:4px;padding:1px 5px;}}
{tones}
QFrame[role="removable"] QLabel[role="badge"] {{border:none;padding-right:1px;}}
QToolTip {{color:{c.text};background:{c.card};border:1px solid {c.edge};padding:{px(4)}px;
  font-size:{points["second"]}pt;}}
"""


def _edge_of(c: Colours, tone: str) -> str:
    """A tone has an edge where its background does not tell it from the card, as in high contrast."""
    text, back = c.tone(tone)
    return text if back == c.card else (c.line if not tone else back)


def _surfaces(c: Colours) -> str:
    return f"""
QMainWindow, QDialog, QWidget#page, QWidget#pages {{background:{c.window};color:{c.text};}}
QFrame[role="card"], QFrame[role="list"] {{background:{c.card};border:1px solid {c.line};border-radius:10px;}}
QFrame[role="popup"] {{background:{c.card};border:1px solid {c.edge};border-radius:10px;}}
QFrame[role="asking"] {{background:{c.window};border:1px solid {c.line};border-radius:10px;}}
QFrame[role="meaning"] {{background:{c.window};border:1px solid {c.line};border-radius:6px;}}
QFrame[role="meaning"][tone="soon"] {{background:{c.soon_back};border:1px solid {c.soon};}}
QFrame[role="meaning"] QLabel[tone="soon"] {{color:{c.soon};}}
QFrame#divider {{background:{c.line};border:none;}}
QFrame[role="entry"] {{background:{c.card};border:1px solid {c.edge};border-radius:10px;}}
QFrame[role="entry"][focused="true"] {{border:2px solid {c.focus};}}
QFrame[role="toast"] {{background:{c.rail};border:1px solid {c.rail_soft};border-radius:10px;}}
QFrame[role="toast"] QLabel {{color:{c.rail_text};}}
QScrollArea, QScrollArea > QWidget > QWidget#scrolled {{background:transparent;border:none;}}
QAbstractItemView {{background:transparent;border:none;outline:none;color:{c.text};
  selection-background-color:{c.selected};selection-color:{c.text};}}
QComboBox QAbstractItemView {{background:{c.card};border:1px solid {c.edge};}}
QListView[role="choices"] {{background:{c.card};border:1px solid {c.edge};padding:4px;}}
QListView[role="choices"]::item {{min-height:30px;padding:0 6px;}}
QListView[role="choices"]::item:selected {{background:{c.selected};color:{c.text};}}
QSplitter::handle {{background:transparent;}}
QFrame[role="rail"] {{background:{c.rail};border:none;}}
QFrame[role="rail"] QLabel {{color:{c.rail_soft};}}
QFrame[role="rail"] QLabel#groupName {{color:{c.rail_text};}}
"""


def _buttons(c: Colours, px: Px) -> str:
    return f"""
QPushButton {{border:1px solid {c.edge};border-radius:6px;padding:{px(7)}px {px(14)}px;
  background:{c.card};color:{c.text};}}
QPushButton:hover {{background:{c.hover};}}
QPushButton:pressed {{background:{c.selected};}}
QPushButton:focus {{border:2px solid {c.focus};padding:{px(7) - 1}px {px(14) - 1}px;}}
QPushButton:disabled {{color:{c.soft};border-color:{c.line};}}
QPushButton[role="primary"] {{background:{c.accent};color:{c.accent_text};border-color:{c.accent};font-weight:bold;}}
QPushButton[role="primary"]:hover {{background:{c.accent_hover};}}
QPushButton[role="primary"]:focus {{border:2px solid {c.text if c.focus == c.accent else c.focus};}}
QPushButton[role="primary"]:disabled {{background:{c.hover};color:{c.soft};border-color:{c.line};}}
QPushButton[role="secondary"] {{color:{c.accent};font-weight:bold;}}
QPushButton[role="secondary"]:disabled {{color:{c.soft};}}
QPushButton[role="danger"] {{background:{c.card};color:{c.late};border-color:{c.late};font-weight:bold;}}
QPushButton[role="danger"]:focus {{border:2px solid {c.late};}}
QPushButton[role="quiet"], QToolButton {{background:transparent;border:1px solid transparent;color:{c.text};
  border-radius:6px;}}
QPushButton[role="quiet"] {{padding:{px(5)}px {px(8)}px;color:{c.accent};}}
QToolButton {{padding:{px(5)}px;}}
QPushButton[role="quiet"]:hover, QToolButton:hover {{background:{c.hover};}}
QPushButton[role="quiet"]:focus {{border:2px solid {c.focus};padding:{px(5) - 1}px {px(8) - 1}px;}}
QToolButton[role="remove"], QToolButton[role="remove"]:focus {{padding:{px(2)}px;}}
QToolButton:focus {{border:2px solid {c.focus};padding:{px(5) - 1}px;}}
QPushButton[role="find"] {{text-align:left;color:{c.soft};background:{c.card};
  padding:{px(7)}px {px(12)}px;}}
QFrame[role="toast"] QPushButton {{background:transparent;color:{c.rail_text};
  border:1px solid {c.rail_soft};font-weight:bold;}}
QFrame[role="toast"] QPushButton:hover {{background:{c.rail_on};}}
QFrame[role="toast"] QPushButton:focus {{border:2px solid {c.rail_text};}}
"""


def _chips(c: Colours, px: Px, points: Mapping[str, float]) -> str:
    return f"""
QPushButton[role="chip"] {{border-radius:{px(13)}px;padding:{px(3)}px {px(12)}px;min-height:{px(20)}px;
  font-size:{points["second"]}pt;}}
QPushButton[role="chip"]:checked {{background:{c.kept_back};color:{c.kept};border-color:{c.kept};font-weight:bold;}}
QPushButton[role="chip"]:focus {{border:2px solid {c.focus};padding:{px(3) - 1}px {px(12) - 1}px;}}
QPushButton[role="tab"] {{border:1px solid transparent;border-bottom:2px solid {c.line};border-radius:0px;
  background:transparent;padding:{px(4)}px {px(10)}px;min-height:{px(20)}px;font-size:{points["second"]}pt;
  color:{c.soft};}}
QPushButton[role="tab"]:hover {{color:{c.text};border-bottom-color:{c.edge};}}
QPushButton[role="tab"]:checked {{color:{c.accent};border-bottom-color:{c.accent};font-weight:bold;}}
QPushButton[role="tab"]:focus {{border:2px solid {c.focus};border-radius:4px;
  padding:{px(4) - 1}px {px(10) - 1}px {px(4)}px {px(10) - 1}px;}}
"""


def _fields(c: Colours, px: Px) -> str:
    boxes = ("QLineEdit", "QPlainTextEdit", "QComboBox", "QSpinBox")

    def each(state: str) -> str:
        return ", ".join(box + state for box in boxes)

    return f"""
{each("")} {{background:{c.card};color:{c.text};border:1px solid {c.edge};
  border-radius:6px;placeholder-text-color:{c.soft};padding:{px(6)}px {px(10)}px;
  selection-background-color:{c.accent};selection-color:{c.accent_text};}}
QPlainTextEdit {{padding:{px(3)}px {px(8)}px;}}
QComboBox {{padding-left:{px(12)}px;combobox-popup:0;}}
QLineEdit[role="bare"], QPlainTextEdit[role="bare"], QPlainTextEdit[role="minutes"] {{
  border:none;background:transparent;padding:0;}}
{each('[invalid="true"]')} {{border-color:{c.late};}}
{each(":focus")} {{border:2px solid {c.focus};padding:{px(6) - 1}px {px(10) - 1}px;}}
QPlainTextEdit:focus {{padding:{px(3) - 1}px {px(8) - 1}px;}}
QComboBox:focus {{padding-left:{px(12) - 1}px;}}
QLineEdit[role="bare"]:focus, QPlainTextEdit[role="bare"]:focus, QPlainTextEdit[role="minutes"]:focus {{
  border:none;padding:0;}}
{each(':focus[invalid="true"]')} {{border-color:{c.late};}}
{each(":disabled")} {{background:{c.window};color:{c.soft};border-color:{c.line};}}
QLineEdit:read-only {{background:{c.window};}}
QComboBox::drop-down {{border:none;width:{px(28)}px;}}
QComboBox::down-arrow {{image:none;}}
QComboBox QAbstractItemView::item {{min-height:{px(30)}px;padding:0 {px(6)}px;}}
QComboBox QAbstractItemView::item:selected {{background:{c.selected};color:{c.text};}}
QCheckBox {{spacing:{px(8)}px;}}
"""


def _bars(c: Colours, px: Px, points: Mapping[str, float]) -> str:
    return f"""
QMenuBar {{background:{c.window};color:{c.text};border-bottom:1px solid {c.line};padding:2px 4px;}}
QMenuBar::item {{padding:{px(4)}px {px(10)}px;border-radius:4px;background:transparent;}}
QMenuBar::item:selected {{background:{c.selected};}}
QMenu {{background:{c.card};color:{c.text};border:1px solid {c.edge};padding:4px;}}
QMenu::item {{padding:{px(6)}px {px(28)}px {px(6)}px {px(12)}px;border-radius:4px;}}
QMenu::item:selected {{background:{c.selected};color:{c.text};}}
QMenu::item:disabled {{color:{c.soft};}}
QMenu::icon {{padding-left:{px(8)}px;}}
QMenu::separator {{height:1px;background:{c.line};margin:4px 8px;}}
QLabel[role="paper"] {{border:1px solid {c.line};}}
QScrollBar {{background:transparent;border:none;margin:0;}}
QScrollBar:vertical {{width:12px;}}
QScrollBar:horizontal {{height:12px;}}
QScrollBar::handle {{background:{c.edge};border-radius:4px;margin:2px;}}
QScrollBar::handle:vertical {{min-height:32px;}}
QScrollBar::handle:horizontal {{min-width:32px;}}
QScrollBar::handle:hover {{background:{c.soft};}}
QAbstractScrollArea::corner {{background:transparent;border:none;}}
QScrollBar::add-line, QScrollBar::sub-line {{width:0;height:0;}}
QScrollBar::add-page, QScrollBar::sub-page {{background:transparent;}}
QHeaderView {{background:transparent;border:none;}}
QHeaderView::section {{background:transparent;color:{c.soft};border:none;border-bottom:1px solid {c.line};
  padding:{px(6)}px 12px;font-size:{points["second"]}pt;}}
QHeaderView::section:hover {{color:{c.text};}}
QHeaderView::down-arrow, QHeaderView::up-arrow {{image:none;width:{px(14)}px;height:{px(14)}px;}}
QProgressBar {{border:none;border-radius:4px;background:{c.line};max-height:8px;min-height:8px;}}
QProgressBar::chunk {{background:{c.accent};border-radius:4px;}}
"""
