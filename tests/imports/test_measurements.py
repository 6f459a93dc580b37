import io
import time
from datetime import datetime, timedelta, timezone

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdtt_app.domain.coverage import Technology
from cdtt_app.domain.geo import Point
from cdtt_app.domain.household import Network
from cdtt_app.imports.measurements import MeasurementFile, read_measurements
from cdtt_app.imports.measurements_rows import Measurement
from cdtt_app.imports.measurements_text import MAX_BYTES, MeasurementError
from tests.imports import measuring_apps
from tests.imports.old_fonts import to_tcvn3

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2026, 5, 17, 9, 12, 44, tzinfo=VIETNAM)
SINH_LONG = Point(22.62924, 105.34808)
ALL_FILES = (
    measuring_apps.CRADLEPOINT,
    measuring_apps.I_SPEED,
    measuring_apps.SPEEDTEST_PHONE,
    measuring_apps.G_NETTRACK,
    measuring_apps.OPENCELLID,
    measuring_apps.RADAR,
    measuring_apps.FCC,
)


def read(text: str, encoding: str = "utf-8") -> MeasurementFile:
    return read_measurements(text.encode(encoding))


def one(header: str, row: str) -> Measurement:
    found = read(f"{header}\n{row}\n")
    assert found.skipped == ()
    (measurement,) = found.measurements
    return measurement


def said(data: bytes) -> str:
    with pytest.raises(MeasurementError) as caught:
        read_measurements(data)
    return str(caught.value)


# ---- files of seven apps


def test_a_cradlepoint_survey_is_read() -> None:
    found = read(measuring_apps.CRADLEPOINT)
    first, second, third = found.measurements
    assert first == Measurement(
        line=2,
        measured_at=MORNING,
        point=SINH_LONG,
        accuracy_m=None,
        network="Viettel",
        carrier=Network.VIETTEL,
        technology=None,
        no_signal=False,
        rsrp_dbm=-101,
        rsrq=-12,
        sinr=4.2,
        cell_id="84213761",
        down_mbps=18.4,
        up_mbps=6.1,
        ping_ms=48,
        indoors=None,
    )
    assert (second.rsrp_dbm, second.rsrq, second.sinr, second.cell_id) == (-118, -17.5, -3, "")
    assert third.point is not None
    assert (third.rsrp_dbm, third.down_mbps, third.ping_ms) == (None, None, None)
    assert found.skipped == ((5, "Dòng không có vị trí, cũng không có kết quả đo nào."),)
    assert ("Download", "tốc độ tải xuống, tính bằng Mbps") in found.understood
    assert found.ignored == ("Band", "RSSI")


def test_an_i_speed_list_from_excel_is_read_with_its_titles_commas_and_halves_of_the_day() -> None:
    found = read(measuring_apps.I_SPEED)
    first, second, third = found.measurements
    assert (first.line, first.measured_at, first.point) == (6, MORNING, SINH_LONG)
    assert (first.down_mbps, first.up_mbps, first.ping_ms, first.technology) == (32.5, 10.25, 41, Technology.G4)
    assert second.measured_at == datetime(2026, 5, 17, 14, 5, 10, tzinfo=VIETNAM)
    assert (second.network, second.carrier, second.technology) == ("VNPT", Network.VINAPHONE, Technology.G3)
    assert third.measured_at == datetime(2026, 5, 18, tzinfo=VIETNAM)
    assert (third.network, third.carrier) == ("iTel", Network.VINAPHONE)
    assert (third.down_mbps, third.up_mbps, third.ping_ms) == (1032.5, 10, 1041)
    assert found.skipped == ((9, "Dòng tổng hợp, không phải một lần đo."),)
    assert found.ignored == ("Thiết bị",)


