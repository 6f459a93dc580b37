"""Every published way of writing a position, and every doubt."""

import pytest

from cdtt_app.domain.coordinates import Question, Understood, format_point, read_coordinates
from cdtt_app.domain.geo import Area, Point, distance_m

SINH_LONG = Point(22.62924, 105.34808)
CLOSE_M = 1.0

DECIMAL = [
    "22.62924, 105.34808",
    "22.62924,105.34808",
    "22.62924 105.34808",
    "22,62924 105,34808",
    "22,62924, 105,34808",
    "22,62924,105,34808",
    "22.62924;105.34808",
    "22,62924; 105,34808",
    "22.62924/105.34808",
    "22.62924 - 105.34808",
    "22.62924-105.34808",
    "+22.62924+105.34808/",
    "(22.62924, 105.34808)",
    "22.62924\t105.34808",
    "22.62924\n105.34808",
    "22.62924 và 105.34808",
    "105,34808/22,62924",
    "105.34808, 22.62924",
    "22.62924%2C%20105.34808",
    "22.62924, 105.34808, 350.5",
    "105.34808,22.62924,0",
    "1,22.62924,105.34808",
]
SENTENCES = [
    "Toạ độ: 105,34808/22,62924 (nhà văn hoá)",
    "Trạm TQG0327-12 tại toạ độ 105,34808/22,62924, cách bản 3,5 km.",
    "Ngày 12/05/2026 lúc 08:30, 22.62924, 105.34808, 12 hộ",
    "Bắc Mê 22.62924, 105.34808",
    "Hà Đông 22.62924, 105.34808",
    "Việt Nam 22.62924, 105.34808 Đông Hà",
    "22.62924, 105.34808 Nam Sơn",
    "22.62924, 105.34808 Hà Giang",
    "Hồ trên núi 22.62924, 105.34808 hồ Nà Mẫu, rộng 12,5 ha",
    "Điểm B 22.62924, 105.34808",
    "Sóng -105,3 dBm, nhiệt độ 22.5°C: 22.62924, 105.34808",
    "Độ cao 250.5; vĩ độ 22.62924, kinh độ 105.34808",
    "📍22.62924, 105.34808",
]
WORDS = [
    "22.62924N 105.34808E",
    "N22.62924 E105.34808",
    "toạ độ N22.62924 E105.34808",
    "22.62924° N, 105.34808° E",
    "22,62924 B 105,34808 Đ",
    "105.34808Đ 22.62924B",
    "22.62924N-105.34808E",
    "22.62924 Bắc, 105.34808 Đông",
    "vĩ độ 22.62924, kinh độ 105.34808",
    "Kinh độ: 105,34808 Vĩ độ: 22,62924",
    "kinh độ Đông 105,34808 - vĩ độ Bắc 22,62924",
    "22,62924 vĩ độ bắc 105,34808 kinh độ đông",
    "22,62924 độ vĩ Bắc, 105,34808 độ kinh Đông",
    "Vĩ độ của điểm là 22,62924 và kinh độ là 105,34808",
    "vi do 22.62924 kinh do 105.34808",
    "lat: 22.62924, lng: 105.34808",
    "Lat 22.62924 Long 105.34808",
    '{"latitude": 22.62924, "longitude": 105.34808}',
    "lat/lng: (22.62924,105.34808)",
    "LatLng(22.62924, 105.34808)",
    "Kinh độ/Vĩ độ: 105,34808/22,62924",
    "22.62924, 105.34808 (lat, lon)",
    "X: 22.62924 Y: 105.34808",
]
DIVIDED = [
    "22°37'45.26\"N 105°20'53.09\"E",
    "105°20'53.09\"E 22°37'45.26\"N",
    "22°37'45.26\"N105°20'53.09\"E",
    "22° 37′ 45,26″ B, 105° 20′ 53,09″ Đ",
    "22°37’45.26”N 105°20’53.09”E",
    "22º37'45.26''N 105º20'53.09''E",
    "22˚37´45.26¨B 105˚20´53.09¨Đ",
    "22o37'45.26\"B 105o20'53.09\"Đ",
    "22d37m45.26s N 105d20m53.09s E",
    "22°37'45.26\"B 105°20'53.09\"D",
    "22°37'45.26\" 105°20'53.09\"",
    "22 37 45.26 N, 105 20 53.09 E",
    "N 22 37 45.26 E 105 20 53.09",
    "22:37:45.26N 105:20:53.09E",
    "22-37-45.26N 105-20-53.09E",
    "22 độ 37 phút 45,26 giây vĩ Bắc; 105 độ 20 phút 53,09 giây kinh Đông",
    "Vĩ độ 22°37'45.26\"N Kinh độ 105°20'53.09\"E",
    '"22°37\'45.26""N","105°20\'53.09""E"',
    "22°37.7544'N 105°20.8848'E",
    "22° 37,7544' B 105° 20,8848' Đ",
    "N22°37.7544 E105°20.8848",
    "22 37.7544N 105 20.8848E",
]
GOOGLE = "https://www.google.com/maps"
LINKS = [
    "geo:22.62924,105.34808",
    "geo:22.62924,105.34808?z=15",
    "geo:22.62924,105.34808;u=35",
    "geo:0,0?q=22.62924,105.34808(Nhà văn hoá)",
    "geo:21.0,105.8?q=22.62924,105.34808",
    f"{GOOGLE}/@22.62924,105.34808,15z",
    f"{GOOGLE}?q=22.62924,105.34808",
    f"{GOOGLE}?q=105.34808,22.62924",
    "maps.google.com/maps?q=loc:22.62924,105.34808",
    "https://maps.google.com/?ll=22.62924,105.34808&z=15",
    "https://maps.google.com/?q=22.62924,105.34808&ll=22.7,105.4",
    f"{GOOGLE}/search/?api=1&query=22.62924%2C105.34808",
    f"{GOOGLE}/search/22.62924,+105.34808?entry=tts",
    f"{GOOGLE}/dir/?api=1&origin=21.0,105.8&destination=22.62924,105.34808",
    f"{GOOGLE}/dir//22.62924,105.34808/@22.7,105.4,14z",
    f"{GOOGLE}/place/B%E1%BA%A3n/@22.7,105.4,15z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d22.62924!4d105.34808!16s",
    f"{GOOGLE}/place/22%C2%B037'45.26%22N+105%C2%B020'53.09%22E/@22.7,105.4,17z",
    f"{GOOGLE}/embed?pb=!1m18!1m12!1m3!1d3000.1!2d105.34808!3d22.62924!2m3",
    f"https://consent.google.com/ml?continue={GOOGLE}%3Fq%3D22.62924%252C105.34808",
    "https://maps.apple.com/?ll=22.62924,105.34808&q=Nh%C3%A0",
    "https://maps.apple.com/place?coordinate=22.62924,105.34808&name=x",
    "https://www.openstreetmap.org/#map=15/22.62924/105.34808",
    "https://www.openstreetmap.org/?mlat=22.62924&mlon=105.34808#map=15/22.7/105.4",
    "https://zalo.me/location?lat=22.62924&lon=105.34808",
    f"Vị trí của tôi: {GOOGLE}?q=22.62924,105.34808 (gửi từ Zalo)",
    "Vị trí 22.62924,105.34808 https://maps.app.goo.gl/AbCdEf1",
    f"22.62924, 105.34808 {GOOGLE}?q=22.62924,105.34808",
]
ODD_SIGNS = [
    "２２．６２９２４，　１０５．３４８０８",
    "22.62924,\u00a0105.34808",
    "\u200e22.62924\u200e, 105.34808",
    "vi\u0303 đo\u0323\u0302 22.62924, kinh đo\u0323\u0302 105.34808",
    "22.62924 \u2212 105.34808",
]


