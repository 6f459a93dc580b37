"""What the editor of handouts may do: read, keep a draft, draw, publish; and the way in from a page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from cdtt_app import paths
from cdtt_app.documents.handout_paper import Fit, HandoutPaper
from cdtt_app.domain.address_register import Address, AddressCheck
from cdtt_app.domain.handout_text import Handout, Layout
from cdtt_app.domain.province_app import ProvinceApp
from cdtt_app.imports.address_file import load_addresses, load_province_app
from cdtt_app.presenters.handout_editor import spoken_title
from cdtt_app.presenters.handouts_page import HandoutsReading
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.handout_footer import read_footer
from cdtt_app.services.handouts import editable, publish, tick_address
from cdtt_app.services.setup import PROVINCE
from cdtt_app.services.undo import Saved
from cdtt_app.storage.drafts import drop_draft, keep_draft, read_draft
from cdtt_app.storage.facts import read_fact
from cdtt_app.storage.questions import where
from cdtt_app.ui.desk import Desk

Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorReading:
    """The handout as it was published last, its draft, and what a preview needs."""

    handout: Handout
    draft: Body | None
    shelf: HandoutsReading
    app: ProvinceApp | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorActs:
    """Quick, unless it says "slow": then called on another thread. Whatever fails raises."""

    read: Callable[[str], EditorReading]
    keep: Callable[[str, Body | None], None]  # the draft of a topic; None forgets it
    draw: Callable[[HandoutPaper, Layout], tuple[bytes, Fit]]  # slow
    publish: Callable[[Handout, str], Saved]
    tick: Callable[[Address], None]


def draft_name(topic: str) -> str:
    """Where the unpublished texts of a handout are kept."""
    return f"handout/{topic}"


def editor_acts(desk: Desk) -> EditorActs:
    """Over the data in hand."""
    return EditorActs(
        read=lambda topic: _read(desk, topic),
        keep=lambda topic, body: _keep(desk, topic, body),
        draw=_draw,
        publish=lambda after, why: _publish(desk, after, why),
        tick=lambda address: _tick(desk, address),
    )


def edit_handout(desk: Desk, handout: Handout, parent: QWidget) -> None:
    """Open the editor; what it published can be taken back."""
    from cdtt_app.ui.dialogs.handout_editor_dialog import HandoutEditorDialog

    dialog = HandoutEditorDialog(desk.theme, desk.tasks, editor_acts(desk), handout.topic, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    saved = dialog.saved
    dialog.deleteLater()
    if done and saved is not None:
        desk.ways.saved(f"Đã phát hành bản mới: {spoken_title(handout)}.", saved)


def _read(desk: Desk, topic: str) -> EditorReading:
    db, province = desk.db, read_fact(desk.db, PROVINCE, "")
    handout = next((each for each in editable(db) if each.topic == topic), None)
    if handout is None:
        raise RefusedError("Không thấy tờ này trên máy. Hãy chọn lại tờ.")
    draft = read_draft(db, draft_name(topic))
    folder = paths.resources() / "province"
    shelf = HandoutsReading(
        handouts=(handout,),
        addresses=load_addresses(folder, province),
        checks=where(db, AddressCheck),
        published={},
        footer=read_footer(db, desk.units()),
        today=desk.today(),
        officer=True,
        practice=desk.practice,
    )
    app = load_province_app(folder, province)
    return EditorReading(handout=handout, draft=draft.body if draft else None, shelf=shelf, app=app)


def _keep(desk: Desk, topic: str, body: Body | None) -> None:
    if body is None:
        drop_draft(desk.db, draft_name(topic))
    else:
        keep_draft(desk.db, draft_name(topic), body)


def _draw(paper: HandoutPaper, layout: Layout) -> tuple[bytes, Fit]:
    from cdtt_app.documents.handout_pdf import fits, handout_pdf

    fit = fits(paper, layout)
    return (b"" if fit is Fit.TOO_LONG else handout_pdf((paper,), layout)), fit


def _publish(desk: Desk, after: Handout, why: str) -> Saved:
    """The draft is used up by it; taking back brings the draft back too."""
    name = draft_name(after.topic)
    draft = read_draft(desk.db, name)
    saved = publish(desk.db, after, why)
    if draft is None:
        return saved
    drop_draft(desk.db, name)
    return replace(saved, draft_name=name, draft_body=draft.body)


def _tick(desk: Desk, address: Address) -> None:
    tick_address(desk.db, address)
