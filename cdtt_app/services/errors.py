"""An act that was refused, with the reasons in words."""


class RefusedError(Exception):
    """Nothing was written; `problems` are Vietnamese sentences that say what to do."""

    def __init__(self, problems: tuple[str, ...] | str) -> None:
        self.problems = (problems,) if isinstance(problems, str) else problems
        super().__init__(" ".join(self.problems))
