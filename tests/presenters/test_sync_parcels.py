from cdtt_app.presenters.sync_facts import Enrolment, ParcelMade, ParcelTaken
from cdtt_app.presenters.sync_page import sync_value
from cdtt_app.presenters.sync_parcels import NO_PARCEL, parcel_made_words, parcel_taken_words
from tests.presenters.sync_samples import DAYS, evening


def test_the_last_parcels_are_named() -> None:
    value = sync_value(evening())
    assert value.parcel_out.before == "Gói trước: 21/11, 9 phiếu"
    assert value.parcel_in.before == "Gói trước: 20/11, bộ câu hỏi mới"
    assert sync_value(evening(parcel_out=None)).parcel_out.before == "Chưa có gói nào"


def test_a_parcel_is_offered_only_where_it_can_be_locked() -> None:
    out = {each: sync_value(evening(enrolment=each)).parcel_out.enabled for each in Enrolment}
    into = {each: sync_value(evening(enrolment=each)).parcel_in.enabled for each in Enrolment}
    assert [each for each in Enrolment if out[each]] == [Enrolment.ENROLLED]
    assert [each for each in Enrolment if not into[each]] == [Enrolment.PRACTICE]


def test_a_parcel_without_waiting_records_says_what_it_is_good_for() -> None:
    travelling = sync_value(evening(days=DAYS[:3])).parcel_out.words
    assert travelling.startswith("1 phiếu đã gửi mà tỉnh chưa báo nhận.")
    assert "hỏi tỉnh có gì mới" in sync_value(evening(days=DAYS[1:3])).parcel_out.words


def test_what_was_written_is_counted_with_what_goes_along() -> None:
    assert parcel_made_words(ParcelMade(records=12, name="may-17.goi"), "vào USB.") == (
        "Đã chép 12 phiếu vào USB. Tên tệp: may-17.goi"
    )
    told = parcel_made_words(ParcelMade(records=0, name="may-17.goi", carried=2), "vào USB.")
    assert told == "Đã chép lời hỏi tin mới vào USB. Kèm 2 gói mang hộ. Tên tệp: may-17.goi"


def test_what_came_in_is_told_part_by_part() -> None:
    taken = ParcelTaken(parcels=1, received=9, news=3, carried=2, unreadable=("hong.tra",))
    words, well = parcel_taken_words(taken)
    assert words.split(". ") == [
        "Đã nhận 1 gói của tỉnh: tỉnh báo nhận 9 phiếu, 3 điều mới về máy",
        "Giữ hộ 2 gói của máy khác; máy này có mạng là chuyển đi",
        "Không đọc được hong.tra; hãy xin lại tệp đó.",
    ]
    assert not well


def test_an_old_parcel_taken_in_again_is_no_trouble_and_an_empty_stick_is_told() -> None:
    assert parcel_taken_words(ParcelTaken(parcels=1)) == ("Đã nhận 1 gói của tỉnh: không có gì mới.", True)
    assert parcel_taken_words(ParcelTaken(parcels=0)) == (NO_PARCEL, False)
