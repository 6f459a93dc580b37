import json
from dataclasses import replace
from datetime import timedelta

import pytest

from cdtt_app.documents.coverage_geojson import geojson
from cdtt_app.documents.layer import Export, Layer, Value
from cdtt_app.domain.coverage import Reading, Strength, Use, Works
from cdtt_app.domain.coverage_board import Board, CaseView, HamletView
from cdtt_app.domain.coverage_case import CaseState, Station, course
from cdtt_app.domain.coverage_facts import case_facts, hamlet_count, rank
from cdtt_app.domain.coverage_rules import CoverageRules
from cdtt_app.domain.geo import Point
from cdtt_app.domain.hamlet import Hamlet, HamletWord
from cdtt_app.domain.household import Location, Network
from cdtt_app.domain.ids import HouseholdId, MemberId
from cdtt_app.presenters.coverage_export import CASES, HAMLETS, NOTES, ExportContext, coverage_export
from tests.factories import HAMLET, NOW, make_case, make_note, make_step

RULES = CoverageRules()
PRIVATE = "nhà anh Chẻo bên suối, số 0900000678"


@pytest.fixture
def board() -> Board:
    case = make_case(stations=(Station(code="ThuongGiap_TQG", distance_m=2600),))
    notes = (
        make_note(
            household_id=HouseholdId("hh-1"),
            case_id=case.id,
            location=Location(latitude=22.59804, longitude=105.46481),
            readings={"VinaPhone": Reading(host=Network.VINAPHONE, works={Use.CALL: Works.NO}, rsrp_dbm=-119)},
            households_affected=3,
            recorded_by=MemberId("m-mai"),
            place=PRIVATE,
            note=PRIVATE,
            witness=PRIVATE,
        ),
        make_note(readings={"iTel": Reading(host=Network.VINAPHONE, strength=Strength.WEAK)}, place=""),
    )
    steps = [make_step(case, state) for state in (CaseState.VERIFIED, CaseState.SENT)]
    steps[1] = replace(steps[1], deadline=NOW.date() - timedelta(days=12))
    facts = case_facts(case, notes[:1], RULES, now=NOW)
    view = CaseView(case=case, course=course(steps), facts=facts, rank=rank(case, facts, RULES.weights, now=NOW))
    hamlet = Hamlet(id=HAMLET, commune_code="02239", word=HamletWord.THON, name="Bản Giòng")
    count = hamlet_count(notes, 1, RULES, now=NOW)
    place = HamletView(hamlet=hamlet, households=98, count=count, open_cases=1, overdue=1)
    return Board(now=NOW, rules=RULES, cases=(view,), notes=notes, hamlets=(place,), illustrative=True)


def made(board: Board, *, detail: bool) -> Export:
    homes = [Point(22.5981, 105.4641 + 0.0001 * i) for i in range(5)]
    context = ExportContext(
        homes=homes,
        household_codes={HouseholdId("hh-1"): "BG-001"},
        members={"m-mai": "Chị Mai"},
        place="xã Thượng Nông",
        person="Nông Anh Tú",
    )
    return coverage_export(board, context, detail=detail)


def column(layer: Layer, name: str) -> list[Value]:
    place = [each.name for each in layer.columns].index(name)
    return [row.values[place] for row in layer.rows]


def layers(export: Export) -> dict[str, Layer]:
    return {layer.name: layer for layer in export.layers}


def test_without_detail_nothing_of_a_household_leaves(board: Board) -> None:
    whole = geojson(made(board, detail=False)).decode()
    for secret in ("BG-001", "0900000678", "Chẻo", "Chị Mai", "hh-1", "22.59804", "105.46481"):
        assert secret not in whole
    notes = layers(made(board, detail=False))[NOTES]
    assert notes.rows[0].point == Point(22.5985, 105.4645)
    assert column(notes, "so_ho") == [None, None]


def test_with_detail_all_of_it_is_there(board: Board) -> None:
    notes = layers(made(board, detail=True))[NOTES]
    assert notes.rows[0].point == Point(22.59804, 105.46481)
    assert column(notes, "ma_ho") == ["BG-001", ""]
    assert column(notes, "so_ho") == [3, None]
    assert column(notes, "nguoi_ghi") == ["Chị Mai", ""]
    assert column(notes, "ghi_chu")[0] == PRIVATE


def test_what_was_noted_stands_in_its_columns(board: Board) -> None:
    notes = layers(made(board, detail=False))[NOTES]
    assert column(notes, "muc") == ["mất sóng", "chập chờn"]
    assert column(notes, "song_vinaphone") == ["không có", "yếu"]
    assert column(notes, "dung_duoc_gi") == ["VinaPhone: gọi không", ""]
    assert column(notes, "rsrp_dbm") == [-119, None]
    assert column(notes, "vu_viec") == ["VL-007", ""]


def test_cases_and_hamlets_are_counted_as_on_the_page(board: Board) -> None:
    found = layers(made(board, detail=True))
    assert column(found[CASES], "trang_thai") == ["Đã gửi Sở"]
    assert column(found[CASES], "qua_han_ngay") == [12]
    assert column(found[CASES], "tram") == ["ThuongGiap_TQG 2,6 km"]
    assert column(found[HAMLETS], "xep_loai") == ["Lõm sóng"]
    assert (column(found[HAMLETS], "trang_song"), column(found[HAMLETS], "lom_song")) == ([False], [True])


def test_the_rule_and_the_practice_are_told(board: Board) -> None:
    about = dict(made(board, detail=False).about)
    assert "không phải quy định của pháp luật" in about["Quy tắc"]
    assert "minh hoạ" in about["Dữ liệu"]
    assert "100 m" in about["Mức chi tiết"]
    assert json.loads(geojson(made(board, detail=False)))["type"] == "FeatureCollection"
