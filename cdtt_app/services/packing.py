"""How messages are packed: the best that this installation can do, with every dictionary it ever had."""

from cdtt_app import paths
from cdtt_app.sync.compression import best_codec
from cdtt_app.sync.envelope import Packing


def our_packing() -> Packing:
    """Read anew at each call; without dictionaries messages are a little longer, nothing else."""
    return Packing(best_codec(), {number: file.read_bytes() for number, file in paths.dictionaries().items()})
