import pytest

from cdtt_app.domain.kinds import SCHEMA
from cdtt_app.sync.operation import Operation, encode
from cdtt_app.sync.validity import MOST_BYTES, Reason, read


def body(
    kind: str = "visit", id_: str = "v", scope: str = "T1", schema: int = 1, path: str = "note", value: object = "x"
) -> bytes:
    return encode(Operation(kind=kind, id=id_, scope=scope, clock=1, schema=schema, changes={path: (value, 0)}))


def test_what_a_person_writes_is_valid_whatever_its_values_are() -> None:
    for value in ("", "Đặng Thị Ƀ", None, 0, 1.5, True, ["a", {"b": 1}], -(10**30)):
        operation, wrong = read(body(value=value))
        assert operation is not None
        assert wrong is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", Reason.UNREADABLE),
        (b"{}", Reason.UNREADABLE),
        (b"\xff\xfe", Reason.UNREADABLE),
        (b"[" * 60_000, Reason.UNREADABLE),
        (b" " * (MOST_BYTES + 1), Reason.TOO_BIG),
        (body(id_=""), Reason.BAD_NAME),
        (body(id_="a/b"), Reason.BAD_NAME),
        (body(id_="a\n"), Reason.BAD_NAME),
        (body(scope="thôn"), Reason.BAD_NAME),
        (body(kind="x" * 65), Reason.BAD_NAME),
        (body(kind="alien"), Reason.UNKNOWN_KIND),
        (body(value={"a": 1}), Reason.BAD_VALUE),
        (body(path=""), Reason.BAD_VALUE),
        (body(path="p" * 201), Reason.BAD_VALUE),
    ],
)
def test_what_is_wrong_is_told_by_its_reason(line: bytes, reason: Reason) -> None:
    assert read(line)[1] is reason


def test_a_kind_that_only_a_newer_program_knows_is_kept() -> None:
    assert read(body(kind="drone_flight", schema=SCHEMA + 1))[1] is None


def test_an_operation_that_is_wrong_is_read_all_the_same_so_that_its_hamlet_is_known() -> None:
    operation, _ = read(body(kind="alien"))
    assert operation is not None
    assert operation.scope == "T1"
