"""How Qt's own controls look: Fusion, a palette, one sheet of rules and a few sizes the sheet cannot reach."""

from string import Template
from typing import Final

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from cdtt_app.ui.theme import FAMILY, RESOURCES, Colour, Theme
from cdtt_app.ui.widgets.focus_ring import FocusRings

_SHEET: Final = RESOURCES / "styles" / "app.qss"


class AppStyle(QProxyStyle):
    """Fusion with the small sizes that would stay in pixels when the text grows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        small = theme.px(18)
        self._sizes = {
            QStyle.PixelMetric.PM_LineEditIconSize: small,
            QStyle.PixelMetric.PM_SmallIconSize: small,
            QStyle.PixelMetric.PM_ButtonIconSize: theme.px(20),
            QStyle.PixelMetric.PM_TabBarScrollButtonWidth: theme.px(40),
            QStyle.PixelMetric.PM_MessageBoxIconSize: theme.px(40),
            QStyle.PixelMetric.PM_ScrollView_ScrollBarSpacing: 0,
            QStyle.PixelMetric.PM_LayoutHorizontalSpacing: theme.px(8),
            QStyle.PixelMetric.PM_LayoutVerticalSpacing: theme.px(8),
            QStyle.PixelMetric.PM_LayoutLeftMargin: theme.px(12),
            QStyle.PixelMetric.PM_LayoutTopMargin: theme.px(12),
            QStyle.PixelMetric.PM_LayoutRightMargin: theme.px(12),
            QStyle.PixelMetric.PM_LayoutBottomMargin: theme.px(12),
        }

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Sizes of our own first, Fusion's for the rest."""
        size = self._sizes.get(metric)
        return super().pixelMetric(metric, option, widget) if size is None else size


def build_qss(theme: Theme) -> str:
    """The sheet with this theme's colours ($ink) and lengths ($px12) filled in."""
    values: dict[str, object] = {name.lower(): each.value for name, each in Colour.__members__.items()}
    values |= {f"px{n}": theme.px(n) for n in range(61)}
    values |= {"styles": _SHEET.parent.as_posix(), "family": FAMILY}
    values |= {f"in{n}": theme.px(n) - 2 for n in (40, 48)}  # inside a 1 px border
    # A radius over half the height is silently ignored, and rounding can make it so.
    values |= {"round_tick": (theme.px(20) + 4) // 2, "round_bar": (theme.px(12) - 2 * theme.px(2)) // 2}
    values |= {"round_progress": theme.px(8) // 2, "round_pill": theme.px(30) // 2}
    values |= {f"chosen{n}": theme.px(n) - 4 for n in (40, 48)}  # inside a 2 px border
    return Template(_SHEET.read_text("utf-8")).substitute(values)


def build_palette() -> QPalette:
    """The colours for whatever the sheet does not name."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, Colour.GROUND),
        (roles.Base, Colour.CARD),
        (roles.AlternateBase, Colour.GROUND),
        (roles.Button, Colour.CARD),
        (roles.WindowText, Colour.INK),
        (roles.Text, Colour.INK),
        (roles.ButtonText, Colour.INK),
        (roles.PlaceholderText, Colour.MUTED),
        (roles.ToolTipBase, Colour.INK),
        (roles.ToolTipText, Colour.CARD),
        (roles.Highlight, Colour.PRIMARY),
        (roles.HighlightedText, Colour.ON_PRIMARY),
        (roles.Link, Colour.PRIMARY),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(Colour.MUTED))
    return palette


def apply_style(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; may be called again when the text size changes."""
    style = AppStyle(theme)
    style.setParent(app)  # the wrapper must live as long as Qt calls it
    app.setStyle(style)
    app.setPalette(build_palette())
    app.setFont(theme.font())
    app.setStyleSheet(build_qss(theme))
    for old in app.findChildren(FocusRings):
        old.setParent(None)
        old.deleteLater()
    FocusRings(app, theme)
