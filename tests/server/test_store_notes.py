from cdtt_app.server.store import Done, Store

pytest_plugins = ["tests.postgres", "tests.server.stores"]


def test_what_officers_did_is_told_newest_first(store: Store) -> None:
    done = [Done(at=100 - n, replica=n, act="revoke", about=f"máy {n}") for n in range(4)]  # a clock may run backwards
    for one in done:
        with store.write() as tx:
            tx.note_act(one)
    with store.read() as tx:
        assert list(tx.acts(2)) == [done[3], done[2]]
        assert list(tx.acts(9)) == done[::-1]


def test_a_file_is_known_in_every_hamlet_that_names_it(store: Store) -> None:
    one, other = "a" * 64, "b" * 64
    with store.write() as tx:
        tx.name_files([(one, "thon-1"), (one, "thon-1"), (other, "thon-1")])
    with store.write() as tx:
        tx.name_files([(one, "thon-2"), (one, "thon-1")])
        tx.name_files([])
    with store.read() as tx:
        assert sorted(tx.names_of(one)) == ["thon-1", "thon-2"]
        assert list(tx.names_of(other)) == ["thon-1"]
        assert list(tx.names_of("c" * 64)) == []
