from cdtt_app.sync.entry import Entry, Outcome
from cdtt_app.sync.operation import Operation, encode
from cdtt_app.sync.record import Claim, Record, Writer, apply, fold, present
from tests.sync.logs import MAI, NOW, PAO, T1, T2, Log, asked, changing, values


def entry(number: int, operation: Operation | None, outcome: Outcome | None = None, *, scope: str = T1) -> Entry:
    return Entry(
        scope=scope,
        number=number,
        version=number,
        record="h",
        replica=MAI,
        inc=1,
        seq=number,
        received=NOW + number,
        body=encode(operation) if operation else b"",
        outcome=outcome,
    )


def folded(*entries: Entry) -> Record:
    found = fold(entries)
    assert found is not None
    return found


def test_fields_stand_with_the_number_of_the_entry_that_set_them_and_who_wrote_it() -> None:
    record = folded(entry(4, changing(note=("a", 0), phone=("1", 0))), entry(7, changing(note=("b", 4))))
    assert record.fields == {"note": ("b", 7), "phone": ("1", 4)}
    assert record.writers[7] == Writer(MAI, 1, 7, NOW, NOW + 7)
    assert (record.version("note"), record.version("không có")) == (7, 0)


def test_a_value_that_lost_or_was_beaten_is_asked_about_and_one_that_was_the_same_is_not() -> None:
    record = folded(
        entry(1, changing(note=("a", 0), phone=("1", 0), code=("x", 0))),
        entry(
            2,
            changing(note=("b", 0), phone=("2", 0), code=("x", 0)),
            Outcome(lost=("note",), beat=("phone",), same=("code",)),
        ),
    )
    assert values(record) == {"note": "a", "phone": "2", "code": "x"}
    assert record.questions == {
        "note": (Claim("b", 2, Writer(MAI, 1, 2, NOW, NOW + 2)),),
        "phone": (Claim("1", 1, Writer(MAI, 1, 1, NOW, NOW + 1)),),
    }
    assert record.version("code") == 1


def test_a_change_closes_the_questions_that_its_author_had_heard_of_and_no_others() -> None:
    first = entry(1, changing(note=("a", 0)))
    lost = [entry(number, changing(note=(f"b{number}", 0)), Outcome(lost=("note",))) for number in (2, 3)]
    answer = Operation(
        kind="household", id="h", scope=T1, clock=0, schema=1, changes={"note": ("c", 1)}, token=f"{NOW + 2:x}.tag"
    )
    record = folded(first, *lost, entry(4, answer))
    assert values(record) == {"note": "c"}
    assert asked(record) == {"note": ["b3"]}


def test_the_clock_that_counts_is_the_one_that_the_province_let_pass() -> None:
    assert folded(entry(1, changing(clock=10**12), Outcome(clock=NOW + 5))).writers[1].clock == NOW + 5


def test_what_was_set_aside_changes_nothing() -> None:
    before = folded(entry(1, changing(note=("a", 0))))
    assert apply(before, entry(2, changing(note=("b", 1)), Outcome(aside=("revoked", PAO, 1, 2)))) is before
    assert values(before) == {"note": "a"}


def test_a_record_is_where_it_went_with_all_that_it_held() -> None:
    log = Log()
    log.take(MAI, changing(hamlet_id=(T1, 0), note=("a", 0)))
    log.take(PAO, changing(clock=-5, note=("b", 0)))
    log.take(MAI, changing(T2, clock=9, hamlet_id=(T2, 0)))
    record = log.record()
    assert (record.scope, values(record)) == (T2, {"hamlet_id": T2, "note": "a"})
    assert asked(record) == {"hamlet_id": [T1], "note": ["b"]}
    assert set(record.fields) == {"hamlet_id", "note"}
    assert {version for _, version in record.fields.values()} == {1}


def test_a_record_that_came_back_is_told_from_one_that_left() -> None:
    log = Log()
    log.take(MAI, changing(hamlet_id=(T1, 0)))
    log.take(MAI, changing(T2, clock=1, hamlet_id=(T2, 0)))
    log.take(MAI, changing(T1, clock=2, hamlet_id=(T1, 0)))
    assert log.record().scope == T1
    assert present([e for e in log.entries if e.scope == T2]) is None


def test_later_entries_go_on_from_what_was_folded_away() -> None:
    base = folded(entry(3, changing(note=("a", 0))))
    found = present([entry(4, changing(phone=("1", 0)))], [base])
    assert found is not None
    assert found.fields == {"note": ("a", 3), "phone": ("1", 4)}
