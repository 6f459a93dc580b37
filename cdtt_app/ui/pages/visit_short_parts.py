"""The short parts of the visit form: who was there, signal, topics, sheets left, who went."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.ids import MemberId, PersonId
from cdtt_app.domain.team import spoken_name
from cdtt_app.domain.visit import Outcome, Topic
from cdtt_app.presenters.visit_consent import may_name
from cdtt_app.presenters.visit_context import VisitContext, called
from cdtt_app.presenters.visit_form import VisitForm, people_met, with_signal
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.presenters.visit_words import FIRST_TOPICS, HANDOUTS, TOPICS
from cdtt_app.ui.pages.visit_section import Edit, Section
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.signal_pick import SignalPick
from cdtt_app.ui.widgets.text import label

_USUAL = (Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE)


K = TypeVar("K", bound=str)


def _options(words: Mapping[K, str]) -> list[Option]:
    return [Option(str(key), text) for key, text in words.items()]


class MetPart(Section):
    """Who of the family was met; hidden while nobody may be named."""

    def __init__(self, theme: Theme, edit: Edit, context: VisitContext) -> None:
        super().__init__(theme, edit, "Gặp ai")
        self._order = [person.id for person in context.people]
        year = context.today.year
        self._chips = ToggleChips(theme, _options({p.id: called(p, year) for p in context.people}), "Gặp ai")
        self._chips.changed.connect(self._chose)
        self.body.addWidget(self._chips)

    def show_state(self, state: VisitState) -> None:
        """Those chosen, or whoever has an answer."""
        named = may_name(state.form, state.context) and bool(state.context.people)
        self.setVisible(named and state.form.outcome is Outcome.MET)
        self._chips.set_value(people_met(state.form))

    def _chose(self, keys: frozenset[str]) -> None:
        met = tuple(PersonId(id_) for id_ in self._order if id_ in keys)
        self.edit(lambda form: replace(form, met=met), "")


class VisitorsPart(Section):
    """Who of the team went."""

    def __init__(self, theme: Theme, edit: Edit, context: VisitContext) -> None:
        super().__init__(theme, edit, "Ai đi thăm")
        self._order = [member.id for member in context.members]
        names = {member.id: spoken_name(member) for member in context.members}
        self._chips = ToggleChips(theme, _options(names), "Ai đi thăm")
        self._chips.changed.connect(self._chose)
        self.body.addWidget(self._chips)
        self.setVisible(bool(names))

    def show_state(self, state: VisitState) -> None:
        """Those who went."""
        self._chips.set_value(state.form.visitors)

    def _chose(self, keys: frozenset[str]) -> None:
        went = tuple(MemberId(id_) for id_ in self._order if id_ in keys)
        self.edit(lambda form: replace(form, visitors=went), "")


class SignalPart(Section):
    """What works in the house, network by network."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Sóng trong nhà")
        self._picks: dict[Network, SignalPick] = {}
        self._rows: dict[Network, QWidget] = {}
        self._more = button(theme, "Mạng khác", "plus", Kind.QUIET)
        self._asked_for_more = False
        for network in Network:
            self.body.addWidget(self._row(network))
        self.body.addWidget(self._more)
        self._more.clicked.connect(self._show_more)

    def show_state(self, state: VisitState) -> None:
        """The answers; networks that few have only when asked for."""
        for network, pick in self._picks.items():
            pick.set_value(state.form.signal.get(network))
        self._show_rows(frozenset(state.form.signal))

    def _row(self, network: Network) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self.theme.px(8))
        name = label(self.theme, network.value)
        name.setMinimumWidth(self.theme.px(92))
        pick = SignalPick(self.theme, f"Sóng {network.value}")
        pick.changed.connect(partial(self._picked, network))
        line.addWidget(name)
        line.addWidget(pick, 1)
        self._picks[network], self._rows[network] = pick, row
        return row

    def _picked(self, network: Network, signal: Signal | None) -> None:
        self.edit(partial(with_signal, network=network, signal=signal), "")

    def _show_more(self) -> None:
        self._asked_for_more = True
        self._show_rows(frozenset())
        first = next(self._picks[network] for network in Network if network not in _USUAL)
        first.findChildren(QWidget)[0].setFocus()

    def _show_rows(self, answered: frozenset[Network]) -> None:
        self._asked_for_more |= not answered.issubset(_USUAL)
        for network, row in self._rows.items():
            row.setVisible(network in _USUAL or self._asked_for_more)
        self._more.setVisible(not self._asked_for_more)


class TopicsPart(Section):
    """What was shown; the usual five, and the others behind a button."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Đã chỉ cho nhà này")
        usual = {topic: TOPICS[topic] for topic in FIRST_TOPICS}
        others = {topic: words for topic, words in TOPICS.items() if topic not in usual}
        self._usual = ToggleChips(theme, _options(usual), "Đã chỉ việc gì")
        self._others = ToggleChips(theme, _options(others), "Đã chỉ việc khác")
        self._more = button(theme, "Việc khác nữa", "plus", Kind.QUIET)
        self._others.hide()
        for each in (self._usual, self._others, self._more):
            self.body.addWidget(each)
        self._usual.changed.connect(lambda _keys: self._chose())
        self._others.changed.connect(lambda _keys: self._chose())
        self._more.clicked.connect(self._show_more)

    def show_state(self, state: VisitState) -> None:
        """What is chosen."""
        self.setVisible(state.form.outcome is Outcome.MET)
        self._usual.set_value(state.form.topics)
        self._others.set_value(state.form.topics)
        if self._others.value():
            self._show_more()

    def _show_more(self) -> None:
        self._others.show()
        self._more.hide()

    def _chose(self) -> None:
        topics = frozenset(Topic(key) for key in self._usual.value() | self._others.value())
        self.edit(lambda form: replace(form, topics=topics), "")


class HandoutsPart(Section):
    """Which sheets were left."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Đã phát tờ")
        self._chips = ToggleChips(theme, _options(HANDOUTS), "Đã phát tờ nào")
        self._chips.changed.connect(lambda keys: edit(lambda form: _with_handouts(form, keys), ""))
        self.body.addWidget(self._chips)

    def show_state(self, state: VisitState) -> None:
        """What is chosen."""
        self._chips.set_value(state.form.handouts)


def _with_handouts(form: VisitForm, keys: Iterable[str]) -> VisitForm:
    """Sheets that this program does not list stay as they are."""
    return replace(form, handouts=frozenset(keys) | (form.handouts - frozenset(HANDOUTS)))
