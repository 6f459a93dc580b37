"""Two laptops and an officer, from the command line, against the real server: over the network, and by stick alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from nacl.signing import VerifyKey

from cdtt_app.domain.role import Role
from cdtt_app.storage.facts import read_fact
from cdtt_app.sync.invitation import file_bytes, full_text
from cdtt_app.sync.invitation_code import typed_code
from tests.journeys.machines import Laptop, invitation, make_laptop
from tests.server.running import RunningServer, running_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "tinh") as running:
        yield running


def _mai(server: RunningServer, folder: Path) -> Laptop:
    """The leader's machine, which brings its hamlet; let in by what was typed from paper."""
    laptop = make_laptop(folder / "mai", hamlet="Bản Giòng", member="Lương Thị Mai", called="Chị Mai")
    made = invitation(server, "Lương Thị Mai", role=Role.LEADER)
    laptop.done("enrol", server.url, typed_code(made.secret))
    return laptop


def _pao(server: RunningServer, folder: Path, hamlet: str) -> Laptop:
    """A volunteer's machine without anything; let in by a file."""
    laptop = make_laptop(folder / "pao")
    made = invitation(server, "Lò Văn Pảo", scopes=(hamlet,), place="thôn Bản Giòng")
    file = folder / "pao.cdtt-moi"
    file.write_bytes(file_bytes(made))
    said = laptop.done("enrol", file, "--json").document
    assert said["hamlets"] == ["Bản Giòng"]
    return laptop


def _officer(server: RunningServer, folder: Path) -> Laptop:
    laptop = make_laptop(folder / "ha")
    made = invitation(server, "Nguyễn Thị Hà", role=Role.OFFICER, place="xã Thượng Nông")
    laptop.done("enrol", full_text(made), "--machine", "máy xã")
    return laptop


def _questions(laptop: Laptop) -> list[str]:
    return [question["title"] for question in laptop.done("conflicts", "--json").document["questions"]]


def test_thirty_visits_are_received_and_can_be_proved(server: RunningServer, tmp_path: Path) -> None:
    mai = _mai(server, tmp_path)
    mai.write_households(30)
    for number in range(1, 31):
        mai.visit(f"BG-{number:03d}", f"nhà thứ {number}: đã chỉ quét mã")
    (day,) = mai.done("receipts", "--json").document["days"]
    assert (day["recorded"], day["sent"], day["received"]) == (30, 0, 0)
    said = mai.done("sync", "--json").document
    assert (said["end"], said["acknowledged"], said["unsent_visits"]) == ("done", 60, 0)
    (day,) = mai.done("receipts", "--json").document["days"]
    assert (day["recorded"], day["sent"], day["received"]) == (30, 30, 30)
    sheet = mai.done("receipts", "--day", "today", "--pdf", tmp_path / "so-ngay.pdf", "--json").document
    assert sheet["headline"].startswith("30 ghi, 30 tỉnh đã nhận ")
    assert len({visit["receipt"] for visit in sheet["visits"]}) == 30
    with mai.open() as db:
        signed = db.rows("SELECT line, signature FROM receipt WHERE void = 0")
        hashes = {hash_.hex()[:8].upper() for (hash_,) in db.rows("SELECT hash FROM oplog")}
    key = VerifyKey(server.province.identity.public)
    for line, signature in signed:
        key.verify(b"cdtt/1/receipt\0" + line, signature)
    assert {visit["receipt"].replace("-", "") for visit in sheet["visits"]} <= hashes


def test_a_second_machine_gets_the_hamlet_and_works_in_it(server: RunningServer, tmp_path: Path) -> None:
    mai = _mai(server, tmp_path)
    mai.write_households(30)
    mai.visit("BG-001")
    mai.done("sync")
    pao = _pao(server, tmp_path, mai.hamlet())
    assert pao.hamlet() == mai.hamlet()
    assert pao.household("BG-030") == mai.household("BG-030")
    with pao.open() as db:
        assert read_fact(db, "commune") == "02239"
    assert "Lương Thị Mai" in pao.done("history", "BG-001").out
    assert pao.done("receipts", "--json").document["days"] == []  # it recorded nothing itself
    assert "không khớp" not in pao.done("check").out


def test_the_same_household_edited_on_both_is_asked_about_and_the_answer_is_everybodys(
    server: RunningServer, tmp_path: Path
) -> None:
    mai = _mai(server, tmp_path)
    mai.write_households(3)
    mai.done("sync")
    pao = _pao(server, tmp_path, mai.hamlet())
    mai.edit("BG-002", phone="0912345678", note="chó dữ")
    pao.edit("BG-002", phone="0987654321", cluster="Nà Phiêng")
    for laptop in (mai, pao, mai):
        laptop.done("sync")
    for laptop in (mai, pao):
        assert _questions(laptop) == ["Hộ Nông Văn 2: số điện thoại nào đúng?"]
        assert (laptop.household("BG-002").note, laptop.household("BG-002").cluster) == ("chó dữ", "Nà Phiêng")
    (question,) = mai.done("conflicts", "--json").document["questions"]
    choice = [each["value_text"] for each in question["choices"]].index("0912 345 678")
    assert question["choices"][choice]["who"] == "Chị Mai ghi, máy này"
    mai.done("conflicts", "--answer", 1, choice + 1)
    assert _questions(mai) == []
    for laptop in (mai, pao):
        laptop.done("sync")
    assert _questions(pao) == []
    assert [laptop.household("BG-002").phone for laptop in (mai, pao)] == ["0912345678"] * 2
    for laptop in (mai, pao):
        told = laptop.done("history", "BG-002").out
        assert "0987 654 321" in told
        assert "0912 345 678" in told
        assert laptop.done("check").code == 0


