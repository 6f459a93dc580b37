"""What the buttons of the coverage page do: ask, act, say it with "Hoàn tác"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from cdtt_app.domain.coverage import CoverageNote
from cdtt_app.domain.coverage_board import Board, CaseView
from cdtt_app.domain.coverage_case import CaseStep, case_code
from cdtt_app.domain.coverage_spots import Spot
from cdtt_app.domain.ids import NoteId
from cdtt_app.presenters.coverage_detail import step_done_words
from cdtt_app.presenters.coverage_rows import note_title
from cdtt_app.presenters.coverage_steps import Choice
from cdtt_app.services.undo import Saved
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.pages.coverage_acts import CoverageActs, StepAnswer
from cdtt_app.ui.pages.coverage_import_strip import ImportStrip
from cdtt_app.ui.tasks import Progress, StoppedError
from cdtt_app.ui.theme import Tone
from cdtt_app.ui.widgets.alive import when_alive


class CoverageMoves:
    """Errors become sentences; nothing is half done."""

    def __init__(self, desk: Desk, acts: CoverageActs, window: QWidget) -> None:
        self._desk, self._acts, self._window = desk, acts, window
        self._import: Progress | None = None

    def attempt(self, act: Callable[[], None]) -> None:
        """Do it; whatever goes wrong is said."""
        try:
            act()
        except Exception as error:  # whatever it is, `explain` has the words
            self._desk.ways.say(self._acts.explain(error), Tone.RED)

    def step(self, views: Sequence[CaseView], choice: Choice, board: Board) -> None:
        """Ask for one step and write it for all of these cases."""
        self.attempt(lambda: self._step(views, choice, board))

    def open_case(self, notes: Sequence[NoteId]) -> None:
        """One case of these notes."""
        words = f"Đã mở vụ việc từ {len(notes)} ghi nhận. Bấm “Việc khác” để sửa tên vụ việc."
        self._save(words, lambda: self._acts.open_case(notes))

    def accept(self, spot: Spot) -> None:
        """A proposal as it stands."""
        self._save(f"Đã gộp {len(spot.notes)} ghi nhận.", lambda: self._acts.accept(spot, ""))

    def merge(self, views: Sequence[CaseView]) -> None:
        """The others into the most urgent one."""
        first, *others = views
        code = case_code(first.case.number)
        words = f"Đã gộp {len(views)} vụ việc thành {code} “{first.case.title}”."
        self._save(words, lambda: self._acts.merge(first.case.id, [view.case.id for view in others]))

    def edit_case(self, view: CaseView, board: Board) -> None:
        """What the officer sets on a case."""

        def edit() -> None:
            changed = self._acts.ask_case(view, board, self._window)
            if changed is not None:
                self._saved(f"Đã sửa vụ việc “{changed.title}”.", self._acts.edit_case(changed))

        self.attempt(edit)

    def notes(self, board: Board, view: CaseView, *, officer: bool) -> None:
        """Look at the notes of a case; an officer may take some out or make another case of them."""
        words = f"Đã chuyển ghi nhận của vụ việc “{view.case.title}”."
        self.attempt(lambda: self._saved_together(words, self._acts.show_notes(board, view, officer, self._window)))

    def note(self, board: Board, note: CoverageNote) -> None:
        """One note in full, with its photos."""
        self.attempt(lambda: self._acts.show_note(board, note, self._window))

    def proposals(self, board: Board) -> None:
        """Look through all proposals."""
        words = "Đã gộp các ghi nhận đã chọn."
        self.attempt(lambda: self._saved_together(words, self._acts.show_spots(board, self._window)))

    def remove_note(self, note: CoverageNote) -> None:
        """Take a note out of the book, with a reason."""

        def remove() -> None:
            reason = self._acts.ask_reason(note, self._window)
            if reason is not None:
                self._saved(f"Đã bỏ ghi nhận “{note_title(note)}”.", self._acts.remove_note(note.id, reason))

        self.attempt(remove)

    def import_map(self, strip: ImportStrip, ended: Callable[[], None]) -> None:
        """Take in boundaries or a background beside the screen; the strip says how far it is, and stops it."""

        def done(words: str) -> None:
            self._desk.ways.say(words, Tone.GREEN)
            end()

        def failed(error: Exception) -> None:
            if isinstance(error, StoppedError):
                self._desk.ways.say("Đã dừng nhập bản đồ. Bản đồ trên máy vẫn như trước.", Tone.AMBER)
            else:
                self._desk.ways.say(self._acts.explain(error), Tone.RED)
            end()

        def end() -> None:
            self._import = None
            strip.end()
            ended()

        path = self._acts.choose_map(self._window)
        if path is None:
            ended()
            return
        self._acts.close_tiles()
        strip.begin(path.name)
        chosen = path
        self._import = self._desk.tasks.run_long(
            lambda progress: self._acts.import_map(chosen, progress),
            when_alive(self._window, done),
            when_alive(self._window, failed),
            when_alive(self._window, strip.show_progress),
        )

    def importing(self) -> bool:
        """Whether a map is coming in."""
        return self._import is not None

    def stop_import(self) -> None:
        """The map that is coming in is left alone; what was there stays."""
        if self._import is not None:
            self._import.stop()

    def _step(self, views: Sequence[CaseView], choice: Choice, board: Board) -> None:
        first = views[0]
        blank = self._acts.blank_step(first.case.id, choice.state)
        answer = self._acts.ask_step(views, blank, board, self._window)
        if answer is None:
            return
        steps = [answer.step, *(self._alike(view, answer) for view in views[1:])]
        title = first.case.title if len(views) == 1 else f"{len(views)} vụ việc"
        saved = self._acts.take_steps(steps, answer.attachment, answer.kind)
        self._saved(step_done_words(title, choice, answer.step.happened_on), saved)

    def _alike(self, view: CaseView, answer: StepAnswer) -> CaseStep:
        blank = self._acts.blank_step(view.case.id, answer.step.state)
        return replace(answer.step, id=blank.id, case_id=blank.case_id, hamlet_id=blank.hamlet_id)

    def _save(self, words: str, act: Callable[[], Saved]) -> None:
        self.attempt(lambda: self._saved(words, act()))

    def _saved(self, words: str, saved: Saved) -> None:
        self._desk.ways.saved(words, saved)

    def _saved_together(self, words: str, saved: Sequence[Saved]) -> None:
        """What a window wrote in several acts is taken back as one."""
        if saved:
            self._saved(words, Saved(tuple(change for each in saved for change in each.changes)))
