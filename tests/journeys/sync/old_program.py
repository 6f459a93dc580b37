"""Programs of other years: one older, whose field had another name, and one newer, which knows more than ours."""

from msgspec import structs

from cdtt_app.sync.operation import Operation

OLD_NAME, NAME = "tel", "phone"


def renamed(operation: Operation) -> Operation:
    """From schema 0 to schema 1: a field was renamed."""
    changes = {NAME if path == OLD_NAME else path: change for path, change in operation.changes.items()}
    return structs.replace(operation, schema=1, changes=changes)