def test_the_same_by_stick_alone(server: RunningServer, tmp_path: Path) -> None:
    mai = _mai(server, tmp_path)
    mai.write_households(3)
    mai.done("sync")
    pao = _pao(server, tmp_path, mai.hamlet())
    courier = _officer(server, tmp_path)
    stick = tmp_path / "usb"
    stick.mkdir()

    def walk(*laptops: Laptop) -> None:
        """Each puts a parcel onto the stick; the courier brings them to a network, and the answers back."""
        for laptop in laptops:
            laptop.done("parcel", "out", stick)
        courier.done("parcel", "in", stick)
        courier.done("sync")
        courier.done("parcel", "out", stick)
        for laptop in laptops:
            laptop.done("parcel", "in", stick)

    mai.visit("BG-001")
    mai.edit("BG-002", phone="0912345678")
    pao.edit("BG-002", phone="0987654321")
    mai.done("parcel", "out", stick)
    (day,) = mai.done("receipts", "--json").document["days"]
    assert (day["recorded"], day["sent"], day["received"]) == (1, 1, 0)  # on the stick is not received
    walk(mai, pao)
    walk(mai, pao)
    (day,) = mai.done("receipts", "--json").document["days"]
    assert (day["recorded"], day["received"]) == (1, 1)
    assert _questions(mai) == _questions(pao) == ["Hộ Nông Văn 2: số điện thoại nào đúng?"]
    (question,) = pao.done("conflicts", "--json").document["questions"]
    choice = [each["value_text"] for each in question["choices"]].index("0987 654 321")
    pao.done("conflicts", "--answer", 1, choice + 1)
    walk(pao, mai)
    walk(mai)
    assert [laptop.household("BG-002").phone for laptop in (mai, pao)] == ["0987654321"] * 2
    assert _questions(mai) == _questions(pao) == []
    with server.province.store.read() as tx:
        before = tx.places([mai.hamlet()])[mai.hamlet()].head.number
    for laptop in (mai, pao, courier):
        laptop.done("parcel", "in", stick)  # everything once more: nothing happens twice
        laptop.done("sync")
    with server.province.store.read() as tx:
        assert tx.places([mai.hamlet()])[mai.hamlet()].head.number == before


def test_late_work_of_a_machine_whose_access_ended_is_taken_in_by_the_officer(
    server: RunningServer, tmp_path: Path
) -> None:
    mai = _mai(server, tmp_path)
    mai.write_households(3)
    mai.done("sync")
    pao, officer = _pao(server, tmp_path, mai.hamlet()), _officer(server, tmp_path)
    pao.visit("BG-001", "ghi lúc máy đã thôi dùng")
    pao.edit("BG-002", phone="0912345678")
    pao.edit("BG-002", phone="0922222222")
    with server.province.store.write() as tx:
        device = next(each for each in tx.devices() if each.person == "Lò Văn Pảo")
        tx.put_device(replace(device, revoked=True))
    said = pao.cdtt("sync")
    assert said.code == 1
    assert "để riêng cho cán bộ xã xem" in said.err
    assert len(pao.done("tray", "--json").document["own"]) == 3
    (day,) = pao.done("receipts", "--json").document["days"]
    assert (day["recorded"], day["received"], day["aside"]) == (1, 1, 1)
    assert pao.cdtt("show", "BG-001").code == 1  # the hamlet is no longer on that machine
    officer.done("sync")
    late = officer.done("tray", "--json").document["late"]
    assert [row["title"] for row in late][1:] == ["Hộ Nông Văn 2"] * 2
    assert all(row["who"].startswith("Lò Văn Pảo, máy thôn Bản Giòng") for row in late)
    assert mai.cdtt("tray", "--take", 1).code == 2  # mai has not even heard of it yet
    mai.done("sync")
    assert mai.cdtt("tray", "--take", 1).code == 1  # and it is not hers to decide
    for _ in late:
        officer.done("tray", "--take", 1)
    officer.done("sync")
    mai.done("sync")
    assert mai.household("BG-002").phone == "0922222222"
    assert "ghi lúc máy đã thôi dùng" in mai.done("show", "BG-001").out
    assert "nhận phiếu tới muộn của Lò Văn Pảo" in mai.done("history", "BG-001").out
    assert _questions(mai) == []
    assert officer.done("tray", "--json").document["late"] == []


def test_no_network_is_said_and_loses_nothing(server: RunningServer, tmp_path: Path) -> None:
    mai = _mai(server, tmp_path)
    mai.write_households(1)
    mai.visit("BG-001")
    server.stop()
    said = mai.cdtt("sync", "--json")
    assert said.code == 1
    assert (said.document["end"], said.document["obstacle"], said.document["unsent_visits"]) == (
        "road",
        "no_network",
        1,
    )
    assert "Không có mạng" in said.err
    server.start()
    assert mai.done("sync", "--json").document["unsent_visits"] == 0
