import json
from pathlib import Path

import pytest

from cdtt_app.domain.coverage import Strength
from cdtt_app.imports.note_json import NoteFileError, note_schema, read_note

ROOT = Path(__file__).resolve().parents[2]
LEAST = {"networks": {"Viettel": {"strength": "chap_chon"}}}


def read(**fields: object) -> object:
    return read_note(json.dumps({**LEAST, **fields}).encode())


def test_the_least_that_must_be_said_is_a_network() -> None:
    note = read_note(json.dumps(LEAST).encode())
    assert note.networks["Viettel"].strength is Strength.UNSTEADY
    assert (note.on, note.clock, note.photos) == (None, "", ())


def test_the_example_of_the_page_is_a_note_and_every_key_has_its_line() -> None:
    page = (ROOT / "docs" / "coverage-note.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0]
    assert read_note(example.encode()).networks["VinaPhone"].strength is Strength.NONE
    schema = note_schema()["$defs"]
    assert [key for key in schema["NoteFile"]["properties"] if f"`{key}`" not in page] == []
    assert [key for key in schema["NetworkSaid"]["properties"] if f"`{key}`" not in page] == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"networks": {}}, "Mục networks: để trống"),
        ({"networks": {"V": {"bars": 9}}}, "bars: số không được quá 5."),
        ({"networks": {"V": {"strength": "x"}}}, "strength: không có giá trị 'x'. Chọn một trong: chap_chon"),
        ({"networks": {"V": {"works": {"x": "duoc"}}}}, "works: không có giá trị 'x'. Chọn một trong: goi, tin_nhan"),
        ({"networks": {"V": {"down_mbps": -1}}}, "down_mbps: số phải từ 0 tới 100.000."),
        ({"networks": {"V": {"rsrp_dbm": 2}}}, "rsrp_dbm: RSRP là số âm, từ -156 tới -31 dBm."),
        ({"people_affected": -1}, "Mục people_affected: số phải từ 0 trở lên."),
        ({"date": "2026-02-31", "time": "10:00"}, "Mục date: không phải một ngày có thật"),
        ({"date": "2026-02-21"}, "date và time phải đi cùng nhau"),
        ({"time": "25:00"}, "Mục time: cần giờ và phút"),
        ({"place": "x" * 3000}, "Mục place: để trống, quá dài hoặc quá nhiều."),
        ({"photos": [1]}, "Mục photos[0]: cần chữ"),
        ({"palce": "Dốc"}, "không có mục nào tên palce. Các mục có: networks"),
    ],
)
def test_every_mistake_is_a_sentence_that_says_where(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(NoteFileError) as caught:
        read(**fields)
    assert sentence in str(caught.value)
    assert "Expected" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[", "sai ở dòng 1, cột 2"),
        (b"[]", "cần nhóm {...}"),
        (b"\xff", "UTF-8"),
        (b"[" * 100_000, "quá nhiều lớp"),
        (b'{"note":"","note":""}', "Mục note được ghi hai lần"),
        (b"{}", "thiếu mục networks"),
    ],
)
def test_what_is_no_note_is_a_sentence_too(content: bytes, sentence: str) -> None:
    with pytest.raises(NoteFileError) as caught:
        read_note(content)
    assert sentence in str(caught.value)
