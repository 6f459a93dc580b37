"""A visit file: what is taken, what is refused and in which words."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.visit import Activity, DossierResult, Outcome, Topic
from cdtt_app.imports.visit_json import VisitFile, fingerprint, read_visit, visit_schema
from cdtt_app.imports.visit_json_errors import VisitFileError, in_words

DOCS = Path(__file__).parents[2] / "docs" / "visit-json.md"
LEAST = {"household": "BG-004", "date": "2026-11-24"}


def read(**fields: object) -> VisitFile:
    return read_visit(json.dumps({**LEAST, **fields}).encode())


def refused(content: bytes) -> str:
    with pytest.raises(VisitFileError) as caught:
        read_visit(content)
    return str(caught.value)


def test_the_least_is_a_household_and_a_day() -> None:
    visit = read()
    assert (visit.household, visit.visited_on) == ("BG-004", date(2026, 11, 24))
    assert (visit.outcome, visit.activity) == (Outcome.MET, Activity.HOME)
    assert (visit.met, visit.visitors, visit.people, visit.consent, visit.id) == (None, None, (), None, None)


def test_levels_are_kept_as_text() -> None:
    visit = read(people=[{"name": "Nông Văn Dư", "answers": {"A1": 2, "F1": "na"}}])
    assert visit.people[0].levels == {"A1": "2", "F1": "na"}


def test_text_is_tidied_and_line_breaks_stay() -> None:
    visit = read(note="  Nha\u0300  ở \r\n cuối\tdốc\n", people=[{"name": " Nông  Văn Dư "}])
    assert visit.note == "Nhà ở\ncuối dốc"
    assert visit.people[0].name == "Nông Văn Dư"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_ways_editors_save_text_are_read(encoding: str) -> None:
    text = json.dumps({**LEAST, "note": "Sóng yếu"}, ensure_ascii=False)
    assert read_visit(text.encode(encoding)).note == "Sóng yếu"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"date": None}, 'Mục date: cần ngày như "2026-11-24", tệp lại ghi null.'),
        ({"date": "24/11/2026"}, "Mục date: không phải một ngày có thật"),
        ({"date": "2026-02-30"}, "Mục date: không phải một ngày có thật"),
        ({"household": ""}, "Mục household: không được để trống."),
        ({"outcome": "ok"}, "Mục outcome: không có giá trị 'ok'. Chọn một trong: gap, hen_lai, tu_choi, vang."),
        ({"satisfaction": 6}, "Mục satisfaction: số không được quá 5."),
        ({"satisfaction": 0}, "Mục satisfaction: số phải từ 1 trở lên."),
        ({"satisfaction": "4"}, "Mục satisfaction: cần số nguyên hoặc null, tệp lại ghi chữ."),
        ({"guided_count": -1}, "Mục guided_count: số phải từ 0 trở lên."),
        ({"asks_help": 1}, "Mục asks_help: cần true hoặc false, tệp lại ghi số nguyên."),
        ({"next_time": "25:00"}, 'Mục next_time: cần giờ và phút như "19:30".'),
        ({"met": "Dư"}, "Mục met: cần danh sách [...] hoặc null, tệp lại ghi chữ."),
        ({"id": "1"}, "Mục id: cần mã UUID"),
        ({"signal": {"Mobi": "khong"}}, "Mục signal: không có giá trị 'Mobi'. Chọn một trong: Viettel, VinaPhone"),
        ({"signal": {"Viettel": "tot"}}, "Mục signal[...]: không có giá trị 'tot'. Chọn một trong: chap_chon"),
        ({"topics": ["x"]}, "Mục topics[0]: không có giá trị 'x'. Chọn một trong: ban_nong_san"),
        ({"consent": {"granted": []}}, "Mục consent: thiếu mục method."),
        ({"people": [{}]}, "Mục people[0]: mỗi người cần name hoặc id, chỉ một trong hai."),
        ({"people": [{"name": "a", "id": "b"}]}, "Mục people[0]: mỗi người cần name hoặc id"),
        ({"people": [{"name": "a", "answers": {"A1": 1.5}}]}, "Mục people[0].answers[...]: cần số nguyên hoặc chữ"),
        (
            {"people": [{"name": "a", "level": 1}]},
            "không có mục nào tên level. Các mục có: name, id, answers, observed.",
        ),
        ({"dosiers": []}, "Trong tệp: không có mục nào tên dosiers. Các mục có: household, date, id,"),
        ({"note": "a\x00b"}, "ký tự điều khiển"),
        ({"note": "\ud800"}, "ký tự điều khiển"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(fields: dict[str, Any], sentence: str) -> None:
    assert sentence in refused(json.dumps({**LEAST, **fields}).encode())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "sai ở dòng 1, cột 1"),
        (b'{"household": "BG-004",\n "date": }', "sai ở dòng 2, cột 10"),
        (b"[]", "Trong tệp: cần nhóm {...}, tệp lại ghi danh sách [...]."),
        (b"[" * 100_000, "lồng nhau quá nhiều"),
        ('{"household": "Bán"}'.encode("cp1258"), "UTF-8"),
        (b'{"household": "a", "household": "b"}', "Mục household được ghi hai lần"),
        ('{"á": 1, "a\u0301": 2}'.encode(), "Mục á được ghi hai lần"),
        (b'{"people": [{"answers": {"A1": 1, "A1": 2}}]}', "Mục A1 được ghi hai lần"),
    ],
)
def test_what_is_no_visit_at_all_is_refused(content: bytes, sentence: str) -> None:
    assert sentence in refused(content)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall_over(content: bytes) -> None:
    with pytest.raises(VisitFileError):
        read_visit(content)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(visit_schema()["$defs"]["VisitFile"]["properties"])), _JSON)
def test_any_value_is_taken_or_refused_without_english(key: str, value: object) -> None:
    content = json.dumps({**LEAST, key: value}).encode()
    said = ""
    try:
        assert fingerprint(read_visit(content)) == fingerprint(read_visit(content))
    except VisitFileError as error:
        said = str(error).replace(json.dumps(value), "")
    assert not re.search(r"Expected|Invalid|Object", said)


def test_what_nobody_translated_is_passed_on_rather_than_lost() -> None:
    assert in_words("something new - at `$.note`", visit_schema()) == "Mục note: something new"


def test_layout_and_defaults_do_not_change_the_fingerprint() -> None:
    plain = read(people=[{"name": "Dư", "answers": {"A1": 2, "A3": "na"}}])
    same = read_visit(
        json.dumps(
            {
                "people": [{"answers": {"A3": "na", "A1": "2"}, "name": "Dư", "observed": []}],
                "outcome": "gap",
                **LEAST,
            },
            indent=3,
        ).encode()
    )
    assert fingerprint(plain) == fingerprint(same)


@pytest.mark.parametrize(
    "other",
    [{"note": "x"}, {"asks_help": True}, {"visitors": []}, {"people": [{"name": "Dư"}]}, {"date": "2026-11-23"}],
)
def test_other_content_changes_the_fingerprint(other: dict[str, Any]) -> None:
    assert fingerprint(read()) != fingerprint(read(**other))


def test_the_schema_describes_every_key_in_vietnamese_and_forbids_others() -> None:
    parts = visit_schema()["$defs"]
    for part in parts.values():
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert re.search(r"[ạ-ỹđơư]", part["description"].casefold())
        else:
            assert "description" not in part
    described = parts["VisitFile"]["properties"]
    assert [name for name, about in described.items() if "description" not in about] == ["consent"]


def _example() -> dict[str, Any]:
    found = re.search(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    example: dict[str, Any] = json.loads(found[1])
    return example


def test_the_example_of_the_docs_is_a_visit_that_uses_every_key() -> None:
    example = _example()
    visit = read_visit(json.dumps(example).encode())
    assert visit.signal == {Network.VIETTEL: Signal.CALLS, Network.MOBIFONE: Signal.NONE}
    assert set(example) == set(visit_schema()["$defs"]["VisitFile"]["properties"])


@pytest.mark.parametrize("words", [Outcome, Activity, Topic, Signal, Network, Purpose, ConsentMethod, DossierResult])
def test_the_docs_name_every_value(words: type[Outcome]) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert [word for word in words if f"`{word}`" not in text] == []


def test_the_docs_have_a_row_for_every_key() -> None:
    rows = [line.split("|")[1] for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == set(visit_schema()["$defs"]["VisitFile"]["properties"])
