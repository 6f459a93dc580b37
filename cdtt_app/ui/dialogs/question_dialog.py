"""Two people wrote different things: one plain question, the answers large, never a forced choice."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cdtt_app.presenters.question_value import QuestionValue
from cdtt_app.ui.theme import Role, Theme, Tone
from cdtt_app.ui.widgets.buttons import Kind, button
from cdtt_app.ui.widgets.radio_card import RadioCard
from cdtt_app.ui.widgets.sheet_dialog import SheetDialog
from cdtt_app.ui.widgets.text import label

NOT_CHOSEN = "Hãy chọn một dòng ở trên. Chưa chắc thì bấm “Chưa rõ, hỏi lại hộ”."


class QuestionDialog(SheetDialog):
    """Accepted with the number of the choice, or None where it must be asked again."""

    def __init__(self, theme: Theme, value: QuestionValue, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Câu hỏi", width=520, parent=parent)
        self.cards = [RadioCard(theme, each.value_text, each.who, each.when) for each in value.choices]
        self._unsure = False
        self.body.addWidget(label(theme, value.title, Role.H1, wrap=True))
        facts = QVBoxLayout()
        facts.setSpacing(0)
        for fact in value.facts:
            facts.addWidget(label(theme, fact, Role.SMALL, wrap=True))
        self.body.addLayout(facts)
        for card in self.cards:
            self.body.addWidget(card)
        self.body.addWidget(label(theme, value.note, Role.MUTED, wrap=True))
        self.body.addStretch(1)
        self.unsure = button(theme, "Chưa rõ, hỏi lại hộ", "phone")
        self.unsure.clicked.connect(self._ask_again)
        self.keep = button(theme, value.keep_label, "check", Kind.PRIMARY)
        self.keep.clicked.connect(self._keep)
        self.add_buttons(self.unsure, self.keep)
        if self.cards:
            self.cards[0].setFocus()

    def chosen(self) -> int | None:
        """The number of the chosen card; None when nobody knows."""
        if self._unsure:
            return None
        return next((at for at, card in enumerate(self.cards) if card.isChecked()), None)

    def _keep(self) -> None:
        if self.chosen() is None:
            self.banner.say(NOT_CHOSEN, Tone.AMBER)
            self.fit()
        else:
            self.accept()

    def _ask_again(self) -> None:
        self._unsure = True
        self.accept()
