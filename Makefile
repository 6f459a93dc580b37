# Everything runs from a bare clone; tools/setup.sh makes .venv and, as root on Debian, installs what Qt needs.
PY := .venv/bin/python
export PYTHONUTF8 := 1

.PHONY: run test lint screenshots bench torture build clean

.venv/.ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh

run: .venv/.ready
	@$(PY) -m cdtt_app run

test: .venv/.ready
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest

lint: .venv/.ready
	@.venv/bin/ruff format --check cdtt_app tests
	@.venv/bin/ruff check cdtt_app tests
	@.venv/bin/mypy
	@.venv/bin/lint-imports
