from datetime import UTC, datetime, timedelta, timezone

import pytest

from cdtt_app.domain.coverage import Technology
from cdtt_app.domain.geo import Point, distance_m
from cdtt_app.domain.household import Network
from cdtt_app.imports.measurements import MeasurementFile, read_measurements
from cdtt_app.imports.measurements_rows import Measurement

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2026, 5, 17, 9, 12, 44, tzinfo=VIETNAM)
SINH_LONG = Point(22.62924, 105.34808)


def read(text: str) -> MeasurementFile:
    return read_measurements(text.encode())


def one(header: str, row: str) -> Measurement:
    found = read(f"{header}\n{row}\n")
    assert found.skipped == ()
    (measurement,) = found.measurements
    return measurement


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-05-17 09:12:44", MORNING),
        ("2026-05-17T02:12:44Z", MORNING),
        ("2026-05-17T02:12:44.123+00:00", MORNING.replace(microsecond=123000)),
        ("17/05/2026 09:12:44", MORNING),
        ("17-5-2026 9:12:44 SA", MORNING),
        ("17.05.26 09:12:44", MORNING),
        ("09:12:44 17/05/2026", MORNING),
        ("9:12:44 AM - 17/05/2026", MORNING),
        ("1778983964", MORNING),
        ("1778983964000", MORNING),
        ("20260517091244", MORNING),
        ("05/06/2026", datetime(2026, 6, 5, tzinfo=VIETNAM)),
        ("5/17/2026 12:00 PM", datetime(2026, 5, 17, 12, tzinfo=VIETNAM)),
        ("1,77898E+12", None),
        ("31/02/2026", None),
        ("17/05/1926", None),
        ("17/05/2026 27:00", None),
        ("hôm qua", None),
        ("-", None),
    ],
)
def test_times_are_read_or_left_out(cell: str, expected: datetime | None) -> None:
    assert one("Time;RSRP", f"{cell};-99").measured_at == expected


def test_a_file_with_both_orders_of_dates_reads_only_what_is_certain() -> None:
    rows = read("Time;RSRP\n17/05/2026;-99\n05/17/2026;-99\n05/06/2026;-99\n").measurements
    assert [m.measured_at and m.measured_at.date().isoformat() for m in rows] == ["2026-05-17", "2026-05-17", None]


def test_date_and_clock_in_two_columns_belong_together() -> None:
    assert one("Ngày;Giờ;RSRP", "17/05/2026;09:12:44;-99").measured_at == MORNING
    assert one("Date;Time;RSRP", "17/05/2026;09:12:44;-99").measured_at == MORNING
    assert one("Date;Time (UTC);RSRP", "17/05/2026;02:12:44;-99").measured_at == datetime(
        2026, 5, 17, 2, 12, 44, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Lat;Lon", "22.62924;105.34808"),
        ("Lat;Lon", "22,62924;105,34808"),
        ("Lat;Lon", "105,34808;22,62924"),
        ("Lat;Lon", "22.62924N;E 105.34808"),
        ("Lat;Lon", "22°37'45.26\"N;105°20'53.09\"E"),
        ("Vĩ độ;Kinh độ", "22 37 45.26;105 20 53.09"),
        ("Toạ độ;x", "22.62924, 105.34808;"),
        ("Toạ độ;x", "105.34808/22.62924;"),
        ("Toạ độ;x", "22,62924 105,34808;"),
        ("Latitude/Longitude;x", "(22.62924, 105.34808);"),
        ("Location;x", "22.62924,105.34808;"),
    ],
)
def test_places_are_read_in_many_spellings(header: str, cells: str) -> None:
    found = one(f"{header};Ping", f"{cells};5").point
    assert found is not None
    assert distance_m(found, SINH_LONG) < 1


