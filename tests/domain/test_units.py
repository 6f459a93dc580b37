import pytest

from cdtt_app.domain.units import (
    Commune,
    FormerName,
    Province,
    UnitMatch,
    UnitRegister,
    bare_name,
    former_text,
    unit_register,
)

NORTH = Province(
    code="08",
    name="Tỉnh Tuyên Quang",
    former_names=(FormerName(code="02", kind="tỉnh", name="Hà Giang"),),
)
SOUTH = Province(code="80", name="Tỉnh Tây Ninh")


def _former(code: str, kind: str, name: str, district: str = "huyện Chiêm Hoá") -> FormerName:
    return FormerName(code=code, kind=kind, name=name, district=district, province="tỉnh Tuyên Quang")


TRI_PHU = Commune(
    code="02359",
    name="Xã Tri Phú",
    province_code="08",
    former_names=(_former("02359", "xã", "Tri Phú"), _former("02368", "xã", "Linh Phú")),
)
NA_HANG = Commune(
    code="02221",
    name="Xã Nà Hang",
    province_code="08",
    former_names=(_former("02221", "thị trấn", "Na Hang", "huyện Na Hang"),),
)
CON_LON = Commune(
    code="02245",
    name="Xã Côn Lôn",
    province_code="08",
    former_names=(_former("02227", "xã", "Sinh Long", "huyện Na Hang"),),
)
TAN_THANH = Commune(code="25534", name="Xã Tân Thành", province_code="80")
TAN_THANH_HEAVY = Commune(code="27826", name="Xã Tân Thạnh", province_code="80")
HOA_AN = Commune(code="02353", name="Xã Hoà An", province_code="08")
LONG_AN = Commune(
    code="27694",
    name="Phường Long An",
    province_code="80",
    former_names=(
        FormerName(code="27691", kind="phường", name="4", district="thành phố Tân An", province="tỉnh Long An"),
    ),
)


@pytest.fixture
def units() -> UnitRegister:
    communes = (TRI_PHU, NA_HANG, CON_LON, TAN_THANH_HEAVY, TAN_THANH, HOA_AN, LONG_AN)
    return unit_register("2026-04-30", (NORTH, SOUTH), communes)


def _first(units: UnitRegister, query: str) -> tuple[Commune | None, UnitMatch, str]:
    hit = units.find(query)[0]
    return hit.commune, hit.match, hit.matched_name


def test_units_are_known_by_their_codes(units: UnitRegister) -> None:
    assert units.commune("02359") is TRI_PHU
    assert units.commune("02368") is None
    assert units.province("80") is SOUTH
    assert units.province("72") is None
    assert units.version == "2026-04-30"


@pytest.mark.parametrize(
    "query", ["linh phu", "Linh Phú", "xã linh phú", "linh phus", "Linh Phu1", "LINH PHU CHIEM HOA"]
)
def test_a_name_that_is_gone_leads_to_the_commune_of_today(units: UnitRegister, query: str) -> None:
    assert _first(units, query) == (TRI_PHU, UnitMatch.FORMER, "xã Linh Phú, huyện Chiêm Hoá")


def test_the_current_name_comes_before_the_same_name_of_before(units: UnitRegister) -> None:
    assert _first(units, "tri phu") == (TRI_PHU, UnitMatch.CURRENT, "Xã Tri Phú")
    assert [hit.commune for hit in units.find("tri phu")] == [TRI_PHU]


def test_a_former_district_leads_to_all_its_communes_its_namesake_first(units: UnitRegister) -> None:
    hits = units.find("na hang")
    assert [hit.commune for hit in hits] == [NA_HANG, CON_LON]
    assert (hits[1].match, hits[1].matched_name) == (UnitMatch.DISTRICT, "huyện Na Hang")
    assert [hit.match for hit in units.find("huyện na hang")] == [UnitMatch.DISTRICT] * 2


