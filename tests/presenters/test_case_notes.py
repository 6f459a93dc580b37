from cdtt_app.domain.coverage import LinkTry
from cdtt_app.domain.ids import HamletId
from cdtt_app.presenters.case_notes import note_facts, note_rows, row_title
from cdtt_app.transport.road import Obstacle
from tests.factories import HAMLET, NOW, make_note
from tests.presenters.case_samples import full_note, who

HAMLETS = {HAMLET: "Bản Giòng"}


def facts_of_full() -> dict[str, str]:
    return {fact.name: fact.words for fact in note_facts(full_note(), HAMLETS, who)}


def test_a_row_tells_when_where_what_and_who() -> None:
    (row,) = note_rows([full_note()], HAMLETS, who)
    local = NOW.astimezone()
    assert (row.day, row.clock) == (f"{local:%d/%m/%Y}", f"{local:%H:%M}")
    assert (row.place, row.hamlet, row.weather, row.who) == (
        "cạnh nhà văn hoá",
        "Bản Giòng",
        "Mưa nhỏ",
        "Ma Văn Pảo",
    )
    viettel, itel = row.networks
    assert (viettel.words, viettel.bars, itel.words, itel.bars) == ("Viettel: chập chờn", 1, "iTel: không có", 0)
    assert viettel.works == "gọi, tin nhắn"


def test_a_note_without_a_place_is_told_by_its_kind() -> None:
    (row,) = note_rows([make_note(place="")], {}, who)
    assert (row.place, row.hamlet, row.who) == ("Cụm dân cư", "", "")
    assert row_title(row).endswith(", Cụm dân cư")


def test_everything_that_was_noted_is_told() -> None:
    told = facts_of_full()
    assert told["Vị trí"] == "22,60000; 105,35000 (điện thoại đo, sai số khoảng 20 m)"
    assert told["Viettel"].startswith("chập chờn, 4G, 1 vạch, gọi được")
    assert "mức thu -112\u00a0dBm" in told["Viettel"]
    assert told["Viettel, đo i-Speed"].startswith("tải xuống 1,25 Mbit/s, tải lên 0,3 Mbit/s, trễ 240 ms")
    assert told["iTel"] == "không có, 0 vạch, sóng của VinaPhone"
    assert told["Lúc nào bị"] == "Có lúc, 18 giờ đến 22 giờ"
    assert told["Ảnh hưởng"] == "42 hộ, 180 người, trường, nhà văn hoá"
    assert (told["Điện"], told["Đường vào"]) == ("Điện lưới", "Xe máy")
    assert told["Chỗ gần nhất có sóng"] == "đỉnh dốc Khau Lạ, cách 2,6 km"
    assert told["Trạm đã biết"] == "ThuongGiap_TQG, cách 3,5 km"
    assert "chờ mãi không thấy trả lời, 12,5 giây, gửi 900 B" in told["Máy thử gửi về tỉnh"]
    assert told["Người cùng chứng kiến"] == "Bà Hoàng Thị Lả"


def test_what_nobody_noted_is_left_out() -> None:
    names = [fact.name for fact in note_facts(make_note(), HAMLETS, who)]
    assert names == ["Thôn", "Chỗ đo", "Viettel"]


def test_a_hamlet_that_is_not_on_this_machine_is_left_out() -> None:
    names = [fact.name for fact in note_facts(make_note(hamlet_id=HamletId("h-xa")), HAMLETS, who)]
    assert "Thôn" not in names


def test_every_way_a_try_may_end_has_words() -> None:
    ends = ("ok", *Obstacle, "something newer")
    tries = tuple(LinkTry(at=NOW, outcome=end, seconds=1) for end in ends)
    told = {fact.name: fact.words for fact in note_facts(make_note(tries=tries), HAMLETS, who)}
    lines = told["Máy thử gửi về tỉnh"].splitlines()
    assert len(set(lines)) == len(ends)
    assert "không được" in lines[-1]