@pytest.mark.parametrize("text", [*DECIMAL, *SENTENCES, *WORDS, *DIVIDED, *LINKS, *ODD_SIGNS])
def test_every_published_form_is_read_to_within_a_metre(text: str) -> None:
    answer = read_coordinates(text)
    assert isinstance(answer, Understood), answer
    assert distance_m(answer.reading.point, SINH_LONG) < CLOSE_M


def _how(text: str) -> str:
    answer = read_coordinates(text)
    assert isinstance(answer, Understood), answer
    return answer.reading.how


def test_it_is_said_how_the_text_was_understood() -> None:
    assert _how("105,34808/22,62924") == "kinh độ đứng trước, dấu phẩy thập phân"
    assert _how("22.62924 N 105.34808 E") == "vĩ độ đứng trước, dấu chấm thập phân, N là Bắc"
    assert _how("22°37'45\"B 105°20'53\"Đ") == "vĩ độ đứng trước, độ, phút, giây"
    assert _how(f"{GOOGLE}/@22.6,105.3,9z").startswith("giữa khung bản đồ của đường dẫn")
    assert _how(f"{GOOGLE}?q=22.6,105.3").startswith("vị trí ghim trong đường dẫn")


def test_links_with_few_decimals_are_believed() -> None:
    for link in (
        f"{GOOGLE}/search/22.6,+105.3",
        "geo:0,0?q=22.6,105.3(nhà văn hoá)",
        "openstreetmap.org/#map=9/22.6/105.3",
    ):
        answer = read_coordinates(link)
        assert isinstance(answer, Understood), answer
        assert answer.reading.point == Point(22.6, 105.3)


