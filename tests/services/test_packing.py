from pathlib import Path

import pytest

from cdtt_app import paths
from cdtt_app.server.opening import our_packing as servers_packing
from cdtt_app.services.packing import our_packing
from cdtt_app.sync.compression import Codec, dictionary_number
from cdtt_app.sync.envelope import seal, unseal

SEED = bytes(32)


def test_a_message_is_packed_with_the_newest_dictionary_and_the_server_reads_it() -> None:
    packing = our_packing()
    data = seal(b"{}", b'{"k":"household"}', seed=SEED, purpose="request", packing=packing)
    assert packing.codec == Codec.ZSTD
    assert dictionary_number(data[5], data[6 + 64 :]) == max(packing.dictionaries)
    assert unseal(data, servers_packing()).rest == b'{"k":"household"}'


def test_without_dictionaries_messages_go_all_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    packing = our_packing()
    assert packing.dictionaries == {}
    data = seal(b"{}", b"x", seed=SEED, purpose="request", packing=packing)
    assert unseal(data, servers_packing()).rest == b"x"
