import unicodedata
from dataclasses import replace
from datetime import date

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.coverage import Reading, SpeedTest, Strength, Use, Works
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.history import Event
from cdtt_app.domain.household import Internet, Location, Network, Signal, rounded
from cdtt_app.domain.ids import HandoutGivenId
from cdtt_app.domain.kinds import KINDS, Entity
from cdtt_app.domain.visit import Outcome
from cdtt_app.presenters.field_values import Known
from cdtt_app.presenters.history import agreed
from cdtt_app.presenters.history_lines import HistoryLine, history_days
from cdtt_app.presenters.history_take_back import TakeBack
from cdtt_app.sync.codec import from_document, to_document
from cdtt_app.sync.fields import flatten, unflatten
from tests.factories import Fields, make_consent, make_household, make_note, make_visit
from tests.presenters.history_samples import DAY, HOUR, KNOWN, MINUTE, START, event_of, story
from tests.presenters.household_samples import HOME, VAN, answers

BARE = make_household("Nông Văn Dư", code="BG-004", phone="0912345678")
NAMED = Known(names={VAN.id: "Chị Vân"}, questions=KNOWN.questions)


def _lines(*events: Event, known: Known = NAMED) -> list[HistoryLine]:
    return [line for day in history_days(events, known) for line in day.lines]


def _told(before: Entity, after: Entity, **more: Fields) -> list[str]:
    """What the change of a record that was there is told as."""
    made = event_of(None, before, START - DAY)
    return [line.text for line in _lines(made, event_of(before, after, **more))[:-1]]


def _take(before: Entity, after: Entity, **more: Fields) -> TakeBack | None:
    return _lines(event_of(None, before, START - DAY), event_of(before, after, **more))[0].take_back


def test_a_change_says_who_what_before_and_after() -> None:
    line, made = _lines(*story(BARE, replace(BARE, phone="0987654321")))
    assert line.text == "Chị Mai sửa số điện thoại: 0912 345 678 → 0987 654 321"
    received = (START + DAY + 30 * MINUTE).astimezone()
    assert line.note == f"Máy thôn Bản Giòng (tỉnh nhận {received:%H:%M})"
    assert made.text == "Chị Mai ghi hộ mới. Mã hộ: BG-004; người chủ hộ: Nông Văn Dư; số điện thoại: 0912 345 678"


def test_what_was_added_and_what_was_taken_away_is_told_as_that() -> None:
    assert _told(BARE, replace(BARE, cluster="Nà Phiêng")) == ["Chị Mai ghi thêm cụm: Nà Phiêng"]
    assert _told(BARE, replace(BARE, phone="")) == ["Chị Mai bỏ số điện thoại: 0912 345 678"]


def test_records_of_the_household_are_named() -> None:
    visit = make_visit(BARE, visited_on=date(2026, 11, 24), answers=answers({VAN: {"D2": "1"}}))
    again = replace(visit, outcome=Outcome.ABSENT, answers=answers({VAN: {"D2": "2"}}))
    assert _told(VAN, replace(VAN, phone="0912345678")) == ["Chị Mai ghi thêm số điện thoại của chị Vân: 0912 345 678"]
    outcome, level = sorted(_told(visit, again))
    assert outcome == "Chị Mai sửa kết quả trong lượt thăm 24/11/2026: Gặp → Vắng"
    assert level.startswith("Chị Mai sửa mức của chị Vân ở “Trả tiền bằng QR” trong lượt thăm 24/11/2026: mức 1")
    assert level.endswith("mức 1, mới nghe → mức 2, cần giúp")


