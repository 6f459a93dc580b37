"""What people do at their machines, and what programs of other years write."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from cdtt_app.domain.household import Household
from cdtt_app.domain.kinds import SCHEMA
from cdtt_app.sync.operation import Operation
from tests.journeys.sync.old_program import NAME, OLD_NAME
from tests.journeys.sync.world import HAMLETS, PAGES, World, some_laptop

FIELDS = ("note", "phone", "deleted")
SKEWS = (-(10**10), -3_600_000, 0, 3_600_000, 10**12)
NEW_HOUSEHOLD = {"hamlet_id": "T1", "code": "T1-X", "head_name": "Lý Thị Mới"}
some_hamlet = st.sampled_from(HAMLETS)
some_record = st.integers(0, 2)


class PeopleRules(World):
    """Edits of every kind."""

    @rule(i=some_laptop, hamlet=some_hamlet, e=some_record, field=st.sampled_from(FIELDS), send=st.booleans())
    def edit(self, i: int, hamlet: str, e: int, field: str, send: bool) -> None:
        self.time += 1000
        self.count += 1
        with self.writing(self.at(i)):
            self.at(i).edit(hamlet, f"{hamlet}-{e}", **{field: f"{field}{self.count}"})
        if send:
            self.exchange(i, "ok", PAGES[20])

    @rule(i=some_laptop, hamlet=some_hamlet, e=some_record, value=st.sampled_from(["a", "b"]), send=st.booleans())
    def edit_alike(self, i: int, hamlet: str, e: int, value: str, send: bool) -> None:
        self.time += 1000
        with self.writing(self.at(i)):
            self.at(i).edit(hamlet, f"{hamlet}-{e}", note=value)
        if send:
            self.exchange(i, "ok", PAGES[3])

    @rule(i=some_laptop, e=some_record)
    def move(self, i: int, e: int) -> None:
        """A household is written into the other hamlet."""
        laptop, (here, there) = self.at(i), HAMLETS
        found = laptop.entities().get(f"{here}-{e}")
        if isinstance(found, Household) and set(HAMLETS) <= self.province.granted(laptop.replica):
            self.time += 1000
            with self.writing(laptop):
                laptop.edit(there if found.hamlet_id == here else here, f"{here}-{e}")

    @rule(i=some_laptop)
    def edit_and_power_cut(self, i: int) -> None:
        self.at(i).edit_and_crash("T1", "T1-0")

    @rule(i=some_laptop, e=some_record, what=st.sampled_from(["kind", "value", "hamlet", "older", "newer", "new kind"]))
    def odd_program(self, i: int, e: int, what: str) -> None:
        """What no program of ours should write; what one of another year writes."""
        self.count += 1
        if what == "older":
            values: dict[str, Any] = {OLD_NAME: f"{NAME}{self.count}", **NEW_HOUSEHOLD}
            self.write_raw(i, "household", f"T1-{e}", "T1", values, schema=0)
        elif what.startswith("new"):
            values = {"solar_panels": self.count, "connection/power": "thuy_dien_nho", **NEW_HOUSEHOLD}
            kind, id_ = ("household", f"T1-{e}") if what == "newer" else ("drone_flight", f"bay-{e}")
            self.write_raw(i, kind, id_, "T1", values, schema=SCHEMA + 1)
        else:
            kind, scope = "alien" if what == "kind" else "household", "T9" if what == "hamlet" else "T1"
            value = {"deep": 1} if what == "value" else "x"
            self.write_raw(i, kind, f"poison-{self.count}", scope, {"note": value}, planted=True)

    def write_raw(
        self, i: int, kind: str, id_: str, scope: str, values: dict[str, Any], *, schema: int = 1, planted: bool = False
    ) -> None:
        self.time += 1000
        changes = {path: (value, 0) for path, value in values.items()}
        operation = Operation(kind=kind, id=id_, scope=scope, clock=0, schema=schema, changes=changes)
        with self.writing(self.at(i), planted=planted):
            self.at(i).take_in(operation)

    @rule(i=some_laptop, k=st.integers(0, 5), keep=st.booleans())
    def answer_question(self, i: int, k: int, keep: bool) -> None:
        laptop = self.at(i)
        questions = laptop.questions()
        if questions:
            record, field, other = questions[k % len(questions)]
            entity = laptop.entities().get(record)
            self.time += 500
            with self.writing(laptop):
                laptop.choose(record, field, getattr(entity, field, "") or None if keep else other)

    @rule(i=some_laptop, skew=st.sampled_from(SKEWS))
    def set_clock(self, i: int, skew: int) -> None:
        self.at(i).skew = skew
