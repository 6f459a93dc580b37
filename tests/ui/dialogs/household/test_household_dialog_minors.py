from pytestqt.qtbot import QtBot

from cdtt_app.domain.household import Household
from cdtt_app.domain.person import AgeBand
from cdtt_app.services.households import MINORS_FACT
from cdtt_app.storage.facts import keep_fact
from cdtt_app.storage.households import people
from cdtt_app.ui.desk import Desk
from cdtt_app.ui.dialogs import household_acts as acts
from tests.ui.dialogs.household.household_hands import pick, red, save, shown, type_into


def test_where_it_is_enabled_a_child_is_named_with_a_guardian_and_its_own_yes(
    qtbot: QtBot, desk: Desk, home: Household
) -> None:
    keep_fact(desk.db, MINORS_FACT, True)
    dialog = shown(qtbot, desk, acts.open_kept(desk.db, home.id))
    dialog.form.people.add.click()
    row = dialog.form.people.row(dialog._form.people[-1].id)
    assert not row.guardian.isVisible()
    type_into(row.name, "Nông Văn Bé")
    pick(row.band, AgeBand.CHILD.value.capitalize())
    assert row.guardian.isVisible()
    save(dialog)
    assert any("giám hộ" in sentence for sentence in red(dialog))
    type_into(row.guardian, "Bế Thị Vân")
    row.assents.click()
    save(dialog)
    child = people(desk.db, (home.id,))[home.id][-1]
    assert (child.name, child.guardian, child.child_assents) == ("Nông Văn Bé", "Bế Thị Vân", True)
    again = acts.open_kept(desk.db, home.id).form.people[-1]
    assert (again.guardian, again.assents) == ("Bế Thị Vân", True)