def test_new_records_are_one_line_each() -> None:
    visit = make_visit(HOME, visited_on=date(2026, 11, 24), answers=answers({VAN: {"D2": "1", "C1": "2"}}))
    given = HandoutGiven(
        id=HandoutGivenId("t1"),
        household_id=HOME.id,
        hamlet_id=HOME.hamlet_id,
        topic="zalo",
        given_on=date(2026, 11, 24),
    )
    refused = make_consent(HOME, Purpose.VISITS)
    lines = _lines(*story(VAN), *story(visit), *story(given), *story(refused), *story(HOME))
    home, asked, sheet, met, person = (line.text for line in lines)
    assert home.startswith("Chị Mai ghi hộ mới. Mã hộ: BG-004")
    assert home.endswith("điều khác")
    assert asked.startswith(
        "Chị Mai ghi lần hỏi đồng ý 24/11/2026. Điều nhà đồng ý: Ghi lượt thăm và kỹ năng; lúc hỏi: "
    )
    assert "cách trả lời: Lời nói" in asked
    assert sheet.startswith("Chị Mai phát tờ “Dùng Zalo”")
    assert met.startswith("Chị Mai ghi lượt thăm 24/11/2026. Ngày thăm: 24/11/2026; kết quả: Gặp; loại việc: ")
    assert met.endswith("; 2 câu trả lời")
    assert person.startswith("Chị Mai ghi thêm chị Vân vào hộ. Tên: Bế Thị Vân; quan hệ với chủ hộ: con dâu")


def test_a_coverage_note_at_the_house_is_told_like_the_rest() -> None:
    note = make_note(HOME, place="cạnh suối")
    before = Reading(host=Network.VIETTEL, strength=Strength.UNSTEADY)
    after = replace(
        before, strength=Strength.NONE, works={Use.CALL: Works.NO}, speed=SpeedTest(down_mbps=0.2, ping_ms=900)
    )
    (made,) = _lines(*story(note))
    assert made.text.startswith("Chị Mai thêm ghi nhận sóng 24/11/2026. Lúc đo: 24/11/2026 lúc ")
    assert made.text.endswith("loại chỗ: Cụm dân cư; tên chỗ: cạnh suối; sóng Viettel: chập chờn")
    there = replace(note, readings={"Viettel": before}, location=Location(latitude=22.5, longitude=105.25))
    moved = replace(there, readings={"Viettel": after}, location=Location(latitude=22.6, longitude=105.25))
    assert sorted(_told(there, moved)) == [
        "Chị Mai ghi thêm kết quả thử gọi bằng Viettel trong ghi nhận sóng 24/11/2026: không",
        "Chị Mai ghi thêm kết quả đo tốc độ Viettel trong ghi nhận sóng 24/11/2026: tải xuống 0,2 Mbit/s, trễ 900 ms",
        "Chị Mai sửa sóng Viettel trong ghi nhận sóng 24/11/2026: chập chờn → không có",
        (
            "Chị Mai sửa vị trí chỗ đo trong ghi nhận sóng 24/11/2026: "
            "22,5; 105,25; chấm trên bản đồ → 22,6; 105,25; chấm trên bản đồ"
        ),
    ]
    assert _told(note, replace(note, deleted="ghi nhầm")) == ["Chị Mai xoá ghi nhận sóng 24/11/2026. Lý do: ghi nhầm"]


def test_the_place_of_a_note_at_the_house_is_not_told_after_the_family_took_its_yes_back() -> None:
    note = make_note(HOME, location=Location(latitude=22.59804, longitude=105.46481))
    events = story(note, replace(note, location=rounded(note.location)) if note.location else note)
    told = [line.text for day in history_days(agreed(events, {Purpose.VISITS}), NAMED) for line in day.lines]
    assert len(told) == 1
    assert "105,4" not in told[0]


def test_fields_that_belong_together_are_one_line() -> None:
    before = replace(BARE, location=Location(latitude=22.5, longitude=105.25))
    after = replace(BARE, location=Location(latitude=22.6, longitude=105.5, accuracy_m=30))
    assert _told(before, after) == [
        "Chị Mai sửa vị trí nhà: 22,5; 105,25; chấm trên bản đồ → 22,6; 105,5; đúng trong khoảng 30 m; chấm trên bản đồ"
    ]


def test_what_only_looks_changed_is_not_told() -> None:
    """The first thing known of a house writes its other facts as empty."""
    after = replace(BARE, connection=replace(BARE.connection, internet=Internet.FIBRE))
    assert _told(BARE, after) == ["Chị Mai ghi thêm Internet ở nhà: Cáp quang"]


