from datetime import date

import pytest

from cdtt_app.documents.invitation_pdf import InvitationSlip, address_words, invitation_pdf
from cdtt_app.documents.sheet import HEIGHT, WIDTH
from cdtt_app.sync.invitation import Invitation, full_text
from cdtt_app.sync.invitation_code import parse_typed, typed_code
from tests.documents.rendering import picture, read_codes, words
from tests.sync.invitations import make_invitation

FULLEST = make_invitation(
    url="https://" + "a" * 30 + "." + "b" * 32 + ".vn:8443",
    person="Nguyễn Hoàng Thị Phương Thảo Nguyên Hạnh Dung",
    place="xã Thượng Nông: thôn Bản Giòng, thôn Khuổi Thìn, thôn Nà Lừa, thôn Tân Lập",
)


def _pdf(invitation: Invitation) -> bytes:
    return invitation_pdf(InvitationSlip(invitation=invitation, role="Tình nguyện viên", made_on=date(2026, 11, 24)))


@pytest.mark.parametrize("dpi", [72, 150, 300])
@pytest.mark.parametrize("invitation", [make_invitation(), FULLEST], ids=["usual", "fullest"])
def test_the_square_code_is_read_from_the_printed_page(invitation: Invitation, dpi: int) -> None:
    assert read_codes(picture(_pdf(invitation), dpi)) == [full_text(invitation)]


def test_the_square_code_is_read_from_a_pale_print_with_a_speck_on_it() -> None:
    image = picture(_pdf(make_invitation()), 150).point(lambda grey: 110 + grey * 145 // 255)
    image.paste(230, (300, 700, 330, 730))
    assert read_codes(image.rotate(4, expand=True, fillcolor=255)) == [full_text(make_invitation())]


def test_everything_is_said_on_one_page() -> None:
    (text,) = words(_pdf(make_invitation()))
    for part in (
        "Giấy mời nối máy",
        "Nông Văn Dư",
        "Tình nguyện viên",
        "xã Tri Phú: thôn Bản Giòng, thôn Khuổi Thìn",
        "Thứ Ba, 01/12/2026",
        "so.tuyenquang.example.vn",
        "Chỉ dùng được một lần",
        "Làm ngày 24/11/2026",
    ):
        assert part in text


def test_the_typed_code_on_the_page_is_the_secret() -> None:
    (text,) = words(_pdf(make_invitation()))
    groups = typed_code(make_invitation().secret).split("-")
    shown = [line for line in text.split() if line in groups]
    assert parse_typed("".join(shown)) == make_invitation().secret


def test_the_secret_stands_nowhere_but_in_the_two_codes() -> None:
    pdf = _pdf(make_invitation())
    assert full_text(make_invitation()).encode() not in pdf
    assert make_invitation().secret.hex().encode() not in pdf.lower()


@pytest.mark.parametrize("invitation", [make_invitation(), FULLEST], ids=["usual", "fullest"])
def test_nothing_runs_into_the_foot_or_off_the_page(invitation: Invitation) -> None:
    dots = 200 / 25.4
    page = picture(_pdf(invitation), 200).point(lambda grey: 255 - grey)
    left, top, right, bottom = page.getbbox() or (0, 0, 0, 0)
    assert left >= 13 * dots
    assert top >= 13 * dots
    assert right <= (WIDTH - 13) * dots
    assert bottom <= (HEIGHT - 6) * dots
    above_the_foot = page.crop((0, round((HEIGHT - 15.5) * dots), page.width, round((HEIGHT - 13.5) * dots)))
    assert above_the_foot.getbbox() is None


def test_an_address_for_rehearsal_keeps_its_scheme() -> None:
    assert address_words(make_invitation()) == "so.tuyenquang.example.vn"
    assert address_words(make_invitation(url="http://127.0.0.1:8080")) == "http://127.0.0.1:8080"
