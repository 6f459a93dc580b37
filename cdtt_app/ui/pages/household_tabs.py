"""The tabs of a household but for its visits and its consent: at a glance, people, house and devices, sheets left."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from cdtt_app.presenters.household_detail import HouseholdDetail
from cdtt_app.presenters.household_people import PersonLine
from cdtt_app.presenters.visit_words import answer_words
from cdtt_app.ui.pages.household_levels import level_legend, level_pill
from cdtt_app.ui.pages.household_parts import (
    add_ruled,
    caption_row,
    column_of,
    fact_row,
    person_row,
    scroll_of,
    sheet_row,
    signal_row,
)
from cdtt_app.ui.theme import Role, Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.card import Card
from cdtt_app.ui.widgets.chip import PLACE_OF, Place
from cdtt_app.ui.widgets.page_scroll import PageScroll
from cdtt_app.ui.widgets.text import ElidedLabel, label, rule
from cdtt_app.ui.widgets.timeline import Moment, Timeline

_RECENT = 5  # visits and sheets shown at a glance
GoTo = Callable[[int], None]
PEOPLE, VISITS, HOUSE, SHEETS, CONSENT = 1, 2, 3, 4, 5


def overview_tab(theme: Theme, detail: HouseholdDetail, go_to: GoTo, *, narrow: bool) -> PageScroll:
    """People and visits beside the house and the sheets, or above them where room is short."""
    left = (_people_card(theme, detail), _visits_card(theme, detail, go_to))
    right = (_house_card(theme, detail), _sheets_card(theme, detail, go_to))
    if narrow:
        return scroll_of(theme, *left, *right)
    columns = QWidget()
    row = QHBoxLayout(columns)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(12))
    row.addWidget(column_of(theme, *left), 59)
    row.addWidget(column_of(theme, *right), 41)
    return scroll_of(theme, columns)


def people_tab(theme: Theme, detail: HouseholdDetail) -> PageScroll:
    """Everybody, with what they can do and what is left to show them."""
    cards: list[QWidget] = [_person_card(theme, person) for person in detail.people]
    if detail.children:
        card = Card(theme, f"Trẻ dưới 16 tuổi: {detail.children} em")
        card.body.addWidget(label(theme, "Chỉ đếm, không ghi tên.", Role.MUTED, wrap=True))
        cards.append(card)
    if not cards:
        cards.append(_people_card(theme, detail))
    made = scroll_of(theme, *cards)
    if any(person.skills for person in detail.people):
        made.body.insertLayout(0, level_legend(theme))
    return made


def house_tab(theme: Theme, detail: HouseholdDetail) -> PageScroll:
    """All that is known of the house, and what nobody has asked yet."""
    house = Card(theme, "Điện, máy, mạng")
    add_ruled(house.body, [fact_row(theme, fact) for fact in (*detail.facts.lines, *detail.more_facts)])
    signals = Card(theme, "Sóng trong nhà", detail.facts.signals_note)
    if detail.facts.signals:
        add_ruled(signals.body, [signal_row(theme, network, signal) for network, signal in detail.facts.signals])
    else:
        signals.body.addWidget(label(theme, "Chưa hỏi sóng ở nhà này.", Role.MUTED, wrap=True))
    contact = Card(theme, "Nhà ở đâu, gọi số nào")
    add_ruled(contact.body, [caption_row(theme, caption, text) for caption, text in detail.contact])
    if detail.note:
        contact.body.addLayout(caption_row(theme, "Ghi chú", detail.note))
    contact.setVisible(bool(detail.contact or detail.note))
    return scroll_of(theme, signals, house, contact)


def sheets_tab(theme: Theme, detail: HouseholdDetail) -> PageScroll:
    """Every sheet that was left."""
    card = Card(theme, "Tờ đã phát", "mới nhất ở trên")
    _fill_sheets(theme, card, detail.handouts)
    return scroll_of(theme, card)


def _people_card(theme: Theme, detail: HouseholdDetail) -> Card:
    note = "nét đứt = tự làm"
    if detail.meetings and not theme.large:
        note = f"mức qua {detail.meetings} lần gặp, {note}"
    card = Card(theme, "Người trong hộ", note if detail.meetings else "")
    card.body.setSpacing(theme.px(4))
    add_ruled(card.body, [person_row(theme, person) for person in detail.people])
    if not detail.people:
        sentence = "Chưa ghi ai. Bấm Sửa hộ để ghi người trong hộ."
        card.body.addWidget(label(theme, sentence, Role.MUTED, wrap=True))
    if detail.children:
        card.body.addWidget(rule())
        card.body.addWidget(label(theme, f"và {detail.children} trẻ dưới 16 tuổi", Role.MUTED))
    return card


def _person_card(theme: Theme, person: PersonLine) -> Card:
    card = Card(theme)
    card.setAccessibleName(person.name)
    card.body.addLayout(person_row(theme, person))
    lines = (
        ("Gọi là", person.called),
        ("Điện thoại", person.phone),
    )
    for caption, text in lines:
        if text:
            card.body.addLayout(caption_row(theme, caption, text))
    if person.skills:
        card.body.addWidget(rule())
        card.body.addLayout(_skills(theme, person))
    return card


def _skills(theme: Theme, person: PersonLine) -> QGridLayout:
    """What the person can do now, in two columns, or in one of large letters."""
    columns = 1 if theme.large else 2
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(10))
    grid.setVerticalSpacing(theme.px(4))
    lines = -(-len(person.skills) // columns)
    for number, (skill, level) in enumerate(person.skills):
        column, line = divmod(number, lines)
        pill = level_pill(theme, level)
        pill.setAccessibleName(f"{person.name}, {skill}: {answer_words(level)}")
        grid.addWidget(pill, line, 2 * column)
        grid.addWidget(ElidedLabel(theme, skill, Role.SMALL), line, 2 * column + 1)
        grid.setColumnStretch(2 * column + 1, 1)
    return grid


def _visits_card(theme: Theme, detail: HouseholdDetail, go_to: GoTo) -> Card:
    card = Card(theme, "Các lượt thăm")
    moments = [Moment("Chưa xong", detail.draft, Place.HERE)] if detail.draft else []
    moments += [Moment(visit.day, visit.line, PLACE_OF[visit.where]) for visit in detail.visits[:_RECENT]]
    if moments:
        line = Timeline(theme)
        line.show_moments(moments)
        card.body.addWidget(line)
    else:
        sentence = "Chưa thăm lần nào. Tới nhà thì bấm Ghi lượt thăm."
        card.body.addWidget(label(theme, sentence, Role.MUTED, wrap=True))
    if len(detail.visits) > _RECENT:
        card.body.addWidget(_more(theme, f"Xem cả {len(detail.visits)} lượt thăm", lambda: go_to(VISITS)))
    return card


def _house_card(theme: Theme, detail: HouseholdDetail) -> Card:
    card = Card(theme, "Điện, máy, sóng", detail.facts.signals_note)
    for fact in detail.facts.asked:
        card.body.addLayout(fact_row(theme, fact))
    if detail.facts.asked and detail.facts.signals:
        card.body.addWidget(rule())
    for network, signal in detail.facts.signals:
        card.body.addLayout(signal_row(theme, network, signal))
    if not detail.facts.asked and not detail.facts.signals:
        sentence = "Chưa hỏi. Bấm Sửa hộ để ghi nhà có điện, máy và sóng gì."
        card.body.addWidget(label(theme, sentence, Role.MUTED, wrap=True))
    return card


def _sheets_card(theme: Theme, detail: HouseholdDetail, go_to: GoTo) -> Card:
    card = Card(theme, "Tờ đã phát")
    _fill_sheets(theme, card, detail.handouts[:_RECENT])
    if len(detail.handouts) > _RECENT:
        card.body.addWidget(_more(theme, f"Xem cả {len(detail.handouts)} tờ", lambda: go_to(SHEETS)))
    return card


def _fill_sheets(theme: Theme, card: Card, sheets: tuple[tuple[str, str], ...]) -> None:
    add_ruled(card.body, [sheet_row(theme, title, note) for title, note in sheets])
    if not sheets:
        card.body.addWidget(label(theme, "Chưa phát tờ nào.", Role.MUTED, wrap=True))


def _more(theme: Theme, text: str, act: Callable[[], None]) -> QWidget:
    made = button(theme, text, "arrow-right", Kind.QUIET)
    made.clicked.connect(lambda _checked: act())
    return made
