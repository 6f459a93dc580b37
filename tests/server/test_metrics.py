"""Figures for Prometheus."""

import re
from pathlib import Path

from cdtt_app.server.metrics import ACCEPTED, Metrics

LINE = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? \d+(\.\d+)?(e[+-]\d+)?')


def figure(text: str, name: str) -> float:
    """One figure."""
    (line,) = [line for line in text.splitlines() if line.startswith(name + " ")]
    return float(line.rpartition(" ")[2])


def test_every_line_is_prometheus_text_and_every_family_is_explained_once() -> None:
    metrics = Metrics()
    metrics.answered("/v1/sync", 200, 0.003, 10, 20)
    lines = metrics.text().splitlines()
    metrics.close()
    assert all(line.startswith("# ") or LINE.fullmatch(line) for line in lines)
    helps = [line.split()[2] for line in lines if line.startswith("# HELP")]
    assert len(helps) == len(set(helps)) == 7


def test_buckets_add_up_from_the_smallest_that_fits() -> None:
    metrics = Metrics()
    for seconds in (0.0004, 0.003, 0.003, 700.0):
        metrics.answered("/v1/sync", 200, seconds, 1, 2)
    text = metrics.text()
    metrics.close()
    name = 'cdtt_request_duration_seconds_bucket{route="/v1/sync",le='
    assert [figure(text, f'{name}"{le}"}}') for le in ("0.001", "0.0025", "0.005", "60.0", "+Inf")] == [1, 1, 3, 3, 4]
    assert figure(text, 'cdtt_request_duration_seconds_count{route="/v1/sync"}') == 4
    assert figure(text, 'cdtt_sent_bytes_total{route="/v1/sync"}') == 8


def test_a_status_or_size_never_heard_of_makes_no_new_series() -> None:
    metrics = Metrics()
    before = metrics.text().count("\n")
    metrics.answered("other", 499, 0.1, 0, 0)
    text = metrics.text()
    metrics.close()
    assert figure(text, 'cdtt_requests_total{route="other",status="other"}') == 1
    assert text.count("\n") == before


def test_processes_are_added_up_also_when_they_have_ended(tmp_path: Path) -> None:
    mine, other = Metrics(tmp_path), Metrics()
    other.add(ACCEPTED, 2**40)
    (tmp_path / "999999.metrics").write_bytes(other._memory[:])
    (tmp_path / "torn.metrics").write_bytes(b"x")
    mine.add(ACCEPTED, 5)
    text = mine.text()
    mine.close()
    other.close()
    assert figure(text, "cdtt_operations_accepted_total") == 2**40 + 5
