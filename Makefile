# make demo: the sample partnership. make test: all tests. Both do their own set-up in .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
BIN = .venv/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet install -c constraints.txt
PYTEST = $(BIN)/python -m pytest -n 2 --dist worksteal

.PHONY: demo test check bench pictures clean

demo: .venv/demo
	@$(BIN)/casetable demo

test: .venv/dev
	$(PYTEST)

check: .venv/dev
	$(BIN)/ruff format --check casetable tests
	$(BIN)/ruff check casetable tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/dev
	$(BIN)/python -m tests.bench --write docs/performance.md

pictures: .venv/dev
	$(BIN)/python -m tests.pictures docs/pictures

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "casetable needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/demo: .venv/made pyproject.toml constraints.txt
	@echo "Setting up .venv (once, about half a minute) ..."
	$(PIP) -e .
	@touch $@

.venv/dev: .venv/made pyproject.toml constraints.txt
	$(PIP) -e '.[dev,postgres]'
	@touch $@ .venv/demo
