from dataclasses import replace
from datetime import date

from cdtt_app.domain.handout_text import Block, BlockKind, Handout
from cdtt_app.domain.languages import Language
from cdtt_app.domain.province_app import ProvinceApp, for_province, speaks_of_app

VI, TAY = Language.VIETNAMESE, Language.TAY
APP = ProvinceApp(name="Suối Reo Số", search="suoi reo", addresses=("so_1022",), said_on=date(2026, 11, 22))
ABOUT_APP = Handout(
    topic="ung_dung_tinh",
    version=3,
    picture="ung_dung_tinh",
    title={VI: "Ứng dụng {ten_ung_dung}"},
    blocks=(
        Block(
            id="buoc-1",
            kind=BlockKind.STEP,
            text={VI: "Gõ **{tim_trong_kho}** để tải {ten_ung_dung}.", TAY: "{ten_ung_dung}"},
        ),
    ),
    addresses=("dich_vu_cong",),
)
OTHER = Handout(topic="zalo", version=1, picture="bong_thoai", title={VI: "Zalo"})


def test_a_province_that_named_its_app_gets_the_sheet_with_the_name_in_every_language() -> None:
    other, sheet = for_province([OTHER, ABOUT_APP], APP)
    assert other == OTHER
    assert sheet.title[VI] == "Ứng dụng Suối Reo Số"
    assert sheet.blocks[0].text == {VI: "Gõ **suoi reo** để tải Suối Reo Số.", TAY: "Suối Reo Số"}
    assert (sheet.addresses, sheet.version) == (("dich_vu_cong", "so_1022"), 3)
    assert not speaks_of_app(sheet)


def test_where_nobody_named_an_app_the_sheet_about_it_is_not_offered() -> None:
    assert for_province([ABOUT_APP, OTHER], None) == (OTHER,)


def test_a_sheet_that_names_the_app_only_over_the_loudspeaker_still_speaks_of_it() -> None:
    loud = replace(OTHER, loudspeaker={VI: "Tỉnh mình có {ten_ung_dung}."})
    assert speaks_of_app(loud)
    assert for_province([loud], APP)[0].loudspeaker[VI] == "Tỉnh mình có Suối Reo Số."
