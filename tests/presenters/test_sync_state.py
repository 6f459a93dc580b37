import unicodedata
from dataclasses import astuple, replace
from datetime import timedelta

import pytest

from cdtt_app.presenters.sync_days import day_book
from cdtt_app.presenters.sync_facts import Enrolment, Outcome, Progress, SyncFacts
from cdtt_app.presenters.sync_state import state_value
from cdtt_app.presenters.sync_state_value import Act, Bar, Look, StateValue
from tests.presenters.sync_samples import ATTEMPTS, DAYS, NOW, PROGRESS, SITUATIONS, after, evening

_JARGON = ("đồng bộ", "server", "sync", "http", "token")


def _say(facts: SyncFacts) -> StateValue:
    return state_value(facts, day_book(facts.days, facts.now.astimezone().date()))


def test_no_network_says_how_many_wait_and_when_it_was_tried() -> None:
    value = _say(evening())
    assert value.title == "Chưa có mạng. 12 phiếu đang chờ trên máy này."
    assert value.sentence.startswith("Thử lúc 19:32, không tới được máy chủ của tỉnh.")
    assert (value.look, value.act, value.act_words) == (Look.NO_NETWORK, Act.SEND, "Thử gửi ngay")


def test_sending_says_how_far_it_is_and_can_be_stopped() -> None:
    value = _say(evening(progress=PROGRESS))
    assert value.title == "Đang gửi: tỉnh đã nhận 5 trên 12 phiếu"
    assert value.sentence == "1,3 / 3,1 kB · mạng rất yếu, chừng 10 giây nữa · 2 ảnh sóng (302 kB) gửi sau cùng"
    assert (value.act, value.bar, value.look) == (Act.STOP, Bar(done=1300, total=3100), Look.WEAK)
    assert "không gửi lại từ đầu" in value.note


def test_sending_without_known_bytes_counts_records() -> None:
    value = _say(evening(progress=Progress(received=5, total=12)))
    assert (value.bar, value.look, value.sentence) == (
        Bar(done=5, total=12),
        Look.SENDING,
        "Đang nối tới máy chủ của tỉnh…",
    )


def test_asking_for_news_is_not_called_sending() -> None:
    value = _say(evening(progress=Progress(received=0, total=0)))
    assert (value.title, value.bar) == ("Đang hỏi tỉnh có gì mới…", Bar(done=0, total=0))


@pytest.mark.parametrize(
    ("outcome", "look", "begins"),
    [
        (Outcome.SLOW, Look.WEAK, "Mạng yếu quá, chưa gửi hết."),
        (Outcome.PORTAL, Look.PORTAL, "Mạng này đòi đăng nhập."),
        (Outcome.RESTING, Look.RESTING, "Máy chủ của tỉnh đang nghỉ."),
        (Outcome.CLOCK, Look.CLOCK, "Đồng hồ máy này sai"),
        (Outcome.NOT_TRUSTED, Look.PORTAL, "Chưa chắc đúng là tỉnh, máy không gửi."),
        (Outcome.OTHER, Look.NO_NETWORK, "Chưa gửi được."),
    ],
)
def test_each_failure_has_its_own_sentence(outcome: Outcome, look: Look, begins: str) -> None:
    value = _say(after(outcome))
    assert value.title.startswith(begins)
    assert "12 phiếu đang chờ" in value.title
    assert (value.look, value.act) == (look, Act.SEND)


def test_a_resting_province_says_when_it_is_tried_again() -> None:
    assert "Máy tự thử lại lúc 20:04." in _say(after(Outcome.RESTING)).sentence
    assert "Máy tự thử lại sau." in _say(replace(after(Outcome.RESTING), next_try_at=None)).sentence


def test_a_machine_not_joined_is_asked_for_its_code_whatever_was_tried() -> None:
    value = _say(evening(enrolment=Enrolment.NONE))
    assert value.title == "Máy này chưa nối với tỉnh. 12 phiếu đang chờ."
    assert (value.act, value.act_words) == (Act.ENROL, "Nhập mã nối máy")


@pytest.mark.parametrize(
    ("outcome", "act"), [(Outcome.UNKNOWN, Act.ENROL), (Outcome.ENDED, Act.ENROL), (Outcome.UPGRADE, Act.SEND)]
)
def test_what_the_province_said_outlives_a_later_lack_of_network(outcome: Outcome, act: Act) -> None:
    kept = _say(evening(barred=outcome))
    assert (kept.look.value, kept.act) == (outcome.value.replace("chua_biet_may", "chua_noi"), act)
    assert _say(after(outcome)) == kept


def test_nobody_is_told_that_work_is_lost_when_access_ends() -> None:
    value = _say(evening(barred=Outcome.ENDED))
    assert "Phiếu vẫn giữ đủ" in value.sentence
    assert "USB" in value.sentence


@pytest.mark.parametrize(("off", "words"), [(timedelta(hours=2), "nhanh 2 giờ"), (timedelta(days=-3), "chậm 3 ngày")])
def test_a_wrong_clock_is_said_once_sending_works(off: timedelta, words: str) -> None:
    facts = evening(attempts=ATTEMPTS[:9], clock_off=off)
    assert _say(facts).title == f"Đồng hồ máy này {words}."
    assert _say(replace(facts, attempts=ATTEMPTS)).look is Look.NO_NETWORK


def test_a_clock_a_little_off_is_nobodys_business() -> None:
    assert _say(evening(attempts=ATTEMPTS[:9], clock_off=timedelta(minutes=9))).look is Look.WAITING


def test_with_a_network_it_says_what_waits_then_what_travels_then_that_all_is_there() -> None:
    online = ATTEMPTS[:9]
    assert _say(evening(attempts=online)).title == "12 phiếu đang chờ gửi."
    assert _say(evening(attempts=online, days=DAYS[:3])).title == "Đã gửi hết, 1 phiếu chờ tỉnh báo nhận."
    done = _say(evening(attempts=online, days=DAYS[1:3]))
    assert done.title == "Tỉnh đã nhận đủ, không phiếu nào phải chờ."
    assert done.sentence.startswith("Máy hỏi tỉnh lần cuối 12:10 hôm nay.")


def test_without_a_network_and_with_nothing_to_send_nobody_is_alarmed() -> None:
    assert _say(evening(days=DAYS[1:3])).title == "Chưa có mạng. Không phiếu nào phải chờ."


def test_an_empty_notebook_says_what_to_do_first() -> None:
    value = _say(SyncFacts(now=NOW, enrolment=Enrolment.ENROLLED))
    assert value.title == "Chưa có phiếu nào để gửi."
    assert "Ghi lượt thăm đầu tiên" in value.sentence


def test_the_practice_hamlet_never_offers_to_send() -> None:
    assert _say(evening(enrolment=Enrolment.PRACTICE, progress=PROGRESS)).act is Act.REAL


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_sentence_is_plain_composed_vietnamese(name: str) -> None:
    value = _say(SITUATIONS[name])
    for words in (each for each in astuple(value) if isinstance(each, str)):
        assert unicodedata.is_normalized("NFC", words)
        assert "{" not in words
        assert not [each for each in _JARGON if each in words.lower()]
    assert value.title
    assert value.sentence
