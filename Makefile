# Yizhan: two commands do all. `make run` sets up and serves; `make test` sets up and proves.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test coverage check format bench wheel stop destroy system lock

help:  ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: system .stamps/runtime .stamps/assets  ## set up, start PostGIS, migrate, load demo data, serve on 127.0.0.1:$PORT
	@exec $(BIN)/yizhan serve --demo

test: system .stamps/dev .stamps/assets .stamps/browser  ## run every test, on a PostGIS of its own
	@sh scripts/test.sh

coverage: system .stamps/dev .stamps/assets .stamps/browser  ## the same, and which lines no test comes to; half as long again
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered -q

check: system .stamps/dev  ## format, lint, types, imports, migrations
	@echo "== format"      && $(BIN)/ruff format --check --quiet .
	@echo "== lint"        && $(BIN)/ruff check --quiet .
	@echo "== types"       && $(BIN)/mypy --no-error-summary
	@echo "== imports"     && $(BIN)/lint-imports
	@echo "== migrations"  && $(BIN)/python -m scripts.check_migrations

format: .stamps/dev  ## format the code, and mend what the linter can mend
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: system .stamps/dev .stamps/assets  ## run the benchmarks
	@command -v wrk >/dev/null || sh scripts/setup.sh install wrk
	@$(BIN)/python -m tests.benchmarks

wheel: .stamps/dev .stamps/assets  ## build the wheel, install it elsewhere, start the service from it once
	@sh scripts/wheel.sh $(PYTHON)

stop: .stamps/runtime  ## stop the service and the private PostGIS; data stays
	@$(BIN)/yizhan stop

destroy: .stamps/runtime  ## delete the private PostGIS with all its data; asks first
	@$(BIN)/yizhan db destroy

lock: .stamps/bootstrap  ## compile the lock files anew
	@sh scripts/lock.sh

system:
	@sh scripts/setup.sh system

.stamps/bootstrap: requirements-bootstrap.lock
	@PYTHON=$(PYTHON) sh scripts/setup.sh bootstrap && mkdir -p .stamps && touch $@

.stamps/runtime: .stamps/bootstrap requirements.lock pyproject.toml
	@sh scripts/setup.sh python requirements.lock && touch $@

.stamps/dev: .stamps/runtime requirements-dev.lock
	@sh scripts/setup.sh python requirements-dev.lock && touch $@

.stamps/assets: .stamps/runtime package.json package-lock.json scripts/assets.py
	@sh scripts/setup.sh assets && touch $@

.stamps/browser:
	@sh scripts/setup.sh browser && touch $@