def test_a_province_comes_before_its_communes(units: UnitRegister) -> None:
    hits = units.find("tuyen quang")
    assert (hits[0].commune, hits[0].province, hits[0].match) == (None, NORTH, UnitMatch.CURRENT)
    assert [hit.commune for hit in hits[1:]] == [TRI_PHU, NA_HANG, CON_LON, HOA_AN]
    assert {hit.match for hit in hits[1:]} == {UnitMatch.PROVINCE}


def test_a_former_province_leads_to_the_one_of_today(units: UnitRegister) -> None:
    assert units.find("Hà Giang")[0].province is NORTH
    assert units.find("ha giang")[0].match is UnitMatch.FORMER


def test_a_communes_old_province_leads_to_it(units: UnitRegister) -> None:
    assert _first(units, "tinh long an") == (LONG_AN, UnitMatch.PROVINCE, "tỉnh Long An")


def test_typed_accents_decide_between_names_alike_without_them(units: UnitRegister) -> None:
    def two(query: str) -> list[Commune | None]:
        return [hit.commune for hit in units.find(query, limit=2)]

    assert two("tân thạnh") == [TAN_THANH_HEAVY, TAN_THANH]
    assert two("xã Tân Thành") == two("tan thanh") == [TAN_THANH, TAN_THANH_HEAVY]


@pytest.mark.parametrize("query", ["hoà an", "hòa an", "hoa an", "Hoaf An"])
def test_the_place_of_the_tone_mark_does_not_matter(units: UnitRegister, query: str) -> None:
    assert _first(units, query) == (HOA_AN, UnitMatch.CURRENT, "Xã Hoà An")


@pytest.mark.parametrize(("query", "commune"), [("cl", CON_LON), ("SL", CON_LON), ("lp", TRI_PHU)])
def test_initials_of_any_name_find_it(units: UnitRegister, query: str, commune: Commune) -> None:
    assert [hit.commune for hit in units.find(query)] == [commune]


@pytest.mark.parametrize(("code", "commune"), [("02359", TRI_PHU), ("02368", TRI_PHU), ("02227", CON_LON)])
def test_codes_of_now_and_then_find_a_commune(units: UnitRegister, code: str, commune: Commune) -> None:
    assert [hit.commune for hit in units.find(code)] == [commune]


def test_beginnings_of_words_are_enough_and_order_is_free(units: UnitRegister) -> None:
    assert _first(units, "sinh l")[0] is CON_LON
    assert _first(units, "phu linh")[0] is TRI_PHU
    assert _first(units, "phuong 4 tan an")[0] is LONG_AN
    assert units.find("hu") == ()


def test_a_kind_alone_or_words_around_a_name_find_nothing_by_themselves(units: UnitRegister) -> None:
    assert units.find("phuong") == ()
    assert units.find("") == units.find(" - ") == ()


def test_each_unit_comes_once_and_no_more_than_asked_for(units: UnitRegister) -> None:
    hits = units.find("t")
    assert len({(hit.province.code, hit.commune) for hit in hits}) == len(hits)
    assert units.find("t", limit=2) == hits[:2]


def test_a_commune_of_an_unknown_province_is_refused() -> None:
    with pytest.raises(KeyError):
        unit_register("2026-04-30", (SOUTH,), (TRI_PHU,))


@pytest.mark.parametrize(
    ("full", "bare"),
    [("Xã Tri Phú", "Tri Phú"), ("Thị trấn Na Hang", "Na Hang"), ("Thành phố Huế", "Huế"), ("Quan Hoá", "Quan Hoá")],
)
def test_a_name_can_stand_without_its_kind(full: str, bare: str) -> None:
    assert bare_name(full) == bare


def test_a_former_unit_is_written_with_its_district() -> None:
    assert former_text(TRI_PHU.former_names[1]) == "xã Linh Phú, huyện Chiêm Hoá"
    assert former_text(FormerName(kind="tỉnh", name="Hà Giang")) == "tỉnh Hà Giang"