def _question(text: str) -> Question:
    answer = read_coordinates(text)
    assert isinstance(answer, Question), answer
    return answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Hãy gõ hoặc dán toạ độ"),
        (" \n\u00a0", "Hãy gõ hoặc dán toạ độ"),
        ("22.62924", "Mới thấy một con số"),
        ("22,105", "Mới thấy một con số"),
        ("nhà văn hoá", "chưa thấy toạ độ"),
        ("cách 9.5 km, có 105.25 hộ", "chưa thấy toạ độ"),
        ("9.5, 105.3 km", "chưa thấy toạ độ"),
        ("22.62924, " * 250, "dài quá"),
        ("https://maps.app.goo.gl/AbCdEf1", "rút gọn"),
        ("Chỗ này nhé https://goo.gl/maps/abc", "rút gọn"),
        (f"{GOOGLE}/place/Tuyen+Quang", "không ghi vị trí"),
        ("https://example.vn/1.5/2.5", "không ghi vị trí"),
        ("J8HX+M6 Tri Phú", "mã cộng"),
        ("7PJ7J8HX+M6", "mã cộng"),
        ("2503456.78 / 432109.12", "VN-2000"),
        ("X=2.503.456,78 Y=432.109,12", "VN-2000"),
        ("Y: 432109 X: 2503456", "VN-2000"),
        ("2 503 456.78 432 109.12", "VN-2000"),
        ("48.85, 2.35", "ngoài đất liền Việt Nam"),
        (f"{GOOGLE}/@48.85,2.35,12z", "ngoài đất liền Việt Nam"),
        ("22.62924, 22.62924", "ngoài đất liền Việt Nam"),
        (f"{GOOGLE}/place/x/@22.6,105.3,9z/data=!3d48.85!4d2.35", "ngoài đất liền Việt Nam"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_do(text: str, words: str) -> None:
    question = _question(text)
    assert words in question.sentence
    assert "22,62924; 105,34808" in question.sentence
    assert question.choices == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vĩ độ 105.34808, kinh độ 22.62924", "trái với hai con số"),
        ("22.62924, 105.34808 N", "trái với hai con số"),
        ("22.62924 N, 105.34808 N", "trái với hai con số"),
        ("22.62924 N 105.34808 Đ", "không rõ N là Bắc hay Nam"),
        ("22.62924 S 105.34808 E", "vĩ độ Nam"),
        ("-22.62924, 105.34808", "dấu trừ"),
        ("+22.62924-105.34808", "dấu trừ"),
        ("22 37 45.264, 105 20 53.088", "chưa đủ rõ"),
        ("22.629.240, 105.348.080", "chưa đủ rõ"),
        ("22°37'45.264\", 105.34808", "chưa đủ rõ"),
        (f"{GOOGLE}?q=22.62924,105.34808S&ll=22.7,105.4", "vĩ độ Nam"),
    ],
)
def test_a_doubt_is_asked_about_with_the_likely_place_to_pick(text: str, words: str) -> None:
    question = _question(text)
    assert words in question.sentence
    assert [distance_m(choice.point, SINH_LONG) < CLOSE_M for choice in question.choices] == [True]


