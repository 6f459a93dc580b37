import subprocess
import sys

from cdtt_app.checklists.compile import compile_checklist
from cdtt_app.checklists.stored import checklist_from_json, checklist_to_json
from tests.checklists.small_forms import AGE, ask, choices, form

FULL = form(
    AGE,
    ask("begin_group", "g", appearance="table-list", relevant="${subject_age} > 3"),
    ask("select_one muc", "A1", core="yes", five_skill="mua_sam", personas="NCT HS", short_label="Mở", hint="Nhỏ"),
    {"type": "end_group"},
    ask("select_multiple xa", "x", choice_filter="tinh = 'bg'", constraint=". != 'x9'", constraint_message="Sai"),
    listed=[*choices("muc", "na", "0"), {**choices("xa", "x1")[0], "tinh": "bg"}],
)


def test_a_checklist_survives_being_kept() -> None:
    checklist = compile_checklist(FULL, name="t.md")
    assert checklist_from_json(checklist_to_json(checklist)) == checklist


def test_a_form_without_groups_or_lists_survives_too() -> None:
    checklist = compile_checklist(form(ask("text", "q")), name="t.md")
    assert checklist_from_json(checklist_to_json(checklist)) == checklist


def test_kept_text_is_stable_and_readable() -> None:
    text = checklist_to_json(compile_checklist(FULL, name="t.md"))
    assert checklist_to_json(checklist_from_json(text)) == text
    assert "Mở" in text
    assert "\n" not in text


def test_a_kept_checklist_is_asked_without_pyxform() -> None:
    text = checklist_to_json(compile_checklist(FULL, name="t.md"))
    program = (
        "import sys, datetime;"
        "from cdtt_app.checklists.compile import compile_checklist;"
        "from cdtt_app.checklists.stored import checklist_from_json;"
        "from cdtt_app.checklists.evaluate import Evaluator;"
        "checklist = checklist_from_json(sys.argv[1]);"
        "assert not {'pyxform', 'elementpath'} & set(sys.modules);"
        "Evaluator(checklist).evaluate({}, {}, today=datetime.date(2026, 1, 1));"
        "assert 'pyxform' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program, text], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
