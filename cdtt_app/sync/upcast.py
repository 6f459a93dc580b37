"""Operations of older programs, read as today's: one pure step per schema, kept for 24 months."""

from collections.abc import Callable, Mapping

from cdtt_app.domain.kinds import SCHEMA
from cdtt_app.sync.operation import Operation

Step = Callable[[Operation], Operation]

# STEPS[n] turns an operation of schema n into one of schema n + 1. None yet: 1 is the first schema.
STEPS: Mapping[int, Step] = {}


def to_current(operation: Operation, steps: Mapping[int, Step] = STEPS, schema: int = SCHEMA) -> Operation:
    """The operation as today's schema says it; one of a newer program passes as it is."""
    if operation.schema >= schema:
        return operation
    for number in range(operation.schema, schema):
        step = steps.get(number)
        if step is not None:
            operation = step(operation)
    return operation