def test_speedtest_from_a_phone_counts_in_kbps_and_writes_the_month_first() -> None:
    first, second, third = read(measuring_apps.SPEEDTEST_PHONE).measurements
    assert first.measured_at == datetime(2026, 5, 17, 9, 12, tzinfo=VIETNAM)
    assert second.measured_at == datetime(2026, 5, 17, 0, 5, tzinfo=VIETNAM)
    assert third.measured_at == datetime(2026, 5, 3, 13, 30, tzinfo=VIETNAM)
    assert (first.down_mbps, first.up_mbps, first.ping_ms) == (18.45, 6.12, 48)
    assert [m.technology for m in (first, second, third)] == [Technology.G4, Technology.WIFI, Technology.G5]


def test_a_g_nettrack_log_gives_rsrp_for_4g_only_and_the_tested_speed() -> None:
    first, second = read(measuring_apps.G_NETTRACK).measurements
    assert (first.measured_at, first.point, first.accuracy_m) == (MORNING, SINH_LONG, 6)
    assert (first.carrier, first.cell_id, first.technology) == (Network.VIETTEL, "45204321101", Technology.G4)
    assert (first.rsrp_dbm, first.rsrq, first.sinr) == (-108, -13, 2)
    assert (first.down_mbps, first.up_mbps, first.ping_ms) == (4.21, 0.87, 55)
    assert (second.technology, second.rsrp_dbm, second.rsrq) == (Technology.G3, None, None)
    assert (second.down_mbps, second.ping_ms) == (None, 155)


def test_opencellid_measurements_have_codes_epochs_and_androids_unknown() -> None:
    viettel, vina, mobi, abroad = read(measuring_apps.OPENCELLID).measurements
    assert (viettel.network, viettel.carrier, viettel.measured_at) == ("452-04", Network.VIETTEL, MORNING)
    assert (viettel.rsrp_dbm, viettel.cell_id) == (-108, "84213761")
    assert (vina.carrier, vina.rsrp_dbm, vina.measured_at) == (Network.VINAPHONE, -110, MORNING)  # ASU 30
    assert (mobi.carrier, mobi.technology, mobi.rsrp_dbm) == (Network.MOBIFONE, Technology.G2, None)
    assert (abroad.network, abroad.carrier, abroad.rsrp_dbm) == ("460-00", None, -110)
    assert abroad.point == Point(23.93102, 105.34655)


def test_radar_takes_where_the_test_began_and_wifi_belongs_to_no_mobile_network() -> None:
    found = read(measuring_apps.RADAR)
    inside, wifi = found.measurements
    assert (inside.point, inside.accuracy_m, inside.indoors) == (SINH_LONG, 12, True)
    assert inside.measured_at == MORNING
    assert inside.measured_at.utcoffset() == timedelta(0)
    assert (inside.technology, inside.down_mbps, inside.up_mbps, inside.ping_ms) == (Technology.G4, 3.25, 1.5, 77)
    assert (wifi.technology, wifi.indoors, wifi.measured_at) == (Technology.WIFI, False, MORNING)
    assert "latitude_after" in found.ignored
    assert one("carrier,type,network type,download (Mbps)", "Viettel,x,WIFI,90").carrier is None


def test_an_fcc_file_with_crossed_places_and_forgotten_signs_is_set_right() -> None:
    found, missing = read(measuring_apps.FCC).measurements
    assert (found.point, found.rsrp_dbm) == (SINH_LONG, -101)
    assert (found.down_mbps, found.up_mbps, found.ping_ms) == (85, 1.25, 33)
    assert found.measured_at == MORNING
    assert (found.technology, found.no_signal) == (Technology.G5, False)
    assert (missing.technology, missing.no_signal, missing.indoors) == (None, True, False)


def test_whose_phone_it_was_stays_outside() -> None:
    for text, secret in ((measuring_apps.I_SPEED, "Lò Văn Páo"), (measuring_apps.RADAR, "Mau X")):
        assert secret in text
        assert secret not in repr(read(text))


# ---- encodings and separators


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_encoding_and_the_line_ends_do_not_matter(encoding: str, end: str) -> None:
    plain = read(measuring_apps.I_SPEED)
    assert read(measuring_apps.I_SPEED.replace("\n", end), encoding) == plain


