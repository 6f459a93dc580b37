"""`make bench`: every figure is a ratio to a baseline measured in the same run, on invented data."""

import argparse
import sys

from tests.benchmarks import (
    coverage_exports,
    coverage_map,
    handouts,
    importing,
    listing,
    memory,
    peer,
    saving,
    searching,
    starting,
    syncing,
)

PARTS = {
    "start": starting.measure,
    "peer": peer.measure,
    "save": saving.measure,
    "search": searching.measure,
    "list": listing.measure,
    "import": importing.measure,
    "memory": memory.measure,
    "sync": syncing.measure,
    "map": coverage_map.measure,
    "handouts": handouts.measure,
    "exports": coverage_exports.measure,
}


def main() -> int:
    """Run all parts, or those named; prints one line per figure and returns 1 when one misses its target."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (default: all)")
    chosen = parser.parse_args().parts or list(PARTS)
    missed = 0
    for name in chosen:
        for figure in PARTS[name]():
            print(figure.line(), flush=True)
            missed += not figure.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