def test_deleting_and_bringing_back_have_their_own_words() -> None:
    gone = replace(BARE, deleted="Trùng với một hộ khác")
    assert _told(BARE, gone) == ["Chị Mai xoá hộ. Lý do: Trùng với một hộ khác"]
    assert _told(gone, BARE) == ["Chị Mai đưa hộ trở lại sổ"]
    assert _told(VAN, replace(VAN, deleted="không còn ở hộ")) == ["Chị Mai xoá chị Vân. Lý do: không còn ở hộ"]


def test_the_newest_day_and_the_newest_line_come_first() -> None:
    days = history_days(story(BARE, *(replace(BARE, note=str(n)) for n in range(3)), step=12 * HOUR), NAMED)
    dates = [day.day.split(", ")[1] for day in days]
    assert dates == sorted(dates, key=lambda each: each.split("/")[::-1], reverse=True)
    assert len(days) >= 2
    lines = [line.text for day in days for line in day.lines]
    assert lines[0].endswith("1 → 2")
    assert "ghi hộ mới" in lines[-1]


def test_only_so_many_lines_are_made_as_are_asked_for() -> None:
    events = story(BARE, *(replace(BARE, note=str(n)) for n in range(9)))
    some = [line for day in history_days(events, NAMED, most=4) for line in day.lines]
    assert some == _lines(*events)[:4]


def test_where_each_change_is_stands_beside_it() -> None:
    change = replace(BARE, phone="0987654321")
    told: list[Fields] = [
        {"received_at": START + 2 * DAY},
        {"received_at": None, "mine": True, "waiting": True},
        {"received_at": None, "mine": True},
    ]
    notes = [_lines(event_of(BARE, change, **more))[0].note for more in told]
    later = (START + 2 * DAY).astimezone()
    assert notes == [
        f"Máy thôn Bản Giòng (tỉnh nhận {later:%H:%M ngày %d/%m/%Y})",
        "Máy này (chưa gửi)",
        "Máy này (đã gửi, chờ tỉnh báo đã nhận)",
    ]


def test_a_wrong_clock_is_told_and_its_line_stands_where_it_belongs() -> None:
    late = event_of(BARE, replace(BARE, phone="0987654321"), START + 30 * DAY, received_at=START + HOUR)
    next_day = event_of(BARE, replace(BARE, note="x"), START + DAY)
    first, second = _lines(late, next_day)
    assert "ghi chú" in first.text
    assert (second.warning, second.time) == (
        "giờ máy lệch ít nhất 29 ngày",
        f"{(START + HOUR).astimezone():%H:%M}",
    )


def test_what_was_kept_aside_is_marked_and_can_be_had() -> None:
    aside = event_of(BARE, replace(BARE, phone="0987654321"), kept_aside=("phone",))
    line = _lines(event_of(None, BARE, START - DAY), aside)[0]
    assert line.aside
    assert line.text == "Chị Mai ghi số điện thoại: 0987 654 321"
    assert line.take_back is not None
    assert line.take_back.values == {"phone": "0987654321"}
    after = _lines(
        event_of(None, BARE, START - DAY), aside, event_of(BARE, replace(BARE, phone="0900000001"), START + DAY)
    )
    assert after[0].text.endswith("0912 345 678 → 0900 000 001")


def test_what_was_kept_aside_is_not_what_the_next_one_changed() -> None:
    place = Location(latitude=22.5, longitude=105.25)
    home = replace(BARE, location=place)
    aside = event_of(
        home, replace(home, location=replace(place, latitude=22.9)), START + HOUR, kept_aside=("location/latitude",)
    )
    nearer = event_of(home, replace(home, location=replace(place, accuracy_m=5)), START + DAY)
    assert (
        "22,5; 105,25; chấm trên bản đồ → 22,5; 105,25; đúng trong"
        in _lines(event_of(None, home), aside, nearer)[0].text
    )


