"""The published case of Bản Giòng on paper; people, measurements and positions are invented."""

import random
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from cdtt_app.documents.dossier import Dossier, Evidence, Fact, Milestone, Outcome, Photo, Progress, StepTaken
from cdtt_app.documents.letter import Letter
from cdtt_app.domain.geo import Area, Point
from cdtt_app.domain.map_scene import MapScene, NamedPoint, NoteMark, Severity

HEART = Point(22.520, 105.300)
RULE = (
    (
        "Lõm sóng: có ít nhất một điểm đo trong thôn mà một mạng mất sóng hoặc chập chờn. "
        "Trắng sóng: mọi mạng mất sóng ở nhà văn hoá thôn."
    ),
    (
        "Điểm ưu tiên = 98 hộ × 1,0 + 2 nơi công cộng × 10 + 60 ngày chờ × 0,2 = 130. "
        "Đây là cách tính của xã, không phải quy định."
    ),
)
PARAGRAPHS = (
    (
        "Ngày 10/10/2026, Ủy ban nhân dân xã Thượng Nông đã gửi Sở Khoa học và Công nghệ hồ sơ vùng lõm sóng "
        "thôn Bản Giòng (mã VL-02239-007), hẹn trả lời ngày 09/11/2026. Đến nay xã chưa nhận được kết quả khảo sát "
        "ngày 21/10/2026."
    ),
    (
        "Thôn Bản Giòng có 98 hộ, đã có điện lưới, cách trạm ThuongGiap_TQG 2,6 km và trạm Thuong-NongII_TQG 3,5 km, "
        "bị núi đá chắn. Tổ công nghệ số cộng đồng đã ghi 17 lần ở 6 điểm: VinaPhone không có 3G/4G, Viettel "
        "chập chờn; gọi được ở 2/6 điểm."
    ),
    (
        "Ủy ban nhân dân xã đề nghị Sở trả lời kết quả khảo sát và thời hạn phát sóng; đề nghị VNPT, Viettel cho biết "
        "phương án, mã trạm, thời hạn và vướng mắc nếu có. Hồ sơ kèm theo gồm bản đồ, bảng số đo và ảnh "
        "hiện trường./."
    ),
)
_NO = Outcome("không", bad=True)
_YES, _SOMETIMES = Outcome("được"), Outcome("lúc có")


def _near(east_km: float, north_km: float, start: Point = HEART) -> Point:
    return Point(start.latitude + north_km / 111.195, start.longitude + east_km / (111.195 * 0.9238))


def area(name: str, code: str, *corners: tuple[float, float]) -> Area:
    """An area by corners in kilometres east and north of the heart of the hamlet."""
    return Area(name=name, code=code, polygons=((tuple(_near(*corner) for corner in corners),),))


def scene() -> MapScene:
    """Bản Giòng with the distances that were published: 2.6 and 3.5 km to two stations."""
    chance = random.Random(7)
    own = (
        (-4, 0.4),
        (-2.4, 0.2),
        (-2.3, 1.2),
        (-1.6, 0.7),
        (0.3, 1.6),
        (1.2, 3.9),
        (6, 3.6),
        (7, -4),
        (2.6, -5.2),
        (0, -3.4),
        (-1.6, -3.6),
        (-2.6, -4.3),
        (-3.4, -2),
        (-4.2, -1.2),
    )
    return MapScene(
        areas=(
            area("xã Thượng Nông", "02239", *own),
            area("xã Hồng Thái", "02242", (-12, 0.4), *own[:6], (1.2, 9), (-12, 9)),
            area(
                "xã Yên Hoa",
                "02245",
                (-12, 0.4),
                (-4, 0.4),
                (-4.2, -1.2),
                (-3.4, -2),
                (-2.6, -4.3),
                (-2.6, -9),
                (-12, -9),
            ),
        ),
        own_code="02239",
        notes=(
            NoteMark("1", _near(-0.45, 0.25), Severity.LOST),
            NoteMark("2", _near(0.35, 0.4), Severity.LOST),
            NoteMark("3", _near(-0.4, -0.35), Severity.LOST),
            NoteMark("4", _near(0.1, -0.4), Severity.UNSTEADY),
            NoteMark("5", _near(0.5, -0.1), Severity.UNSTEADY),
            NoteMark("6", _near(1.2, -1.3), Severity.USABLE),
        ),
        homes=tuple(_near(chance.gauss(0, 0.4), chance.gauss(0, 0.3)) for _ in range(80)),
        hamlets=(
            NamedPoint("Bản Giòng", _near(-0.75, 0.05)),
            NamedPoint("Bản Khẻ", _near(-2.6, -1)),
            NamedPoint("Thôm Luông", _near(-1.9, -1.9)),
        ),
        stations=(
            NamedPoint("ThuongGiap_TQG", _near(2.437, 0.907)),
            NamedPoint("Thuong-NongII_TQG", _near(2.1, -2.8)),
        ),
        illustrative=True,
    )


