"""For which households `cdtt handout` prints, and which sheets each of them is to get."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from cdtt_app.cli.answer import MisuseError
from cdtt_app.cli.handout_source import Source
from cdtt_app.domain.handout_choice import Suggestion
from cdtt_app.domain.handout_needs import HomeSheets
from cdtt_app.domain.household import Household
from cdtt_app.domain.ids import HouseholdId
from cdtt_app.domain.vietnamese import fold
from cdtt_app.presenters.handout_batch import NOBODY, Pick
from cdtt_app.services.errors import RefusedError
from cdtt_app.services.handout_batches import homes_of_cluster, homes_to_visit, renewals, sheets_for, sheets_of_home
from cdtt_app.services.paper_sheets import households_by_code
from cdtt_app.services.today import hamlet_in_hand, standings
from cdtt_app.storage.database import Database
from cdtt_app.storage.households import household_by_code

FILTERS = "ngay-mai, cum=TÊN-CỤM, tat-ca, to-cu=TỜ"
_ENOUGH = "Nhà đã có đủ tờ, hoặc chưa ai hỏi kỹ năng. Hãy chọn một tờ: cdtt handout TỜ --household MÃ"
_NOBODY_HERE = "Thôn này chưa có hộ nào. Hãy nhập sổ hộ trước."
_NONE_NEEDED = "Các hộ này đã có đủ tờ, không còn tờ nào để in."


def one_home(source: Source, db: Database, code: str, topic: str = "") -> HomeSheets:
    """The household of a code, with the sheets suggested for it or the topic asked for; raises RefusedError."""
    sheets = sheets_of_home(db, source.shelf, home_of(db, code), today=source.today)
    if topic:
        asked = Suggestion(handout=source.handout(topic), lacking=0, large=sheets.large, has_older=False)
        return replace(sheets, suggestions=(asked,))
    if not sheets.suggestions:
        raise RefusedError(_ENOUGH)
    return sheets


def home_of(db: Database, code: str) -> HouseholdId:
    """By its code in the register, or by the six characters of a handout; raises RefusedError."""
    home = household_by_code(db, code)
    if home is not None:
        return home.id
    found = households_by_code(db, code)
    if len(found) > 1:
        codes = ", ".join(each.code for each in found)
        raise RefusedError(f"Mã {code} có ở hai hộ: {codes}. Hãy ghi mã hộ.")
    if not found:
        raise RefusedError(f"Không có hộ mang mã {code}. Hãy tìm mã bằng: cdtt find TÊN-CHỦ-HỘ")
    return found[0].id


def homes_filtered(source: Source, db: Database, said: str) -> tuple[HomeSheets, ...]:
    """The households of a filter for whom there is a sheet, in walking order; raises MisuseError, RefusedError."""
    name, _, of = said.partition("=")
    readers: dict[str, Callable[[Source, Database, str], tuple[HomeSheets, ...]]] = {
        "ngay-mai": _tomorrow,
        "cum": _cluster,
        "tat-ca": _everybody,
        "to-cu": _older,
    }
    if name not in readers or bool(of) != (name in {"cum", "to-cu"}):
        raise MisuseError(f"Sau --batch không hiểu {said}. Chọn một trong: {FILTERS}.")
    homes = tuple(each for each in readers[name](source, db, of) if each.suggestions)
    if not homes:
        raise RefusedError(_NONE_NEEDED)
    return homes


def _tomorrow(source: Source, db: Database, _of: str) -> tuple[HomeSheets, ...]:
    day = source.today + timedelta(days=1)
    homes = _some(homes_to_visit(db, day), NOBODY[Pick.TOMORROW])
    return sheets_for(db, source.shelf, homes, handed_on=day)


def _cluster(source: Source, db: Database, of: str) -> tuple[HomeSheets, ...]:
    clusters = dict.fromkeys(home.cluster for home in _all(source, db) if home.cluster)
    found = next((cluster for cluster in clusters if _bare(cluster) == _bare(of)), None)
    if found is None:
        raise RefusedError(f"Không có cụm tên {of}. Các cụm: {', '.join(clusters) or 'chưa ghi cụm nào'}.")
    return sheets_for(db, source.shelf, homes_of_cluster(db, found), handed_on=source.today)


def _everybody(source: Source, db: Database, _of: str) -> tuple[HomeSheets, ...]:
    return sheets_for(db, source.shelf, _some(_all(source, db), _NOBODY_HERE), handed_on=source.today)


def _older(source: Source, db: Database, of: str) -> tuple[HomeSheets, ...]:
    homes = renewals(db, source.handout(of), handed_on=source.today)
    if not homes:
        raise RefusedError(NOBODY[Pick.OLDER])
    return homes


def _all(source: Source, db: Database) -> tuple[Household, ...]:
    """The households of the hamlet in hand, in walking order."""
    hamlet = hamlet_in_hand(db)
    return tuple(row.household for row in standings(db, hamlet, today=source.today)) if hamlet else ()


def _some(homes: tuple[Household, ...], nobody: str) -> tuple[Household, ...]:
    if not homes:
        raise RefusedError(nobody)
    return homes


def _bare(cluster: str) -> str:
    """`Cụm Nà Phiêng` and `na phieng` are the same."""
    return fold(cluster).removeprefix("cum ").strip()
