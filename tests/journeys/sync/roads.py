"""What networks, sticks and couriers do to messages."""

import random
from contextlib import suppress

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cdtt_app.services.errors import RefusedError
from cdtt_app.services.parcels import deliver_carried, make_parcel, take_file
from cdtt_app.storage.parcels import carried
from cdtt_app.transport.http_road import HttpRoad, HttpSettings
from cdtt_app.transport.parcel_road import ParcelRoad
from tests.journeys.sync.laptops import APP, Laptop
from tests.journeys.sync.provinces import PACKING
from tests.journeys.sync.world import PAGES, World, some_laptop

WEEKS_MS = 3 * 7 * 24 * 3600 * 1000
MODES = ("lost", "reply lost", "late", "doubled", "reply doubled", "server crash", "laptop crash")
STOPS = ("on the stick", "carried", "delivered", "home")


class Courier(ParcelRoad):
    """Hands parcels to the province under test."""

    def __init__(self, world: World) -> None:
        super().__init__(HttpRoad(HttpSettings(url="http://tinh.invalid")))
        self._world = world

    def deliver(self, body: bytes) -> bytes:
        answer = self._world.province.exchange_parcel(body)
        self._world.after_answer()
        return answer


class RoadRules(World):
    """Exchanges, delayed messages, parcels."""

    @rule(i=some_laptop, mode=st.sampled_from(MODES), size=st.sampled_from([1, 3, 20]))
    def sync_badly(self, i: int, mode: str, size: int) -> None:
        self.time += 100
        self.exchange(i, mode, PAGES[size])

    @rule(i=some_laptop, size=st.sampled_from([1, 3, 20]))
    def sync(self, i: int, size: int) -> None:
        self.time += 100
        self.exchange(i, "ok", PAGES[size])

    @rule(i=some_laptop, others=st.booleans())
    def good_evening(self, i: int, others: bool) -> None:
        """One machine, or everybody, sends and receives all there is."""
        for j in range(len(self.laptops)) if others else (i,):
            for _ in range(6):
                self.time += 100
                if not self.moved(j):
                    break

    @precondition(lambda self: self.mail)
    @rule(k=st.integers(0, 9), lost=st.booleans(), weeks=st.booleans())
    def late_mail(self, k: int, lost: bool, weeks: bool) -> None:
        """A delayed message reaches the province; its answer may get lost."""
        self.time += WEEKS_MS if weeks else 0
        i, data = self.mail.pop(k % len(self.mail))
        reply = self.answer(data)
        if not lost:
            self.hear(self.at(i), reply)

    @rule(i=some_laptop, j=some_laptop, stop=st.sampled_from(STOPS), weeks=st.booleans())
    def parcel(self, i: int, j: int, stop: str, weeks: bool) -> None:
        """One machine writes it, another carries it unread, hands it over and brings the answer back: or not yet."""
        owner, courier = self.at(i), self.at(j)
        data = make_parcel(owner.db, PACKING, app=APP).body
        self.stick.append(data)
        if stop != "on the stick":
            take_file(courier.db, PACKING, data, "goi")
        if stop in ("delivered", "home"):
            self.time += WEEKS_MS if weeks else 0
            self.hand_over(courier)
        if stop == "home":
            for answer in self.stick[-1:]:
                self.take(owner, answer)

    @rule(i=some_laptop)
    def meet_network(self, i: int) -> None:
        """A courier has come to where there is one."""
        self.hand_over(self.at(i))

    def hand_over(self, courier: Laptop) -> None:
        """Torn parcels are answered with nothing; answers go onto the stick."""
        deliver_carried(courier.db, Courier(self))
        self.stick += [one.answer for one in carried(courier.db) if one.answer and one.answer not in self.stick]

    @precondition(lambda self: self.stick)
    @rule(i=some_laptop, k=st.integers(0, 9), lost=st.booleans(), torn=st.sampled_from([0, 0, 1, 2]))
    def take_from_stick(self, i: int, k: int, lost: bool, torn: int) -> None:
        """Any machine takes any file, perhaps not for the first time; only its own answers mean anything to it."""
        k %= len(self.stick)
        data = self.stick.pop(k) if lost else self.stick[k]
        if torn:
            self.take_torn(self.at(i), torn_copy(data, torn, self.count))
        else:
            self.take(self.at(i), data)

    def take(self, laptop: Laptop, data: bytes) -> None:
        with suppress(RefusedError):  # the answer to a number that this machine had before
            learned = take_file(laptop.db, PACKING, data, "goi")
            if learned is not None:
                self.heard(laptop, learned)

    def take_torn(self, laptop: Laptop, data: bytes) -> None:
        before = told(laptop)
        with suppress(RefusedError):
            assert take_file(laptop.db, PACKING, data, "hong") is None
        assert told(laptop) == before


def torn_copy(data: bytes, how: int, seed: int) -> bytes:
    """A bit has flipped, or the end is missing."""
    chance = random.Random(seed)
    at = chance.randrange(len(data))
    if how == 1:
        return data[:at]
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def told(laptop: Laptop) -> object:
    """All that a torn file must not change."""
    tables = ("oplog", "feed", "cursor", "receipt", "set_aside", "incarnation", "household")
    return [laptop.db.rows(f"SELECT * FROM {table}") for table in tables]
