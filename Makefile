# Two commands do all the set-up: `make demo` and `make test`. Both work on a fresh Debian.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= build/teire-demo
NEEDED := pyproject.toml constraints.txt packaging/prepare.sh packaging/native.py packaging/build_hook.py \
  studio_app/imaging/png_lines.c studio_app/imaging/png_filters.h

.PHONY: demo test bench bench-view bench-sheets torture setup check lint format types clean

demo: $(VENV)/.ready  ## make a demonstration studio, run the whole line on it, open the window
	@echo "Teire: the demonstration in $(DEMO)"
	@mkdir -p $(dir $(DEMO))
	@$(BIN)/teire demo $(DEMO)

test: $(VENV)/.ready-dev  ## run all tests
	@echo "Teire: all tests"
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 2 -q

bench: $(VENV)/.ready-dev  ## measure Teire beside other programs; BENCH="--sizes 8k --runs 5" and more
	@$(BIN)/python -m tests.bench $(BENCH)

bench-view: $(VENV)/.ready-dev  ## measure the review room: its frames on 16384 × 8192 pictures, first sight, its start, 10,000 backgrounds
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench.view_frames
	@command -v xvfb-run >/dev/null && xvfb-run -a -s "-screen 0 2560x1440x24" $(BIN)/python -m tests.bench.view_frames || true
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench.view_sight
	@$(BIN)/python -m tests.bench.view_start

bench-sheets: $(VENV)/.ready-dev  ## draw up every sheet of a series of 4,200 cuts and 40,000 sessions; time and memory
	@$(BIN)/python -m tests.bench.sheet_scale build/series

setup: $(VENV)/.ready-dev  ## everything a developer needs

torture: $(VENV)/.ready-dev  ## the kill, fault, power and disk tests at full size (an hour)
	@TEIRE_TORTURE=whole $(BIN)/pytest -q tests/torture

check: setup lint types test  ## what has to be green before a commit

lint: $(VENV)/.ready-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports

format: $(VENV)/.ready-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

types: $(VENV)/.ready-dev
	@$(BIN)/mypy

$(VENV)/.ready: $(NEEDED)
	@sh packaging/prepare.sh run "$(PYTHON)" "$(VENV)"
	@touch $@

$(VENV)/.ready-dev: $(NEEDED)
	@sh packaging/prepare.sh dev "$(PYTHON)" "$(VENV)"
	@touch $@ $(VENV)/.ready

clean:  ## remove everything that was made here
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
