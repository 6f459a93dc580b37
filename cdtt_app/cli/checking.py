"""`cdtt checklist check`: whether this program could ask such a form."""

import argparse
from pathlib import Path

from cdtt_app.cli.answer import Answer, RefusedFileError
from cdtt_app.cli.parser import Commands


def add(commands: Commands) -> None:
    """Add the commands."""
    checklist = Commands(commands.add("checklist", None, "bộ câu hỏi"))
    check = checklist.add("check", _check, "kiểm tra một bộ câu hỏi XLSForm viết bằng chữ (.md hoặc .csv)")
    check.add_argument("file", type=Path, metavar="TỆP", help="tệp bộ câu hỏi")


def _check(args: argparse.Namespace) -> Answer:
    from cdtt_app.checklists.compile import compile_checklist
    from cdtt_app.checklists.problems import ChecklistError
    from cdtt_app.domain.checklist import QuestionKind

    try:
        checklist = compile_checklist(_text(args.file), name=args.file.name)
    except ChecklistError as error:
        places = [{"sheet": p.sheet, "row": p.row, "column": p.column, "reason": p.reason} for p in error.problems]
        return Answer(document={"places": places}, problems=tuple(p.sentence for p in error.problems))
    unasked = (QuestionKind.NOTE, QuestionKind.CALCULATE)
    asked = sum(1 for question in checklist.questions if question.kind not in unasked)
    about = f"Phiên bản {checklist.version}, hỏi về {_SUBJECTS[checklist.subject]}, {asked} câu hỏi."
    return Answer(
        text=f"{checklist.title()}\n{about}",
        document={
            "id": checklist.id,
            "title": checklist.title(),
            "version": checklist.version,
            "subject": checklist.subject,
            "languages": list(checklist.languages),
            "questions": asked,
        },
    )


_SUBJECTS = {"person": "từng người", "household": "cả hộ", "hamlet": "cả thôn"}


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RefusedFileError(f"Không đọc được tệp {file}. Hãy xem lại tên tệp.") from error
    except UnicodeDecodeError as error:
        raise RefusedFileError(f"Tệp {file} không phải chữ mã UTF-8. Hãy lưu lại tệp với mã UTF-8.") from error
