"""The short parts of the visit form: who was there, signal, topics, sheets left, who went."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.ids import MemberId, PersonId
from cdtt_app.domain.team import spoken_name
from cdtt_app.domain.visit import Outcome, Topic
from cdtt_app.presenters.visit_consent import may_name
from cdtt_app.presenters.visit_context import called
from cdtt_app.presenters.visit_form import VisitForm, people_met, with_signal
from cdtt_app.presenters.visit_state import VisitState
from cdtt_app.presenters.visit_words import FIRST_TOPICS, HANDOUTS, TOPICS
from cdtt_app.ui.pages.visit_keyboard import chain, put_keyboard
from cdtt_app.ui.pages.visit_section import Edit, Section
from cdtt_app.ui.theme import Theme
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.choices import Option, ToggleChips
from cdtt_app.ui.widgets.signal_pick import SignalPick
from cdtt_app.ui.widgets.text import label

_USUAL = frozenset({Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE})


K = TypeVar("K", bound=str)


def _options(words: Mapping[K, str]) -> list[Option]:
    return [Option(str(key), text) for key, text in words.items()]


class _NamesPart(Section):
    """Chips with the names of people; made anew when they are other people."""

    def __init__(self, theme: Theme, edit: Edit, title: str) -> None:
        super().__init__(theme, edit, title)
        self._title = title
        self._names: dict[str, str] = {}
        self._chips = ToggleChips(theme, (), title)
        self.body.addWidget(self._chips)

    def show_names(self, names: Mapping[K, str], chosen: Iterable[str]) -> None:
        """These names, those chosen among them switched on."""
        if dict(names) != self._names:
            self._names = {str(key): name for key, name in names.items()}
            old, self._chips = self._chips, ToggleChips(self.theme, _options(names), self._title)
            self._chips.changed.connect(self._chose)
            self.body.replaceWidget(old, self._chips)
            old.hide()
            old.deleteLater()
        self._chips.set_value(chosen)

    def _chose(self, keys: frozenset[str]) -> None:
        self.choose(tuple(key for key in self._names if key in keys))

    def choose(self, keys: tuple[str, ...]) -> None:
        """What to write into the form."""
        raise NotImplementedError


class MetPart(_NamesPart):
    """Who of the family was met; hidden while nobody may be named."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Gặp ai")

    def show_state(self, state: VisitState) -> None:
        """Those chosen, or whoever has an answer."""
        form, context = state.form, state.context
        names = {person.id: called(person, context.today.year) for person in context.people}
        self.show_names(names, people_met(form))
        self.setVisible(bool(names) and form.outcome is Outcome.MET and may_name(form, context))

    def choose(self, keys: tuple[str, ...]) -> None:
        """They were met, and nobody else."""
        self.edit(lambda form: replace(form, met=tuple(PersonId(key) for key in keys)), "")


class VisitorsPart(_NamesPart):
    """Who of the team went."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Ai đi thăm")

    def show_state(self, state: VisitState) -> None:
        """Those who went."""
        names = {member.id: spoken_name(member) for member in state.context.members}
        self.show_names(names, state.form.visitors)
        self.setVisible(bool(names))

    def choose(self, keys: tuple[str, ...]) -> None:
        """They went, and nobody else."""
        self.edit(lambda form: replace(form, visitors=tuple(MemberId(key) for key in keys)), "")


class SignalPart(Section):
    """What works in the house, network by network."""

    def __init__(self, theme: Theme, edit: Edit) -> None:
        super().__init__(theme, edit, "Sóng trong nhà")
        self._picks: dict[Network, SignalPick] = {}
        self._rows: dict[Network, QWidget] = {}
        self._more = button(theme, "Mạng khác", "plus", Kind.QUIET)
        self._asked_for_more = False
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_rows(_USUAL)
        self._more.clicked.connect(self._show_more)

    def open_form(self) -> None:
        """The usual networks alone."""
        self._asked_for_more = False

    def show_state(self, state: VisitState) -> None:
        """The answers; networks that few have only when asked for."""
        self._asked_for_more |= not _USUAL.issuperset(state.form.signal)
        self._show_rows()
        for network, pick in self._picks.items():
            pick.set_value(state.form.signal.get(network))

    def _show_more(self) -> None:
        self._asked_for_more = True
        self._show_rows()
        chain([row for network in Network if (row := self._rows.get(network)) is not None])
        put_keyboard(next(self._rows[network] for network in Network if network not in _USUAL))

    def _show_rows(self) -> None:
        if self._asked_for_more:
            self._add_rows(frozenset(Network))
        for network, row in self._rows.items():
            row.setVisible(network in _USUAL or self._asked_for_more)
        self._more.setVisible(not self._asked_for_more)

    def _add_rows(self, networks: frozenset[Network]) -> None:
        for network in Network:
            if network in networks and network not in self._rows:
                self._rows[network] = self._row(network)
                self.body.insertWidget(len(self._rows) - 1, self._rows[network])

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
        self._picks[network] = pick
        return row

    def _picked(self, network: Network, signal: Signal | None) -> None:
        self.edit(partial(with_signal, network=network, signal=signal), "")


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
        self.body.addWidget(self._usual)
        self.body.addWidget(self._others)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._usual.changed.connect(lambda _keys: self._chose())
        self._others.changed.connect(lambda _keys: self._chose())
        self._more.clicked.connect(self._show_more)

    def open_form(self) -> None:
        """The usual topics alone."""
        self._others.hide()
        self._more.show()

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