def photo(number: int, *, wide: int = 1024, high: int = 768) -> bytes:
    """A hillside without people, as a JPEG."""
    image = Image.new("RGB", (wide, high), (206, 222, 232))
    pen = ImageDraw.Draw(image)
    pen.polygon(
        [(0, high), (0, high // 2), (wide // 3, high // 4), (wide // 2, high // 2), (wide, high // 5), (wide, high)],
        (88, 122, 96),
    )
    pen.rectangle((wide // 2, high // 2 + 10 * number, wide // 2 + 150, high // 2 + 10 * number + 90), (150, 96, 60))
    data = BytesIO()
    image.save(data, "JPEG", quality=70)
    return data.getvalue()


def evidence(
    at: str, where: str, network: str, bars: int | None, *outcomes: Outcome, weather: str, who: str
) -> Evidence:
    """One row."""
    return Evidence(at=at, where=where, network=network, bars=bars, outcomes=outcomes, weather=weather, who=who)


def dossier() -> Dossier:
    """The case as an officer would print it in the practice hamlet."""
    return Dossier(
        agency="UBND xã Thượng Nông",
        code="VL-02239-007",
        title="Vùng lõm sóng thôn Bản Giòng",
        printed_on=date(2026, 11, 21),
        practice=True,
        overdue=("Quá hạn trả lời 12 ngày.", "Gửi Sở KH&CN ngày 10/10/2026, hẹn trả lời ngày 09/11/2026."),
        scene=scene(),
        lines_from=HEART,
        facts=(
            Fact("Hộ ảnh hưởng", "98 hộ", large=True),
            Fact("Mạng đang thiếu", "VinaPhone không có 3G/4G; Viettel chập chờn"),
            Fact("Dùng được gì", "Gọi được ở 2/6 điểm; Zalo, video không"),
            Fact("Nơi công cộng", "Nhà văn hoá thôn, điểm trường"),
            Fact("Điện lưới", "Có"),
            Fact("Đường vào", "Xe máy quanh năm, ô tô mùa khô"),
            Fact("Trạm gần nhất", "ThuongGiap_TQG 2,6 km; Thuong-NongII_TQG 3,5 km; bị núi đá chắn"),
            Fact("Kế hoạch đã biết", "Viettel: trạm TQG0424-11, hẹn trước 30/6/2023"),
        ),
        evidence_about="6 trong 17 ghi nhận, mỗi điểm lấy lần đo gần nhất",
        evidence=(
            evidence("18/11 19:20", "Nhà văn hoá thôn", "VinaPhone", 0, _NO, _NO, _NO, weather="Quang", who="Mai"),
            evidence("18/11 19:26", "Nhà văn hoá thôn", "Viettel", 1, _YES, _NO, _NO, weather="Quang", who="Mai"),
            evidence("17/11 18:05", "Điểm trường", "VinaPhone", 0, _NO, _NO, _NO, weather="Mưa nhỏ", who="Nhình"),
            evidence(
                "16/11 20:10", "Cụm nhà ven suối", "Viettel", 1, _SOMETIMES, _NO, _NO, weather="Quang", who="Toản"
            ),
            evidence(
                "15/11 06:40", "Đầu thôn, sân nhà", "VinaPhone", None, _NO, _NO, Outcome(), weather="Sương", who="Mai"
            ),
            evidence("12/11 17:55", "Dốc lên nương", "Viettel", 2, _YES, _SOMETIMES, _NO, weather="Quang", who="Duyên"),
        ),
        milestones=(
            Milestone("Mới ghi", "22/9/2026", Progress.DONE),
            Milestone("Đã xác minh", "02/10/2026", Progress.DONE),
            Milestone("Đã gửi Sở", "10/10/2026", Progress.DONE),
            Milestone("DN khảo sát", "21/10/2026", Progress.NOW),
            Milestone("Có kế hoạch", "chưa có", Progress.TO_COME),
            Milestone("Đã phát sóng", "", Progress.TO_COME),
            Milestone("Đo lại", "", Progress.TO_COME),
        ),
        requests=(
            "Sở Khoa học và Công nghệ trả lời kết quả khảo sát 21/10/2026 và thời hạn phát sóng.",
            "VNPT, Viettel cho biết phương án: mã trạm, thời hạn, vướng mắc nếu có.",
        ),
        steps=(
            StepTaken(
                when="22/9/2026 19:10", what="Mới ghi", who="Hoàng Thị Mai, Tổ thôn Bản Giòng", why="Gộp từ 4 ghi nhận"
            ),
            StepTaken(
                when="02/10/2026 08:30",
                what="Xã đã xác minh",
                who="Nông Anh Tú, cán bộ xã",
                why="Đã đến nhà văn hoá đo lại",
            ),
            StepTaken(
                when="10/10/2026 14:00",
                what="Đã gửi Sở KH&CN",
                who="Nông Anh Tú, cán bộ xã",
                why="Hẹn trả lời trong 30 ngày",
                document="118/UBND-VHXH ngày 10/10/2026",
            ),
            StepTaken(
                when="21/10/2026 09:00",
                what="Doanh nghiệp đang khảo sát",
                who="VNPT Tuyên Quang",
                why="Đo ở 3 điểm, trời mưa",
            ),
        ),
        rule=RULE,
        photos=(
            Photo(photo(1), "Dốc lên nương, nhìn về phía trạm"),
            Photo(photo(2, wide=700, high=1000), "Núi đá chắn phía đông bắc"),
        ),
        link="HTTPS://SO.EXAMPLE.VN/V/02239-007",
        made_by="Người lập: Nông Anh Tú, cán bộ xã",
        foot="Số đo và tên người là đặt ra để tập. Không ghi tên hộ, không có ảnh người.",
        data_until="Dữ liệu tới 20/11/2026",
    )


def letter() -> Letter:
    """The letter that goes with it."""
    return Letter(
        agency=("ỦY BAN NHÂN DÂN", "XÃ THƯỢNG NÔNG"),
        number="/UBND-VHXH",
        place="Thượng Nông",
        month=11,
        year=2026,
        subject="đề nghị trả lời kết quả khảo sát vùng lõm sóng thôn Bản Giòng",
        recipients=("Sở Khoa học và Công nghệ tỉnh Tuyên Quang", "VNPT Tuyên Quang", "Viettel Tuyên Quang"),
        paragraphs=PARAGRAPHS,
        copies=("Như trên;", "Chủ tịch, các PCT UBND xã;", "Lưu: VT, VHXH."),
        signer=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        note="Bản dự thảo với số liệu thực hành, phần mềm lập ngày 21/11/2026; lấy số và ký ở nơi quản lý văn bản.",
    )
