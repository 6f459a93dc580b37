"""`cdtt log-visit`: everything or nothing, once."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.person import Person
from cdtt_app.services.undo import Change, Saved, take_back
from cdtt_app.storage import oplog
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household
from cdtt_app.storage.questions import by_id
from cdtt_app.storage.visits import consents_of, visits_of
from tests.cli.running import ID, Cdtt, Said, a_visit, today

Log = Callable[..., Said]
Kept = Callable[[], Database]


@pytest.fixture
def log(cdtt: Cdtt) -> Log:
    """Logs a visit given as fields; `raw` stands for the whole file."""

    def call(*, raw: str = "", **fields: object) -> Said:
        return cdtt("log-visit", "--file", "-", stdin=raw or json.dumps(a_visit(**fields)))

    return call


def operations(kept: Kept) -> int:
    db = kept()
    try:
        return oplog.count(db.connection())
    finally:
        db.close()


def test_every_field_arrives(log: Log, cdtt: Cdtt) -> None:
    yesterday = today() - timedelta(days=1)
    said = log(
        id=ID,
        date=yesterday.isoformat(),
        activity="huong_dan_thuc_hanh",
        met=["be thi van", "p-du"],
        topics=["vneid", "lua_dao"],
        signal={"Viettel": "goi_duoc", "MobiFone": "khong"},
        dossiers=[{"procedure": "Đăng ký khai sinh", "result": "dang_lam"}],
        handouts=["dung-dua-ma-otp", "vneid"],
        feedback="Sóng yếu",
        feedback_forwarded_to="UBND xã",
        satisfaction=4,
        next_visit=today().isoformat(),
        next_time="19:30",
        guided_count=3,
        note="dòng một\n dòng  hai",
        asks_help=True,
        visitors=["chị mai"],
    )
    assert (said.code, said.err) == (0, "")
    shown = cdtt("show", "BG-004", "--json").document
    (visit,) = shown["visits"]
    expected = {
        "id": ID,
        "visited_on": yesterday.isoformat(),
        "outcome": "gap",
        "activity": "huong_dan_thuc_hanh",
        "visitors": ["Lương Thị Mai"],
        "met": ["Bế Thị Vân", "Nông Văn Dư"],
        "topics": ["vneid", "lua_dao"],
        "signal": {"Viettel": "goi_duoc", "MobiFone": "khong"},
        "dossiers": [{"procedure": "Đăng ký khai sinh", "result": "dang_lam"}],
        "feedback": "Sóng yếu",
        "feedback_forwarded_to": "UBND xã",
        "satisfaction": 4,
        "next_visit": today().isoformat(),
        "next_time": "19:30",
        "guided_count": 3,
        "note": "dòng một\ndòng hai",
    }
    assert {name: visit[name] for name in expected} == expected
    assert {each["topic"] for each in shown["handouts"]} == {"dung-dua-ma-otp", "vneid"}
    assert shown["household"]["asked_help"] is True
    assert shown["consents"][0]["granted"] == ["luot_tham_ky_nang"]


def test_the_same_file_with_the_same_id_changes_nothing_the_second_time(log: Log, kept: Kept) -> None:
    assert log(id=ID).code == 0
    before = operations(kept)
    again = log(raw=json.dumps(dict(reversed(a_visit(id=ID).items())), indent=4))
    assert again.code == 0
    assert "đã được ghi từ trước" in again.out
    assert operations(kept) == before


def test_an_answer_written_as_text_is_the_same_answer(log: Log) -> None:
    assert log(id=ID).code == 0
    people = [{"name": "Nông Văn Dư", "answers": {"A1": "2", "F1": "na"}, "observed": ["A1"]}]
    assert "đã được ghi từ trước" in log(id=ID, people=people).out


@pytest.mark.parametrize("other", [{"note": "khác"}, {"asks_help": True}, {"outcome": "hen_lai"}])
def test_the_same_id_with_other_content_is_refused(log: Log, kept: Kept, other: dict[str, Any]) -> None:
    assert log(id=ID).code == 0
    before = operations(kept)
    said = log(id=ID, **other)
    assert said.code == 1
    assert "nội dung khác" in said.err
    assert operations(kept) == before


def test_a_retry_after_a_refusal_is_a_first_try(log: Log) -> None:
    assert log(id=ID, people=[{"name": "Ai Đó"}]).code == 1
    assert "Đã ghi" in log(id=ID).out


def test_without_an_id_every_file_is_a_new_visit(log: Log, cdtt: Cdtt) -> None:
    assert [log().code, log().code] == [0, 0]
    assert len(cdtt("show", "BG-004", "--json").document["visits"]) == 2


def test_a_visit_taken_back_is_not_silently_there_again(log: Log, kept: Kept) -> None:
    log(id=ID)
    db = kept()
    (visit,) = visits_of(db, HouseholdId("hh-du"))
    take_back(db, Saved((Change(None, visit),)))
    db.close()
    said = log(id=ID)
    assert said.code == 1
    assert "hoàn tác" in said.err


MANY = [
    ({"household": "BG-999"}, "Không có hộ mang mã BG-999"),
    ({"people": [{"name": "Ai Đó"}]}, "không có ai tên Ai Đó. Những người có tên: Nông Văn Dư, Bế Thị Vân"),
    ({"met": ["Ai Đó"]}, "không có ai tên Ai Đó"),
    ({"visitors": ["Ai Đó"]}, "Ở tổ không có ai tên Ai Đó. Những người có tên: Lương Thị Mai."),
    ({"people": [{"name": "Nông Văn Dư"}, {"id": "p-du"}]}, "ghi hai lần"),
    ({"people": [{"id": "p-du", "answers": {"A1": 7}}]}, "Nông Văn Dư: câu A1: Lựa chọn này không có"),
    ({"people": [{"id": "p-du", "answers": {"ZZ": 1}}]}, "câu ZZ không có trong bộ câu hỏi"),
    ({"people": [{"id": "p-du", "answers": {"A1": 1}, "observed": ["A3"]}]}, "câu A3 ghi là nhìn thấy"),
    ({"people": [{"id": "p-chau", "answers": {"C4": 1}}]}, "câu C4 không hỏi người ở tuổi"),
    ({"date": (today() + timedelta(days=1)).isoformat()}, "Ngày thăm ở sau hôm nay"),
    ({"next_visit": "2001-01-01"}, "Ngày hẹn lần tới ở trước ngày thăm"),
    ({"consent": None}, "Nhà chưa đồng ý ghi kỹ năng"),
    ({"consent": None, "people": [], "met": ["Bế Thị Vân"]}, "Nhà chưa đồng ý ghi tên từng người"),
    ({"consent": {"granted": [], "method": "ky_giay"}}, "Nhà chưa đồng ý ghi kỹ năng"),
    (
        {"consent": {"granted": ["luot_tham_ky_nang"], "method": "loi_noi_co_chung_kien"}},
        "cần người chứng kiến",
    ),
    ({"outcome": "vang"}, "không có people"),
    ({"outcome": "hen_lai", "people": [], "consent": None}, "Đã hẹn lại thì cần ngày hẹn"),
    ({"colour": "red"}, "không có mục nào tên colour"),
]


@pytest.mark.parametrize(("fields", "sentence"), MANY)
def test_what_is_wrong_is_said_and_nothing_is_written(
    log: Log, kept: Kept, fields: dict[str, Any], sentence: str
) -> None:
    before = operations(kept)
    said = log(**fields)
    assert said.code == 1
    assert sentence in said.err
    assert operations(kept) == before


def test_all_faults_are_told_at_once(log: Log) -> None:
    people = [{"name": "Ai Đó"}, {"id": "p-du", "answers": {"A1": 9, "ZZ": 1}}]
    said = log(people=people, visitors=["Người Lạ"])
    assert len(said.err.splitlines()) == 4


def test_people_are_named_without_accents_but_accents_decide_between_two(log: Log, kept: Kept) -> None:
    db = kept()
    twin = by_id(db, Person, "p-van")
    assert twin is not None
    with db.write() as tx:
        tx.save(replace(twin, name="Nông Văn Dũ"))
    db.close()
    assert log(people=[{"name": "nông văn dư", "answers": {"A1": 1}}]).code == 0
    said = log(people=[{"name": "nong van du", "answers": {"A1": 1}}])
    assert said.code == 1
    assert "có 2 người tên nong van du. Hãy ghi mã thay cho tên: p-du, p-van." in said.err


def test_nobody_met_is_kept_without_names(log: Log, cdtt: Cdtt) -> None:
    assert log(outcome="vang", people=[], consent=None, visitors=[]).code == 0
    (visit,) = cdtt("show", "BG-004", "--json").document["visits"]
    assert (visit["outcome"], visit["met"], visit["visitors"], visit["people"]) == ("vang", [], [], [])


def test_a_refusal_of_consent_is_kept_and_people_are_only_counted(log: Log, cdtt: Cdtt) -> None:
    said = log(people=[], consent={"granted": [], "method": "ky_giay"}, guided_count=2)
    assert said.code == 0
    assert "Không đồng ý" in cdtt("show", "BG-004").out


def test_consent_keyed_in_late_does_not_outlive_a_later_refusal(log: Log, kept: Kept) -> None:
    assert log(people=[], consent={"granted": [], "method": "ky_giay"}).code == 0
    week_ago = (today() - timedelta(days=7)).isoformat()
    assert "Nhà chưa đồng ý" in log(date=week_ago).err
    assert log(date=week_ago, people=[]).code == 0
    db = kept()
    newest = consents_of(db, HouseholdId("hh-du"))[0]
    db.close()
    assert newest.granted == ()


def test_help_that_was_given_is_no_longer_asked_for(log: Log, kept: Kept) -> None:
    log(asks_help=True)
    log()
    db = kept()
    found = household(db, "hh-du")
    db.close()
    assert found is not None
    assert found.asked_help is False


def test_a_file_may_lie_on_the_disk(cdtt: Cdtt, tmp_path: Path) -> None:
    file = tmp_path / "lượt.json"
    file.write_text(json.dumps(a_visit(), ensure_ascii=False), encoding="utf-8-sig")
    said = cdtt("log-visit", "--file", file, "--json")
    assert said.code == 0
    assert said.document["logged"] is True


def test_a_file_that_is_not_there_is_refused(cdtt: Cdtt, tmp_path: Path) -> None:
    said = cdtt("log-visit", "--file", tmp_path / "none.json")
    assert said.code == 1
    assert "Không đọc được tệp" in said.err


def test_the_schema_is_printed_without_any_data(cdtt: Cdtt, tmp_path: Path) -> None:
    plain = cdtt("log-visit", "--schema", "--profile", tmp_path / "none")
    wrapped = cdtt("log-visit", "--schema", "--json", "--profile", tmp_path / "none")
    assert json.loads(plain.out) == wrapped.document["schema"]
    assert plain.document["$defs"]["VisitFile"]["required"] == ["household", "date"]
