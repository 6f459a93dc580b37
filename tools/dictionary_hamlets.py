"""Invented hamlets and their visits, written through the program's own acts: what the dictionary is trained on."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from cdtt_app.domain.checklist import NOT_ASKED, AnswerSheet, How, with_answer
from cdtt_app.domain.consent import Consent, ConsentMethod, Purpose
from cdtt_app.domain.hamlet import Hamlet
from cdtt_app.domain.handout import HandoutGiven
from cdtt_app.domain.household import (
    Barrier,
    Connection,
    Household,
    Internet,
    Location,
    Network,
    Power,
    Signal,
    next_code,
    rounded,
)
from cdtt_app.domain.ids import ConsentId, HandoutGivenId, HouseholdId, MemberId, PersonId, TeamId, VisitId
from cdtt_app.domain.person import AgeBand, FamilyRole, Person, Persona, polite_name, years_of
from cdtt_app.domain.team import Member, MemberRole, Team
from cdtt_app.domain.visit import Activity, Dossier, DossierResult, Outcome, Topic, Visit
from cdtt_app.presenters.visit_matrix import askable
from cdtt_app.presenters.visit_words import HANDOUTS
from cdtt_app.services.checklists import checklist_in_use
from cdtt_app.services.households import save_household
from cdtt_app.services.setup import add_hamlet
from cdtt_app.services.visits import VisitEntry, log_visit, may_name_people
from cdtt_app.storage.database import Database

_START = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
_HAMLETS = (
    "Nà Lầu", "Pác Cáp", "Khuổi Mạ", "Tân Lập", "Đồng Tâm", "Bó Củng", "Phiêng Luông", "Thượng Sơn", "Cốc Lùng",
    "Hoà Bình", "Lũng Pù", "Minh Tiến",
)  # fmt: skip
_CLUSTERS = ("Đầu thôn", "Cuối thôn", "Bờ suối", "Trên đồi", "Xóm Mới", "Cụm 1", "Cụm 2", "Cụm 3")
_FAMILY = ("Nông", "Hoàng", "Lý", "Triệu", "Đặng", "Nguyễn", "Lương", "Bế", "Vi", "Hà", "Mã", "Phùng", "Trần", "Giàng")
_MIDDLE = {False: ("Văn", "Đức", "Xuân", "Minh", "Quốc"), True: ("Thị", "Thị", "Thị", "Thu", "Mùi")}
_GIVEN = (
    "An", "Bình", "Chung", "Dần", "Giang", "Hạnh", "Hoa", "Hương", "Khoa", "Lan", "Liên", "Long", "Mai", "Minh", "Nga",
    "Nhung", "Phong", "Phương", "Quyên", "Sơn", "Tâm", "Thanh", "Thảo", "Thắng", "Tuấn", "Tuyết", "Vinh", "Xuân", "Yến",
)  # fmt: skip
_PLACES = (
    "cạnh trường học", "sau nhà văn hoá", "đầu cầu treo", "gần trạm y tế", "ngõ bên trái", "đối diện quán tạp hoá",
    "trên dốc", "nhà sàn bên suối", "cuối đường bê tông", "cổng xanh", "dưới chân đồi", "cạnh miếu",
)  # fmt: skip
_PROCEDURES = (
    "Đăng ký khai sinh", "Đăng ký tạm trú", "Đăng ký thường trú", "Đăng ký kết hôn", "Cấp bản sao trích lục hộ tịch",
    "Xác nhận thông tin về cư trú", "Cấp, đổi thẻ căn cước", "Cấp phiếu lý lịch tư pháp", "Hỗ trợ tiền điện",
    "Trợ cấp người cao tuổi", "Đăng ký biến động đất đai", "Đăng ký hộ kinh doanh",
)  # fmt: skip
_FAMILIES = (
    ((FamilyRole.HEAD, AgeBand.MIDDLE, False), (FamilyRole.WIFE, AgeBand.MIDDLE, True)),
    (
        (FamilyRole.HEAD, AgeBand.OLD, False),
        (FamilyRole.WIFE, AgeBand.OLD, True),
        (FamilyRole.SON, AgeBand.MIDDLE, False),
        (FamilyRole.DAUGHTER_IN_LAW, AgeBand.YOUNG, True),
    ),
    (
        (FamilyRole.HEAD, AgeBand.YOUNG, False),
        (FamilyRole.WIFE, AgeBand.YOUNG, True),
        (FamilyRole.MOTHER, AgeBand.OLD, True),
    ),
    ((FamilyRole.HEAD, AgeBand.OLD, True), (FamilyRole.GRANDCHILD, AgeBand.YOUNG, False)),
    (
        (FamilyRole.HEAD, AgeBand.MIDDLE, True),
        (FamilyRole.HUSBAND, AgeBand.MIDDLE, False),
        (FamilyRole.DAUGHTER, AgeBand.YOUNG, True),
        (FamilyRole.SON, AgeBand.YOUNG, False),
        (FamilyRole.FATHER, AgeBand.OLD, False),
    ),
)
_ABLE = (0.5, 1.5, 2.2, 3.0, 3.5)  # how far people of a family have got
_GRANTS = ((), (Purpose.VISITS,), (Purpose.VISITS, Purpose.LOCATION), tuple(Purpose), (Purpose.VISITS,))
T = TypeVar("T")
_PERSONA = {AgeBand.OLD: Persona.ELDER, AgeBand.MIDDLE: Persona.FARMER, AgeBand.YOUNG: Persona.YOUTH}


class Chance(random.Random):
    """Chance that can be repeated: the same number gives the same hamlets."""

    def sometimes(self, share: float, value: T, otherwise: T) -> T:
        """`value` in so large a share of cases."""
        return value if self.random() < share else otherwise


class Clock:
    """A clock that goes on with every look, and can be put to another day."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._now = _START

    def __call__(self) -> datetime:
        """The time, a little later at each call."""
        self._now += timedelta(microseconds=self._chance.randint(200, 40_000))
        return self._now

    def go_on(self, **by: float) -> None:
        """Let time pass."""
        self._now += timedelta(**by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventor:
    """What every invented record needs: where it is written, by what chance, and the sentences that people type."""

    db: Database
    clock: Clock
    chance: Chance
    notes: tuple[str, ...]

    def write_hamlets(self, households: int, visits: int) -> None:
        """Hamlets, each with its team, so many households, and up to so many visits at each."""
        for name in _HAMLETS:
            hamlet, members = self._hamlet(name)
            homes = [self._household(hamlet, number) for number in range(1, households + 1)]
            for _ in range(visits):
                self.clock.go_on(days=self.chance.randint(20, 90), hours=self.chance.randint(-9, 1))
                for home, people in self.chance.sample(homes, len(homes)):
                    self.clock.go_on(seconds=self.chance.randint(200, 1500))
                    self._visit(home, people, members)
            for home, people in homes:
                self._correct(home, people)

    def _hamlet(self, name: str) -> tuple[Hamlet, tuple[Member, ...]]:
        with self.db.write() as tx:
            found = add_hamlet(self.db, tx, name)
            hamlet = replace(found, clusters=tuple(self.chance.sample(_CLUSTERS, 3)))
            team = Team(id=TeamId(self.db.new_id()), hamlet_id=hamlet.id, name=f"Tổ công nghệ số cộng đồng {name}")
            members = tuple(self._member(hamlet, team, role) for role in (*MemberRole,)[:3])
            for entity in (hamlet, team, *members):
                tx.save(entity)
        return hamlet, members

    def _member(self, hamlet: Hamlet, team: Team, role: MemberRole) -> Member:
        name = self._name(woman=self.chance.random() < 0.5)
        return Member(
            id=MemberId(self.db.new_id()),
            hamlet_id=hamlet.id,
            team_id=team.id,
            name=name,
            called=f"{self.chance.choice(('Anh', 'Chị', 'Bác', 'Cô'))} {name.split()[-1]}",
            role=role,
            occupation=self.chance.choice(
                ("trưởng thôn", "giáo viên", "bí thư chi đoàn", "y tế thôn bản", "làm nương")
            ),
            phone=self._phone(),
        )

    def _household(self, hamlet: Hamlet, number: int) -> tuple[Household, tuple[Person, ...]]:
        family = self.chance.choice(_FAMILIES)
        names = [self._name(woman=woman) for _, _, woman in family]
        children = self.chance.choice((0, 0, 1, 2, 3))
        home = Household(
            id=HouseholdId(self.db.new_id()),
            hamlet_id=hamlet.id,
            code=next_code(hamlet.prefix, frozenset({f"{hamlet.prefix}-{number - 1:03d}"})),
            head_name=names[0],
            cluster=self.chance.choice(hamlet.clusters),
            address=self.chance.sometimes(0.7, self.chance.choice(_PLACES), ""),
            phone=self.chance.sometimes(0.6, self._phone(), ""),
            location=self.chance.sometimes(0.5, self._location(), None),
            walking_order=number,
            member_count=len(family) + children,
            children_count=children,
            spoken_language=self.chance.sometimes(
                0.2, self.chance.choice(("tiếng Tày", "tiếng Dao", "tiếng Mông")), ""
            ),
            interpreter=self.chance.random() < 0.1,
            connection=self._connection(),
            note=self.chance.sometimes(0.2, self.chance.choice(self.notes), ""),
            asked_help=self.chance.random() < 0.1,
        )
        people = tuple(
            self._person(home, position, name, role, band)
            for position, (name, (role, band, _)) in enumerate(zip(names, family, strict=True))
        )
        save_household(self.db, home, people)
        return home, people

    def _person(self, home: Household, position: int, name: str, role: FamilyRole, band: AgeBand) -> Person:
        person = Person(
            id=PersonId(self.db.new_short_id()),
            household_id=home.id,
            hamlet_id=home.hamlet_id,
            name=name,
            role=role,
            born=years_of(band, self.clock().year),
            personas=(_PERSONA[band],),
            phone=self.chance.sometimes(0.2, self._phone(), ""),
            position=position,
        )
        return replace(person, called=self.chance.sometimes(0.7, polite_name(person, self.clock().year), ""))

    def _connection(self) -> Connection:
        if self.chance.random() < 0.2:
            return Connection()
        return Connection(
            power=self.chance.choice((Power.GRID, Power.GRID, Power.GRID, Power.OWN, Power.NONE)),
            power_cuts=self.chance.random() < 0.5,
            signal=self._signal(),
            smartphones=self.chance.randrange(4),
            keypad_phones=self.chance.randrange(3),
            only_2g_phones=self.chance.randrange(2),
            computers=self.chance.choice((0, 0, 0, 1)),
            television=self.chance.random() < 0.8,
            internet=self.chance.choice(tuple(Internet)),
            internet_provider=self.chance.sometimes(0.3, self.chance.choice(("Viettel", "VNPT", "FPT")), ""),
            barriers=tuple(self.chance.sample(tuple(Barrier), self.chance.randrange(3))),
        )

    def _visit(self, home: Household, people: tuple[Person, ...], members: tuple[Member, ...]) -> None:
        now = self.clock()
        visit = Visit(
            id=VisitId(self.db.new_id()),
            household_id=home.id,
            hamlet_id=home.hamlet_id,
            visited_on=now.astimezone().date(),
            recorded_at=now.replace(microsecond=0),
            outcome=self.chance.choice((*(Outcome.MET,) * 12, Outcome.ABSENT, Outcome.REFUSED)),
            recorded_by=members[0].id,
            visitors=(members[0].id, *(m.id for m in self.chance.sample(members[1:], self.chance.randrange(3)))),
            note=self.chance.sometimes(0.8, self.chance.choice(self.notes), ""),
        )
        if visit.outcome is not Outcome.MET:
            log_visit(self.db, VisitEntry(visit=visit))
            return
        consent = None if may_name_people(self.db, home.id) else self._consent(visit, members)
        log_visit(
            self.db,
            VisitEntry(
                visit=self._with_help(visit, people, named=may_name_people(self.db, home.id, consent)),
                consent=consent,
                handouts=self.chance.sometimes(0.4, (self._handout(visit),), ()),
                asks_help=self.chance.random() < 0.1,
            ),
        )

    def _with_help(self, visit: Visit, people: tuple[Person, ...], *, named: bool) -> Visit:
        again = self.chance.choice((None, 7, 14, 30))
        topics = tuple(self.chance.sample(tuple(Topic), self.chance.randint(1, 3)))
        visit = replace(
            visit,
            activity=self.chance.sometimes(0.1, self.chance.choice(tuple(Activity)), Activity.HOME),
            topics=topics,
            dossiers=self._dossiers() if Topic.DOSSIER in topics else (),
            signal=self._signal(),
            feedback=self.chance.sometimes(0.1, self.chance.choice(self.notes), ""),
            feedback_forwarded_to=self.chance.sometimes(0.05, "UBND xã", ""),
            satisfaction=self.chance.sometimes(0.5, self.chance.randint(3, 5), None),
            next_visit=visit.visited_on + timedelta(days=again) if again else None,
            next_time=self.chance.choice(("", "19:00", "19:30", "20:00", "8:00")) if again else "",
        )
        if not named:
            return replace(visit, guided_count=len(people))
        present = self.chance.sample(people, max(1, len(people) - self.chance.choice((0, 0, 1))))
        return replace(visit, met=tuple(sorted(p.id for p in present)), answers=self._answers(present))

    def _answers(self, people: list[Person]) -> dict[str, object]:
        checklist = checklist_in_use(self.db)
        asked = [question.name for question in checklist.door_questions()]
        others = [question.name for question in askable(checklist) if question.name not in asked]
        asked += self.chance.sample(others, self.chance.choice((0, 0, 0, 2)))
        if self.chance.random() < 0.2:
            asked = self.chance.sample(asked, 6)
        sheet = AnswerSheet(checklist_id=checklist.id, version=checklist.version)
        for person in people:
            able = self.chance.choice(_ABLE)
            for name in sorted(asked):
                level = str(min(4, max(0, round(self.chance.gauss(able, 0.8)))))
                how = self.chance.sometimes(0.03, How.OBSERVED, How.TOLD)
                sheet = with_answer(sheet, person.id, name, self.chance.sometimes(0.03, NOT_ASKED, level), how)
        return sheet.to_document()

    def _consent(self, visit: Visit, members: tuple[Member, ...]) -> Consent:
        spoken = self.chance.random() < 0.6
        return Consent(
            id=ConsentId(self.db.new_id()),
            household_id=visit.household_id,
            hamlet_id=visit.hamlet_id,
            granted=self.chance.choice(_GRANTS),
            asked_at=visit.recorded_at,
            method=ConsentMethod.SPOKEN if spoken else ConsentMethod.SIGNED,
            witness=self._name(woman=False) if spoken else "",
            collected_by=members[0].id,
        )

    def _handout(self, visit: Visit) -> HandoutGiven:
        return HandoutGiven(
            id=HandoutGivenId(self.db.new_id()),
            household_id=visit.household_id,
            hamlet_id=visit.hamlet_id,
            topic=self.chance.choice(tuple(HANDOUTS)),
            given_on=visit.visited_on,
            visit_id=visit.id,
        )

    def _correct(self, home: Household, people: tuple[Person, ...]) -> None:
        """Later corrections: a telephone, a note, somebody who has left."""
        if self.chance.random() < 0.3:
            self.clock.go_on(hours=1)
            kept = people[: len(people) - self.chance.randrange(2)]
            note = self.chance.choice(self.notes)
            save_household(self.db, replace(home, phone=self._phone(), note=note, location=self._location()), kept)

    def _dossiers(self) -> tuple[Dossier, ...]:
        result = self.chance.choice((DossierResult.SUBMITTED, *DossierResult))
        return (Dossier(procedure=self.chance.choice(_PROCEDURES), result=result),)

    def _signal(self) -> dict[Network, Signal]:
        networks = (Network.VIETTEL, Network.VINAPHONE, Network.MOBIFONE)
        return {network: self.chance.choice(tuple(Signal)) for network in networks}

    def _location(self) -> Location:
        return rounded(Location(latitude=self.chance.uniform(21, 23), longitude=self.chance.uniform(104, 107)))

    def _name(self, *, woman: bool) -> str:
        return " ".join((self.chance.choice(_FAMILY), self.chance.choice(_MIDDLE[woman]), self.chance.choice(_GIVEN)))

    def _phone(self) -> str:
        return f"09{self.chance.randrange(10**8):08d}"