@pytest.mark.parametrize(
    "cells", ["0;0", "22.6;", "x;y", "91;181", "1e5;105", "22°99'1\";105", "nan;inf", "22.6.1;105"]
)
def test_a_place_in_doubt_is_none(cells: str) -> None:
    assert one("Lat;Lon;Ping", f"{cells};5").point is None


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Download (Mbps)", "12.5", 12.5),
        ("Download (Kbps)", "12500", 12.5),
        ("Download (bps)", "12500000", 12.5),
        ("Download (Gbps)", "1.25", 1250),
        ("Download (Mbit/s)", "12.5", 12.5),
        ("Download (MB/s)", "2", 16),
        ("Download (MBPS)", "2", 2),
        ("download_kbps", "850", 0.85),
        ("Download", "12500", 12.5),
        ("Download", "12500000", 12.5),
        ("Download", "850 kbps", 0.85),
        ("Download (Mbps)", "850 Kbps", 0.85),
        ("Download (kbps)", "85,000", 85),
        ("Download (kbps)", "1.234,5", 1.234),
        ("Download (Mbps)", "-3", None),
        ("Download (Mbps)", "999999", None),
        ("Download (Mbps)", "2147483647", None),
        ("Download (Mbps)", "lỗi", None),
    ],
)
def test_speeds_are_brought_to_mbps(heading: str, cell: str, expected: float | None) -> None:
    assert one(f"{heading};RSRP", f"{cell};-99").down_mbps == (
        None if expected is None else pytest.approx(expected, abs=0.001)
    )


def test_a_speed_that_may_be_either_is_left_out_and_told() -> None:
    found = read("Download;RSRP\n512;-99\n640;-99\n")
    assert [m.down_mbps for m in found.measurements] == [None, None]
    assert found.ignored == ("Download (không rõ đơn vị)",)


def test_85_000_is_read_with_the_decimal_mark_of_the_file() -> None:
    vietnamese = read("Vĩ độ;Kinh độ;Ping\n22,62924;105,34808;1.250\n").measurements
    english = read('Lat;Lon;Ping\n22.62924;105.34808;"1,250"\n').measurements
    assert vietnamese[0].ping_ms == english[0].ping_ms == 1250
    assert read("Lat;Lon;Ping\n22.62924;105.34808;1.250\n").measurements[0].ping_ms == 1.25


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("RSRP;Ping", "110;5", -110),
        ("RSRP;Ping", "-109.6 dBm;5", -110),
        ("RSRP;Ping", "2147483647;5", None),
        ("RSRP;Ping", "-200;5", None),
        ("RSRP;Ping", "7;5", None),
        ("Signal;Network type", "-104;LTE", -104),
        ("Signal;Network type", "104;LTE", -104),
        ("Signal;Network type", "36;LTE", -104),
        ("Signal;Network type", "70;LTE", None),
        ("Signal;Network type", "-104;HSPA", None),
        ("Signal;Ping", "-104;5", None),
        ("ASU;Network type", "70;LTE", -70),
        ("ASU;Network type", "99;LTE", None),
        ("Signal (ASU);Network type", "36;13", -104),
    ],
)
def test_rsrp_is_told_from_other_measures(header: str, row: str, expected: int | None) -> None:
    assert one(header, row).rsrp_dbm == expected


@pytest.mark.parametrize(
    ("name", "carrier"),
    [
        ("VIETTEL", Network.VIETTEL),
        ("Viettel Telecom 4G", Network.VIETTEL),
        ("VN VINAPHONE", Network.VINAPHONE),
        ("Mobi Fone", Network.MOBIFONE),
        ("VN MOBIPHONE", Network.MOBIFONE),
        ("Vietnamobile", Network.VIETNAMOBILE),
        ("VNMOBILE", Network.VIETNAMOBILE),
        ("Gmobile", Network.GMOBILE),
        ("452-07", Network.GMOBILE),
        ("45205", Network.VIETNAMOBILE),
        ("itel", Network.VINAPHONE),
        ("Wintel", Network.VINAPHONE),
        ("Local", Network.MOBIFONE),
        ("FPT", Network.MOBIFONE),
        ("VNSKY", Network.MOBIFONE),
        ("FPT Telecom", None),
        ("LAO TELECOM", None),
        ("45799", None),
    ],
)
def test_networks_are_known_by_name_or_code(name: str, carrier: Network | None) -> None:
    found = one("Nhà mạng;RSRP", f"{name};-99")
    assert (found.network, found.carrier) == (name, carrier)


def test_a_column_named_mang_may_hold_either() -> None:
    assert one("Mạng;RSRP", "Viettel;-99").carrier is Network.VIETTEL
    only = one("Mạng;RSRP", "4G;-99")
    assert (only.network, only.technology) == ("", Technology.G4)
    assert one("Nhà mạng;Loại mạng;RSRP", "Viettel;Không có sóng;").no_signal
