"""What an administrator chooses: where the data lies, which database, which address, how much one machine may ask."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from cdtt_app import paths

CONNINFO_VARIABLE = "CDTT_POSTGRES"
MB = 1024 * 1024
THIS_MACHINE = ("127.0.0.1", "::1")


def default_folder() -> Path:
    """The province's data when no other folder is named."""
    return paths.home() / "may-chu-tinh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A token bucket: so many at once, then so many a second."""

    burst: float
    per_second: float

    def times(self, factor: float) -> "Rate":
        """So much more at once, and a second."""
        return Rate(burst=self.burst * factor, per_second=self.per_second * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one machine, one address, one invitation may ask; an address may be that of a whole commune (CGNAT)."""

    body_bytes: int = MB
    parcel_bytes: int = 8 * MB  # weeks without a network may be in it
    enrol_bytes: int = 64 * 1024
    body_idle_seconds: float = 30.0  # a line that stands still for longer has been lost
    machine: Rate = Rate(burst=120, per_second=2)
    machine_bytes: Rate = Rate(burst=32 * MB, per_second=64 * MB / 3600)
    address: Rate = Rate(burst=600, per_second=20)
    address_failures: Rate = Rate(burst=100, per_second=1)
    code: Rate = Rate(burst=5, per_second=1 / 600)
    remembered: int = 50_000  # machines, addresses, codes: the longest silent are forgotten first
    connections: int = 4_000

    def times(self, factor: float) -> "Limits":
        """So much more of everything that is counted by time."""
        rates = ("machine", "machine_bytes", "address", "address_failures", "code")
        return replace(self, **{name: getattr(self, name).times(factor) for name in rates})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All of it; the defaults start at once on this machine alone."""

    folder: Path = field(default_factory=default_folder)
    postgres: str = ""
    host: str = "127.0.0.1"
    port: int = 8710
    tls_cert: str = ""
    tls_key: str = ""
    workers: int = 1
    metrics_from: tuple[str, ...] = THIS_MACHINE  # addresses that may read the figures
    proxies: tuple[str, ...] = ()  # addresses whose X-Forwarded-For is believed
    limits: Limits = field(default_factory=Limits)

    @property
    def keys(self) -> Path:
        """The province's secret keys."""
        return self.folder / "keys.json"

    @property
    def database(self) -> Path:
        """The embedded database, when it is not PostgreSQL."""
        return self.folder / "province.db"

    @property
    def files(self) -> Path:
        """Attachments."""
        return self.folder / "files"

    @property
    def scheme(self) -> str:
        """How machines address it."""
        return "https" if self.tls_cert else "http"
