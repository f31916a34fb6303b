# OpenLoket: `make help` lists what you can do here. Nothing is installed outside this folder,
# except the browser for the tests, and that only where we may (root on a Debian-like system).

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
BUILT := src/openloket/web/static/built
PROCESSES ?= 2
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)

.PHONY: help
help: ## Show this list
	@echo "OpenLoket. What you can do:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "Everything else is done by the command $(BIN)/openloket (see $(BIN)/openloket --help)."

.PHONY: setup
setup: ready browser ## Install what OpenLoket and its tests need, in this folder

.PHONY: ready
ready: $(VENV)/.installed $(BUILT)/.built

.PHONY: demo
demo: ready ## Start a complete demo; PORT=8080 moves it, Ctrl-C stops it
	@$(BIN)/openloket demo || { code=$$?; [ $$code -eq 130 ] || exit $$code; }

.PHONY: test
test: setup ## Run all tests
	@echo "Running the tests in $(PROCESSES) processes."
	@$(BIN)/pytest -n $(PROCESSES) --dist loadscope --no-loadscope-reorder $(TESTS)

.PHONY: lint
lint: ready ## Check form, types and the walls between the packages
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@DATABASE_URL=postgresql://nobody@localhost/none OPENLOKET_SECRET_KEY=types $(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: check
check: lint test ## All checks and all tests: run this before you commit

.PHONY: bench
bench: ready ## Measure speed and weight, and print the figures; BENCH="--json FILE" passes options
	@$(BIN)/python -m bench $(BENCH)

.PHONY: screenshots
screenshots: setup ## Make the screenshots of the documentation anew
	@$(BIN)/python -m tests.screenshots

.PHONY: lock
lock: ## Pin all dependencies anew, with hashes
	@[ -n "$(PYTHON)" ] && $(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/pip install --quiet --disable-pip-version-check pip-tools
	@for each in app dev; do \
		echo "Pinning requirements/$$each.txt."; \
		.venv-lock/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
			--output-file requirements/$$each.txt requirements/$$each.in; \
	done
	@npm install --package-lock-only --loglevel=error
	@rm -rf .venv-lock

.PHONY: clean
clean: ## Remove everything that was installed or built; the data in var/ stays
	@rm -rf $(VENV) .venv-lock node_modules $(BUILT) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@echo "Clean. Your data is still in var/."

# --- how the parts are made; each is skipped while it is up to date ---

$(VENV)/.installed: requirements/app.txt requirements/dev.txt pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "OpenLoket needs Python 3.11 or newer. Install it, or name it: make setup PYTHON=/path/to/python3"; exit 1; }
	@echo "Making a Python environment in $(VENV) with $$($(PYTHON) --version)."
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { echo "This Python can't make an environment. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Installing Python packages, each checked against its hash. This takes a minute."
	@$(call count,(Collecting|Processing),packages,$(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --require-hashes \
		-r requirements/app.txt -r requirements/dev.txt)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: package.json package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null || { echo "OpenLoket needs Node 20 or newer to build its style sheets. Install it and try again."; exit 1; }
	@echo "Installing the style sheet packages."
	@npm ci --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(BUILT)/.built: $(VENV)/.installed node_modules/.installed $(shell find frontend src/openloket/web/templates src/openloket/web/look -type f -not -name '*.pyc' 2>/dev/null)
	@echo "Building the style sheets."
	@mkdir -p $(BUILT)
	@node frontend/build.mjs >/dev/null
	@$(BIN)/python -m openloket.web.look >/dev/null
	@touch $@

.PHONY: browser
browser:
	@if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing the browser for the tests (chromium). This takes a minute."; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 && exit 0; \
	fi; \
	echo "There is no browser here (chromium): the tests that need one are skipped. To mend: apt-get install chromium"; \
	[ "$${CI:-}" != true ] || { echo "CI=true: without a browser the tests prove too little. Stopping."; exit 1; }

# count(word, things, command): run a command that prints a line per thing, and show how far it is.
define count
if [ -t 1 ]; then \
	$(3) | awk '/^ *$(1) / {n++; sub(/.*\//, "", $$2); sub(/[=<>~!\[-].*/, "", $$2); printf "\r\033[K  %d $(2), now: %s", n, $$2; fflush()} END {printf "\r\033[K  %d $(2) ready.\n", n}'; \
else \
	$(3) | awk '/^ *$(1) / {n++} END {printf "  %d $(2) ready.\n", n}'; \
fi
endef
