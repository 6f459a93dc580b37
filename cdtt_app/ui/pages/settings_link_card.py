"""The card "Nối với tỉnh": which machine this is to the province, and the other ways there."""

from cdtt_app.domain.role import Role
from cdtt_app.presenters.settings_link import LinkFacts, link_lines
from cdtt_app.storage.enrolment import enrolment
from cdtt_app.storage.road_settings import road_settings
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.settings_cards import side_by_side
from cdtt_app.ui.sender import Road
from cdtt_app.ui.theme import Role as Text
from cdtt_app.ui.widgets.buttons import button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.text import label


class LinkCard(Card):
    """Reads by itself: what it shows changes on another page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, "Nối với tỉnh")
        self._desk = desk
        self._words = label(desk.theme, "", Text.BODY, wrap=True)
        self.page = button(desk.theme, "Trang Gửi & nhận", "refresh-cw")
        self.other = button(desk.theme, "Cách nối khác…", "settings")
        self.other.setVisible(not desk.practice)
        self.body.addWidget(self._words)
        self.body.addWidget(side_by_side(desk.theme, self.page, self.other))
        self.page.clicked.connect(lambda _checked: desk.ways.open_page("sync"))
        self.other.clicked.connect(lambda _checked: self._choose())

    def reload(self) -> None:
        """Read it again."""
        self._words.setText("\n".join(link_lines(_facts(self._desk))))

    def _choose(self) -> None:
        from cdtt_app.ui.dialogs.road_dialog import open_road_dialog

        open_road_dialog(self._desk.theme, self._desk.db, self.window())
        self.reload()


def _facts(desk: Desk) -> LinkFacts:
    me, road = enrolment(desk.db), road_settings(desk.db)
    return LinkFacts(
        practice=desk.practice,
        province=desk.sender.road is not Road.NONE,
        replica=me.replica if me else 0,
        person=me.person if me else "",
        role=Role(me.role) if me else None,
        url=me.url if me else "",
        proxy=road.proxy,
        own_authority=bool(road.authority),
    )