def test_whole_degrees_and_short_numbers_in_a_sentence_are_asked_about() -> None:
    assert _question("22, 105").choices[0].point == Point(22, 105)
    assert _question("điểm ở 22.62, 105.34").choices[0].point == Point(22.62, 105.34)


def test_islands_far_out_are_asked_about_and_can_be_picked() -> None:
    question = _question("16.5354, 111.6074")
    assert "ngoài đất liền" in question.sentence
    assert [choice.point for choice in question.choices] == [Point(16.5354, 111.6074)]


@pytest.mark.parametrize(
    "text",
    [
        "22.62924, 105.34808; 22.7, 105.4",
        "22.62924N 105.34808E 22.7N 105.4E",
        "N22.62924 E105.34808 N22.7 E105.4",
        f"{GOOGLE}/dir/22.62924,105.34808/22.7,105.4/",
        f"22.62924, 105.34808 {GOOGLE}?q=22.7,105.4",
        "9.5, 105.34808, 22.62924",
    ],
)
def test_of_several_places_the_person_picks_one(text: str) -> None:
    question = _question(text)
    assert "nhiều vị trí" in question.sentence
    assert len(question.choices) == 2
    assert any(distance_m(choice.point, SINH_LONG) < CLOSE_M for choice in question.choices)


def _square(name: str, code: str, south: float, west: float) -> Area:
    corners = ((0.0, 0.0), (0.0, 0.1), (0.1, 0.1), (0.1, 0.0))
    ring = tuple(Point(south + up, west + right) for up, right in corners)
    return Area(name=name, code=code, polygons=((ring,),))


HERE = _square("Xã Nà Mẫu", "00001", 22.6, 105.3)
BESIDE = _square("Xã Bản Thử", "00002", 22.6, 105.4)


def _ask(text: str, code: str = "00001") -> Understood | Question:
    return read_coordinates(text, areas=(BESIDE, HERE), commune_code=code)


def test_a_place_in_the_commune_in_hand_is_understood() -> None:
    assert isinstance(_ask("22.62924, 105.34808"), Understood)


def test_a_place_in_another_commune_is_asked_about_by_name() -> None:
    answer = _ask("22.62924, 105.44808")
    assert isinstance(answer, Question)
    assert answer.sentence == "Điểm này nằm ở xã Bản Thử, không phải xã Nà Mẫu. Có đúng không?"
    assert [choice.point for choice in answer.choices] == [Point(22.62924, 105.44808)]


def test_a_place_outside_all_areas_is_asked_about() -> None:
    for code in ("00001", "", "99999"):
        answer = _ask("21.03, 105.85", code)
        assert isinstance(answer, Question)
        assert "nằm ngoài" in answer.sentence
        assert [choice.point for choice in answer.choices] == [Point(21.03, 105.85)]


def test_without_a_commune_in_hand_any_area_will_do() -> None:
    assert isinstance(_ask("22.62924, 105.44808", ""), Understood)


def test_minutes_written_as_decimals_are_offered_when_only_they_lie_in_the_commune() -> None:
    answer = _ask("22.3745, 105.2053")
    assert isinstance(answer, Question)
    plain, packed, minutes = answer.choices
    assert plain.point == Point(22.3745, 105.2053)
    assert distance_m(packed.point, Point(22 + 37 / 60 + 45 / 3600, 105 + 20 / 60 + 53 / 3600)) < CLOSE_M
    assert "độ, phút, giây" in packed.how
    assert distance_m(minutes.point, Point(22 + 37.45 / 60, 105 + 20.53 / 60)) < CLOSE_M


def test_a_point_is_shown_as_people_write_it() -> None:
    assert format_point(SINH_LONG) == "22,62924; 105,34808"
    assert format_point(Point(9.1, 105)) == "9,10000; 105,00000"