def test_old_windows_files_and_old_fonts_are_read() -> None:
    header, row = "Thời gian;Nhà mạng;Tải xuống (Mbps);Tải lên (Mbps);Độ trễ", "17/05/2026;Viettel;2,5;1;30"
    expected = read(f"{header}\n{row}\n").measurements
    # Windows-1258 writes most tones as marks of their own
    marks = {"ờ": "ơ\u0300", "ạ": "a\u0323", "ả": "a\u0309", "ố": "ô\u0301", "ộ": "ô\u0323", "ễ": "ê\u0303"}
    spelled = "".join(marks.get(sign, sign) for sign in header)
    assert read(f"{spelled}\n{row}\n", "cp1258").measurements == expected
    assert read(f"{to_tcvn3(header)}\n{row}\n", "latin-1").measurements == expected


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_any_separator_will_do(delimiter: str) -> None:
    swapped = measuring_apps.CRADLEPOINT.replace(",", delimiter)
    assert read(swapped).measurements == read(measuring_apps.CRADLEPOINT).measurements


def test_quotes_around_everything_and_over_line_ends_do_not_disturb() -> None:
    found = read('"Time","Note","RSRP","Download (Mbps)"\n"2026-05-17","hai\ndòng, ""x""","-99","3"\n,,-98,\n,",-97,\n')
    assert [m.line for m in found.measurements] == [2, 4, 5]
    assert [m.rsrp_dbm for m in found.measurements] == [-99, -98, -97]


def test_unquoted_decimal_commas_between_commas_are_refused_line_by_line() -> None:
    found = read("Lat,Lon,RSRP\n22.62924,105.34808,-99\n22,62924,105,34808,-99\n")
    assert len(found.measurements) == 1
    ((line, sentence),) = found.skipped
    assert line == 3
    assert "dấu chấm phẩy" in sentence


# ---- headers


def test_units_on_a_line_of_their_own_and_groups_above_are_understood() -> None:
    units = read("Lat,Lon,Download,Upload,Ping\n,,(kbps),(kbps),(s)\n22.62924,105.34808,850,120,0.25\n").measurements
    assert [(m.line, m.down_mbps, m.up_mbps, m.ping_ms) for m in units] == [(3, 0.85, 0.12, 250)]
    groups = read(
        "Vị trí,,Tải xuống,Tải lên,\nVĩ độ,Kinh độ,Mbps,Mbps,Ping\n22.62924,105.34808,8.5,1.2,25\n"
    ).measurements
    assert [(m.point, m.down_mbps, m.up_mbps, m.ping_ms) for m in groups] == [(SINH_LONG, 8.5, 1.2, 25)]


def test_files_put_together_keep_their_own_columns() -> None:
    text = "Time,RSRP,Lat,Lon\n2026-05-17,-99,22.6,105.3\nTime,RSRP,Lat,Lon\n2026-05-17,-98,22.6,105.3\n"
    text += "Lat,Lon,Download (kbps)\n22.6,105.3,850\nTime,RSRP,Lat,Lon\n2026-05-17,-97,22.6,105.3\n"
    found = read(text)
    assert [(m.line, m.rsrp_dbm, m.down_mbps) for m in found.measurements] == [
        (2, -99, None),
        (4, -98, None),
        (6, None, 0.85),
        (8, -97, None),
    ]
    assert found.skipped == ()


def test_a_table_with_a_column_for_each_network_is_not_mixed_up() -> None:
    found = read("Lat,Lon,Viettel RSRP,VinaPhone RSRP\n22.62924,105.34808,,-99\n")
    assert found.measurements[0].rsrp_dbm is None
    assert len(found.ignored) == 2


@pytest.mark.parametrize("heading", ["RSRP", "rsrp_dbm", "RSRP [dBm]", "lteRsrp", "ss_RSRP(dBm)", "  Rsrp  "])
def test_headings_come_in_any_case_and_dress(heading: str) -> None:
    assert one(f"x,{heading},ping", "y,-99,5").rsrp_dbm == -99


