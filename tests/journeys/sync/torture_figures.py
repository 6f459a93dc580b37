"""What a torture came to, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.journeys.sync.torture_victim import Victim


@dataclass(slots=True)
class Figures:
    """Counted while it goes on, told at its end."""

    machine_kills: int = 0
    server_kills: int = 0
    looks: int = 0  # at machines' disks beside the server's
    received: int = 0  # operations shown as received at those looks
    undone: int = 0  # operations that a restore took from the server
    rounds: int = 0  # until all came to rest
    disk: str = ""
    lines: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """All of them."""
        return self.machine_kills + self.server_kills

    def tell(self, victims: Sequence[Victim], seconds: float) -> None:
        """Put it into sentences."""
        saves = sum(victim.count("saved") for victim in victims)
        done = sum(victim.count("synced", "done") for victim in victims)
        broken = sum(victim.count("synced") for victim in victims) - done
        connections = sum(victim.link.connections for victim in victims)
        cuts = sum(victim.link.cuts for victim in victims)
        refusals = sum(victim.count("full") for victim in victims)
        self.lines = [
            f"{self.kills} kills: {self.machine_kills} of machines, {self.server_kills} of the server; {seconds:.0f} s",
            f"{cuts} cuts of {connections} connections; {done} meetings ended well, {broken} broke off",
            f"full disk ({self.disk}): met {refusals} times; restore: {self.undone} operations undone at the server",
            f"{saves} saves told to be durable; {self.looks} looks at {self.received} operations shown as received",
            f"at rest after {self.rounds} rounds",
        ]
