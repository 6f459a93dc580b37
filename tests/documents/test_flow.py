from hypothesis import given
from hypothesis import strategies as st

from cdtt_app.documents.flow import Block, place, text_blocks
from cdtt_app.documents.sheet import Sheet


def _nothing(_sheet: Sheet, _y: float) -> None:
    return None


_HEADING = Block(height=8, draw=_nothing, with_next=True)
_BLOCKS = st.lists(
    st.builds(
        Block,
        height=st.floats(1, 60),
        draw=st.just(_nothing),
        before=st.floats(0, 6),
        with_next=st.booleans(),
        heading=st.sampled_from((None, _HEADING)),
    ),
    max_size=40,
)


@given(_BLOCKS)
def test_blocks_keep_their_order_none_is_lost_none_overlaps_and_none_reaches_the_foot(blocks: list[Block]) -> None:
    pages = place(blocks, first_top=30, top=20, bottom=120)
    placed = [one.block for page in pages for one in page if one.block is not _HEADING]
    assert [id(block) for block in placed] == [id(block) for block in blocks]
    for number, page in enumerate(pages):
        y = 20.0 if number else 30.0
        for one in page:
            assert one.top >= y - 1e-9
            y = one.top + one.block.height
        assert y <= 120 + 1e-9


@given(_BLOCKS)
def test_a_page_never_begins_inside_a_table_without_its_heading(blocks: list[Block]) -> None:
    for page in place(blocks, top=20, bottom=120):
        if page and page[0].block is not _HEADING:
            assert page[0].block.heading is None


def test_a_heading_is_never_the_last_on_its_page() -> None:
    rows = [Block(height=10, draw=_nothing) for _ in range(9)]
    title = Block(height=8, draw=_nothing, with_next=True)
    pages = place([*rows, title, rows[0]], top=0, bottom=100)
    assert [len(page) for page in pages] == [9, 2]
    assert pages[1][0].block is title


def test_space_above_a_block_is_left_out_at_the_top_of_a_page() -> None:
    block = Block(height=60, draw=_nothing, before=9)
    pages = place([block, block], top=5, bottom=100)
    assert [page[0].top for page in pages] == [5, 5]


def test_long_text_is_one_block_a_line() -> None:
    blocks = text_blocks("Ai cầm được giấy này thì nối được máy vào sổ của thôn. " * 9, 10, 60, before=4)
    assert len(blocks) > 9
    assert [block.before for block in blocks] == [4] + [0] * (len(blocks) - 1)
    assert not any(block.with_next for block in blocks)
    assert all(block.with_next for block in text_blocks("Tên rất dài " * 20, 10, 60, with_next=True))