def test_a_column_is_taken_from_the_5g_or_4g_radio_that_had_it() -> None:
    assert one("ssRsrp,rsrp,ping", "2147483647,-99,5").rsrp_dbm == -99
    assert one("ssRsrp,rsrp,ping", "0,-99,5").rsrp_dbm == -99


# ---- what is refused


def test_what_is_no_csv_is_told_in_a_sentence() -> None:
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    book.close()
    assert "Lưu thành" in said(stream.getvalue())
    assert ".xls" in said(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "0 byte" in said(b"")
    assert "không có dòng nào" in said(b"\n\n ;;\n")
    assert "JSON" in said(b'{"a": 1}')
    assert "KML" in said("\ufeff<kml></kml>".encode())
    assert "PDF" in said(b"%PDF-1.7")
    assert "không phải văn bản" in said(b"Time,RSRP\n\0\1\2\n" + b"abc" * 50)
    assert "dòng tiêu đề" in said("Họ tên,Tuổi\nLò Văn Páo,40\n".encode())
    assert "chỉ có dòng tiêu đề" in said(b"Time,Lat,Lon,RSRP\n")
    assert "20 MB" in said(b"a" * (MAX_BYTES + 1))
    stations = "radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,averageSignal\n"
    assert "OpenCelliD" in said(f"{stations}LTE,452,4,41,99,0,105.3,22.6,1000,5,1,1778983964,1778983964,-90\n".encode())


@pytest.mark.parametrize(
    "line", ["1;1" + " " * 90_000 + "N1;2;-99", "(" * 3_000_000, ";" * 3_000_000, '"\n' * 90_000, "ab;cd;" * 300_000]
)
def test_a_line_made_to_keep_the_reader_busy_does_not(line: str) -> None:
    start = time.process_time()
    _read_or_refuse(f"Time;Lat;Lon;RSRP\n{line}\n".encode())
    assert time.process_time() - start < 10


def test_200_000_lines_are_read_in_seconds_and_one_more_is_refused() -> None:
    header, *rows = measuring_apps.CRADLEPOINT.splitlines()[:3]
    data = "\n".join([header, *(rows * 100_000)]).encode()
    start = time.perf_counter()
    found = read_measurements(data)
    seconds = time.perf_counter() - start
    assert len(found.measurements) == 200_000
    assert seconds < 60, seconds
    assert "200.000 dòng" in said(data + b"\n" + rows[0].encode())


# ---- anything at all


def _read_or_refuse(data: bytes) -> None:
    try:
        found = read_measurements(data)
    except MeasurementError:
        return
    assert found.measurements or found.skipped


@given(st.binary(max_size=2000))
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    _read_or_refuse(data)


@given(
    st.sampled_from(ALL_FILES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=30),
    st.sampled_from(["utf-8", "utf-16"]),
)
@settings(max_examples=300, deadline=None)
def test_files_with_flipped_bytes_are_read_or_refused(text: str, flips: list[tuple[float, int]], encoding: str) -> None:
    data = bytearray(text.encode(encoding))
    for place, value in flips:
        data[int(place * (len(data) - 1))] = value
    _read_or_refuse(bytes(data))


_CELLS = st.one_of(
    st.text(max_size=12),
    st.text("0123456789.,-+:/ NSEW°'\"TZ", max_size=24),
    st.integers().map(str),
    st.floats().map(str),
    st.datetimes().map(str),
    st.sampled_from(["9" * 5000, "22°37'45\"N", "4G", "Viettel", "452-04", "N/A", "1e400", "²", "٣"]),
)


@given(st.lists(st.lists(_CELLS, max_size=16), min_size=1, max_size=8))
@settings(max_examples=400, deadline=None)
def test_odd_cells_below_a_sound_header_are_read_or_skipped(rows: list[list[str]]) -> None:
    header = (
        "Time;Date;Lat;Lon;Location;Carrier;mcc;mnc;Technology;RSRP;Signal;ASU;RSRQ;SINR;Download;Ping;Accuracy;Indoor"
    )
    text = "\n".join([header, *(";".join(row) for row in rows)])
    _read_or_refuse(text.encode("utf-8", "surrogatepass"))
