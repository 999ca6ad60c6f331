# Two commands do everything: `make run` and `make test`. Needs Python 3.11+ and make only.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test plays check fix scenarios bench shots clean

help:  ## Show what can be made
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned packages (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "Installing the pinned tools (once)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run  ## Set up, build the practice data, serve http://localhost:8501
	@$(BIN)/python -m sandbox prepare
	@echo "Serving on http://localhost:$(PORT)  (stop with Ctrl+C)"
	@exec $(BIN)/python -m streamlit run streamlit_app.py --server.port $(PORT)

test: $(VENV)/.dev  ## Set up and run every test
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --durations=10 -m "not plays" $(ARGS)

plays: $(VENV)/.dev  ## Play every drill in a browser, in both languages; pictures in artifacts/
	@$(BIN)/python -m pytest -n $(JOBS) -m plays tests/browser $(ARGS)

check: $(VENV)/.dev  ## Style, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(VENV)/.dev  ## Let the tools mend what they can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

scenarios: $(VENV)/.run  ## Lint every scenario and replay its checks on several seeds
	@$(BIN)/python -m sandbox check --run

bench: $(VENV)/.dev  ## Measure: ratios in one run, nothing timed against the clock
	@$(BIN)/python -m tests.bench

shots: $(VENV)/.dev  ## Screenshots of every page in both languages, into artifacts/
	@$(BIN)/python -m pytest -m browser tests/browser $(ARGS)

clean:  ## Remove the environment, caches and built worlds (never the ledger)
	rm -rf $(VENV) data/cache artifacts .mypy_cache .ruff_cache .pytest_cache .hypothesis
