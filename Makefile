# Everything runs from a bare clone; tools/setup.sh makes .venv and, as root on Debian, installs what Qt needs.
PY := .venv/bin/python
export PYTHONUTF8 := 1

.PHONY: run test lint screenshots bench torture build clean

.venv/.ready: pyproject.toml tools/setup.sh
	@sh tools/setup.sh

run: .venv/.ready
	@$(PY) -m cdtt_app run

test: .venv/.ready
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist loadfile

lint: .venv/.ready
	@.venv/bin/ruff format --check cdtt_app tests tools
	@.venv/bin/ruff check cdtt_app tests tools
	@.venv/bin/mypy
	@.venv/bin/lint-imports

screenshots: .venv/.ready
	@QT_QPA_PLATFORM=offscreen $(PY) tools/screenshots.py out/screenshots

bench: .venv/.ready
	@$(PY) -m tests.benchmarks

torture: .venv/.ready
	@CDTT_KILLS=1000 QT_QPA_PLATFORM=offscreen $(PY) -m pytest -s tests/storage/test_durability.py
	@CDTT_SYNC_KILLS=220 CDTT_SYNC_CUTS=1000 $(PY) -m pytest -s tests/journeys/sync/test_torture.py
	@CDTT_RUNS=5000 $(PY) -m pytest -s tests/journeys/sync/test_machine.py

build: .venv/.ready
	@.venv/bin/pyinstaller --noconfirm --log-level WARN build.spec
	@QT_QPA_PLATFORM=offscreen dist/so-tay/cdtt app --practice --smoke && echo "build: the built program opens and closes"

clean:
	@rm -rf .venv build dist out
