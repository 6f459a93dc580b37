"""The steps of a form, so that each can be taken back."""

from dataclasses import dataclass

from cdtt_app.presenters.visit_form import VisitForm

_KEPT = 200  # more than anyone takes back; a form is some kilobytes


@dataclass(frozen=True, slots=True)
class Steps:
    """The form as it stands, and as it stood before each change."""

    now: VisitForm
    past: tuple[VisitForm, ...] = ()
    field: str = ""  # the text field that is being typed in

    @property
    def can_go_back(self) -> bool:
        """Whether anything was changed."""
        return bool(self.past)


def forward(steps: Steps, form: VisitForm, field: str = "") -> Steps:
    """One change; letters typed in a row into one text `field` are one step."""
    if form == steps.now:
        return steps
    if field and field == steps.field:
        return Steps(form, steps.past, field)
    return Steps(form, (*steps.past, steps.now)[-_KEPT:], field)


def back(steps: Steps) -> Steps:
    """The form before the last change."""
    return Steps(steps.past[-1], steps.past[:-1]) if steps.past else steps
