from dataclasses import replace

import pytest

from cdtt_app.domain.handout_text import Block, BlockKind, Handout
from cdtt_app.domain.languages import Language
from cdtt_app.imports.address_file import load_addresses
from cdtt_app.imports.handout_file import load_handouts
from cdtt_app.paths import resources
from cdtt_app.presenters.handout_plain import loudspeaker_script, plain_text

VI = Language.VIETNAMESE
HANDOUTS = {handout.topic: handout for handout in load_handouts(resources() / "handouts")}
REGISTER = load_addresses(resources() / "province", "")

VNEID = """\
Làm tài khoản VNeID mức 2
5 bước · làm ở Công an xã

1. Tới Công an xã. Mang căn cước và điện thoại. Công an chụp ảnh, lấy vân tay.
2. Chờ tin nhắn. Công an duyệt xong sẽ có tin nhắn báo gửi về máy.
3. Cài VNeID. Tìm VNeID trong CH Play hoặc App Store, bấm tải về.
4. Bấm Kích hoạt. Gõ số căn cước và số điện thoại. Gõ tiếp mã gửi về máy mình.
5. Tự đặt mật khẩu. Tự nhớ trong đầu. Không đọc cho ai, không ghi ra giấy.

Trang VNeID của Bộ Công an: https://vneid.gov.vn – Cách làm và dùng VNeID
Hỏi về VNeID: 1900 0368 – Gọi có thể mất tiền cước"""

SCAMS = """\
Chống lừa đảo qua điện thoại
Nhớ 3 KHÔNG, 3 NÊN. Dán ở nơi cả nhà cùng thấy.

- Người gọi xưng là công an, ngân hàng, điện lực, người nhà, giục làm ngay? Dừng lại. Đó là dấu hiệu lừa đảo.

- Không đọc mã OTP, mật khẩu. Công an, ngân hàng không bao giờ hỏi.
- Không bấm đường dẫn lạ. Không cài ứng dụng người lạ gửi.
- Không chuyển tiền vội. Dù người gọi doạ bắt hay báo trúng thưởng.

- Nên tắt máy ngay. Không tranh cãi, không nghe tiếp.
- Nên hỏi người mình tin. Gọi lại số đã lưu. Hỏi con cháu, Tổ công nghệ.
- Nên báo 156. Gọi 156 hoặc nhắn tin tới 5656, miễn phí.

- Đã lỡ chuyển tiền? Gọi ngay ngân hàng của mình để khoá tài khoản. Rồi báo Công an xã hoặc gọi 113.

Gọi báo lừa đảo, miễn phí: 156 – Kể lại cuộc gọi cho tổng đài nghe.
Nhắn tin báo lừa đảo, miễn phí: 5656 – Soạn: LD (số gọi đến) (nội dung). Ví dụ: LD (0900000123) (doa bat)
Tra cứu trang thật hay giả: https://tinnhiemmang.vn"""


@pytest.mark.parametrize(("topic", "said"), [("vneid", VNEID), ("lua_dao", SCAMS)])
def test_a_sheet_for_a_zalo_group_reads_like_this(topic: str, said: str) -> None:
    assert plain_text(HANDOUTS[topic], VI, REGISTER) == said


@pytest.mark.parametrize("handout", HANDOUTS.values(), ids=list(HANDOUTS))
def test_no_sheet_brings_marks_or_empty_lines_at_its_ends_into_a_group(handout: Handout) -> None:
    said = plain_text(handout, VI, REGISTER)
    assert "**" not in said
    assert said == said.strip()
    assert "\n\n\n" not in said
    assert len(said) < 2000  # one message of Zalo


def test_an_address_that_was_not_handed_over_is_not_written() -> None:
    only_page = [address for address in REGISTER if address.id == "vneid"]
    assert "1900" not in plain_text(HANDOUTS["vneid"], VI, only_page)
    assert plain_text(HANDOUTS["vneid"], VI, ()) == VNEID.rpartition("\n\n")[0]


def test_translated_parts_are_used_and_the_others_stay_vietnamese() -> None:
    first, *others = HANDOUTS["vneid"].blocks
    handout = replace(
        HANDOUTS["vneid"],
        subtitle={},
        blocks=(replace(first, heading={**first.heading, Language.KHMER: "ក។"}), *others),
    )
    lines = plain_text(handout, Language.KHMER, ()).split("\n")
    assert lines[:2] == ["Làm tài khoản VNeID mức 2", ""]
    assert lines[2] == "1. ក។ Mang căn cước và điện thoại. Công an chụp ảnh, lấy vân tay."
    assert lines[3].startswith("2. Chờ tin nhắn.")


def test_the_loudspeaker_says_hotlines_digit_by_digit_and_once_more_at_the_end() -> None:
    lines = loudspeaker_script(HANDOUTS["lua_dao"], VI).split("\n")
    assert lines[0] == "Kính thưa bà con."
    assert "Nên gọi số một năm sáu để báo, không mất tiền." in lines
    assert lines[-2:] == ["Xin nhắc lại: số một năm sáu.", "Xin nhắc lại: số năm sáu năm sáu."]
    assert max(len(line.split()) for line in lines) <= 20
    assert not any(letter.isdigit() for letter in "".join(lines))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Gọi 1900 0368.", "Gọi một chín không không, không ba sáu tám."),
        ("Gọi 18001096 nhé.", "Gọi một tám không không một không chín sáu nhé."),
        ("Gọi 113, 111.", "Gọi một một ba, một một một."),
        ("Năm 2026 có 156.000 đồng.", "Năm 2026 có 156.000 đồng."),
        ("Nhắn 0900000123 về sóng 4G.", "Nhắn 0900000123 về sóng 4G."),
    ],
)
def test_only_numbers_of_services_are_spelled_out(text: str, said: str) -> None:
    handout = replace(HANDOUTS["vneid"], loudspeaker={VI: text})
    assert loudspeaker_script(handout, VI).split("\n")[0] == said


def test_a_number_said_three_times_is_repeated_once() -> None:
    handout = replace(HANDOUTS["vneid"], loudspeaker={VI: "Gọi 156. Nhớ 156! Số 156?"})
    assert loudspeaker_script(handout, VI).count("Xin nhắc lại") == 1


def test_words_of_other_languages_are_not_invented_around_a_number() -> None:
    handout = replace(HANDOUTS["lua_dao"], loudspeaker={VI: "Gọi 156.", Language.TAY: "Tày 156."})
    assert loudspeaker_script(handout, Language.TAY) == "Tày 156.\n156."
    assert loudspeaker_script(handout, Language.EDE) == "Gọi một năm sáu.\nXin nhắc lại: số một năm sáu."


def test_a_sheet_whose_loudspeaker_text_was_emptied_is_read_from_its_blocks() -> None:
    bare = Handout(
        topic="thu",
        version=1,
        picture="khoa",
        title={VI: "Khoá **máy**"},
        blocks=(Block(id="buoc-1", kind=BlockKind.STEP, heading={VI: "Quên mã?"}, text={VI: "Gọi\n**156**"}),),
    )
    assert loudspeaker_script(bare, VI) == "Khoá máy.\nQuên mã?\nGọi một năm sáu.\nXin nhắc lại: số một năm sáu."
