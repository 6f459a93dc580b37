"""What the province and its officers do: hamlets given and taken, access ended, late work, backups, old log folded."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from cdtt_app.domain.role import Role
from cdtt_app.services.salvage import offer_lost_work
from cdtt_app.services.tray import dismiss, late_work, take_in
from cdtt_app.storage.answers import STANDING
from cdtt_app.storage.facts import read_fact
from tests.journeys.sync.checks import Logs
from tests.journeys.sync.disks import MOST_LAPTOPS
from tests.journeys.sync.truths import content_of
from tests.journeys.sync.world import HAMLETS, World, some_laptop

MOST_COPIES = 3
MOST_RESTORES = 2


class OfficeRules(World):
    """Acts of the office."""

    @precondition(lambda self: len(self.laptops) < MOST_LAPTOPS)
    @rule(hamlets=st.sampled_from([HAMLETS, HAMLETS[:1]]), officer=st.booleans())
    def let_in(self, hamlets: tuple[str, ...], officer: bool) -> None:
        self.add(() if officer else hamlets, Role.OFFICER if officer else Role.VOLUNTEER)

    @rule(i=some_laptop, hamlet=st.sampled_from(HAMLETS), give=st.booleans())
    def change_grant(self, i: int, hamlet: str, give: bool) -> None:
        self.province.change_grant(self.at(i).replica, hamlet, give=give)

    @rule(i=some_laptop, revoked=st.booleans())
    def change_access(self, i: int, revoked: bool) -> None:
        self.province.change_access(self.at(i).replica, revoked=revoked)

    @rule(i=some_laptop)
    def come_back(self, i: int) -> None:
        """A machine whose access has ended, and which knows that, is invited again."""
        laptop = self.at(i)
        if read_fact(laptop.db, STANDING, {}).get("revoked") and laptop.role is not Role.OFFICER:
            seed = bytes([100 + len(self.comebacks)]) * 32
            self.comebacks.append(laptop)
            laptop.come_back(self.province.let_in(seed, "người trở lại", laptop.hamlets), seed)

    @rule(i=some_laptop, k=st.integers(0, 5), take=st.booleans())
    def decide_late_work(self, i: int, k: int, take: bool) -> None:
        """Only officers may."""
        if self.at(i).role is Role.OFFICER and (waiting := late_work(self.at(i).db)):
            self.time += 1000
            late = waiting[k % len(waiting)]
            accepted = take and late.may_come_in
            with self.writing(self.at(i), late=True):
                (take_in if accepted else dismiss)(self.at(i).db, late)

    @rule(i=some_laptop)
    def offer_lost_work(self, i: int) -> None:
        """Nobody waits for its author."""
        with self.writing(self.at(i), late=True):
            offer_lost_work(self.at(i).db, timedelta(0))

    @rule(kept_ms=st.sampled_from([0, 5_000, 60_000]))
    def fold_old_log(self, kept_ms: int) -> None:
        self.province.compact(kept_ms)

    @precondition(lambda self: len(self.copies) < MOST_COPIES)
    @rule()
    def back_up(self) -> None:
        self.copies.append(self.province.copy(self.folder / f"ban-sao-{len(self.copies)}.db"))

    @precondition(lambda self: self.copies and self.restores < MOST_RESTORES)
    @rule(k=st.integers(0, 9))
    def restore_server(self, k: int) -> None:
        self.restores += 1
        before = self.province.logs()
        self.province.put_back(self.copies[k % len(self.copies)])
        self.after_answer()
        self.note_loss(before)

    def note_loss(self, before: Logs) -> None:
        """What others than its author had read must not be lost as long as their disks live."""
        there = {(scope, entry.version) for scope, log in self.province.logs().items() for entry in log}
        lost = {(scope, e.version) for scope, log in before.items() for e in log if (scope, e.version) not in there}
        for laptop in self.laptops:
            laptop.forget_sent_files()
            laptop.keeps |= {content_of(body) for place, body in laptop.read_of_others().items() if place in lost}
