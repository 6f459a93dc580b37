from msgspec import structs

from cdtt_app.sync.operation import Operation
from cdtt_app.sync.upcast import Step, to_current


def operation(schema: int) -> Operation:
    return Operation(kind="household", id="h", scope="T1", clock=1, schema=schema, changes={"tel": ("1", 4)})


def renamed(old: str, new: str) -> Step:
    def step(one: Operation) -> Operation:
        changes = {new if path == old else path: change for path, change in one.changes.items()}
        return structs.replace(one, changes=changes)

    return step


STEPS = {0: renamed("tel", "phone"), 2: renamed("phone", "mobile")}


def test_an_older_operation_goes_through_every_step_from_its_schema_on() -> None:
    assert to_current(operation(0), STEPS, 3).changes == {"mobile": ("1", 4)}
    assert to_current(operation(1), STEPS, 3).changes == {"tel": ("1", 4)}


def test_todays_operation_and_that_of_a_newer_program_pass_as_they_are() -> None:
    for schema in (3, 4):
        assert to_current(operation(schema), STEPS, 3).changes == {"tel": ("1", 4)}