def test_the_value_that_went_can_be_had_again() -> None:
    take = _take(BARE, replace(BARE, phone="0987654321"))
    assert take is not None
    assert (take.kind, take.record, take.values) == ("household", BARE.id, {"phone": "0912345678"})
    assert take.label == "Lấy lại 0912 345 678"
    assert take.spoken == "Lấy lại 0912 345 678, số điện thoại: 0912 345 678"
    assert take.done == "Đã lấy lại số điện thoại: 0912 345 678."


def test_writing_what_is_taken_back_gives_the_old_record() -> None:
    """The values, laid over the record of today, are the record before the change: nested and absent fields too."""
    before = replace(BARE, location=Location(latitude=22.5, longitude=105.25, accuracy_m=9), cluster="")
    after = replace(before, location=Location(latitude=22.6, longitude=105.5))
    for old, new in (
        (before, after),
        (replace(before, location=None), after),
        (BARE, replace(BARE, cluster="Nà Phiêng")),
    ):
        take = _take(old, new)
        assert take is not None
        flat = flatten(to_document(new)) | dict(take.values)
        assert from_document(KINDS["household"], new.id, unflatten(flat)) == old


def test_the_button_says_what_it_does() -> None:
    long = replace(BARE, address="nhà sàn thứ hai sau cây cầu treo, bên phải đường vào hang")
    assert _label(long, replace(BARE, address="x")) == "Lấy lại giá trị cũ"
    assert _label(BARE, replace(BARE, cluster="Nà Phiêng")) == "Để trống lại"
    assert _label(BARE, replace(BARE, deleted="Ghi nhầm")) == "Đưa trở lại sổ"


def _label(before: Entity, after: Entity) -> str:
    take = _take(before, after)
    return take.label if take else ""


def test_what_stands_today_is_not_offered() -> None:
    there_and_back = story(BARE, replace(BARE, phone="0987654321"), BARE)
    back, there, _made = _lines(*there_and_back)
    assert there.take_back is None
    assert back.take_back is not None


def test_nobody_deletes_changes_consent_or_moves_a_household_from_here() -> None:
    gone = replace(BARE, deleted="Ghi nhầm")
    assert _take(gone, BARE) is None
    asked = make_consent(HOME, Purpose.VISITS)
    assert _take(asked, replace(asked, granted=())) is None
    assert _take(BARE, replace(BARE, hamlet_id=type(BARE.hamlet_id)("h-khac"))) is None


def test_a_deleted_record_comes_back_before_its_fields_do() -> None:
    phoned = replace(BARE, phone="0987654321")
    gone, changed, _made = _lines(*story(BARE, phoned, replace(phoned, deleted="Ghi nhầm")))
    assert (gone.take_back is not None, changed.take_back) == (True, None)


def test_fields_and_kinds_of_a_newer_program_are_told_and_left_alone() -> None:
    made = event_of(None, BARE)
    odd = replace(made.changes[0], field="water/main", old=None, new={"a": 1})
    line = _lines(made, replace(made, at=START + HOUR, changes=(odd,)))[0]
    assert line.text == "Chị Mai ghi thêm mục “water main”: a: 1"
    assert line.take_back is None
    assert _lines(replace(made, kind="chuyen_moi"))[0].text.startswith("Chị Mai ghi phiếu mới")


def test_long_texts_are_shortened_in_the_line() -> None:
    (text,) = _told(BARE, replace(BARE, note="dài lắm " * 100))
    assert len(text) < 220
    assert text.endswith("…")


def test_no_events_are_no_days_and_all_is_nfc() -> None:
    assert history_days((), NAMED) == ()
    signal = replace(HOME.connection, signal={Network.VIETTEL: Signal.DATA})
    for line in _lines(*story(HOME, replace(HOME, connection=signal, asked_help=True))):
        assert unicodedata.is_normalized("NFC", line.text + line.note)


def test_late_work_that_an_officer_took_in_says_whose_it_was() -> None:
    made = event_of(None, BARE, START - DAY)
    taken = replace(event_of(BARE, replace(BARE, phone="0987654321")), machine="máy xã", mine=False, late_of="Pảo")
    assert _lines(made, taken)[0].note.startswith("Máy xã, nhận phiếu tới muộn của Pảo (")
