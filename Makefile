# Mingzhang: every target makes .venv by itself; Python 3.11-3.13 and make are all a machine needs.
PYTHON ?= python3
BIN    := .venv/bin
# A copy of the lock inside .venv says what is installed: a touched lock with the same bytes installs nothing.
STAMP  := .venv/requirements.lock
UV     := $(or $(shell command -v uv 2>/dev/null),$(BIN)/uv)
MINGZHANG_CORPUS ?= ../shared/corpus
export MINGZHANG_DATA ?= $(CURDIR)/data
export MINGZHANG_CORPUS
export VIRTUAL_ENV := $(CURDIR)/.venv

.DEFAULT_GOAL := help
.PHONY: help install demo test check ui bench score lock upgrade clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## Make .venv with exactly the locked packages

$(STAMP): requirements.lock pyproject.toml
	@if [ -x $(BIN)/mingzhang ] && cmp -s requirements.lock $@ && [ $@ -nt pyproject.toml ]; then touch $@; exit 0; fi; \
	set -e; rm -f $@; \
	$(PYTHON) -c 'import sys; sys.exit("Mingzhang needs Python 3.11, 3.12 or 3.13; set PYTHON=...") if not (3, 11) <= sys.version_info[:2] <= (3, 13) else None'; \
	[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv; \
	[ -x "$(UV)" ] || $(BIN)/python -m pip install --quiet 'uv>=0.9'; \
	"$(UV)" pip sync --quiet --require-hashes --compile-bytecode requirements.lock; \
	"$(UV)" pip install --quiet --no-deps --no-build-isolation --editable .; \
	cp requirements.lock $@

demo: $(STAMP) ## Invent counties, read their disclosures, compare the departments
	@$(BIN)/mingzhang demo

test: $(STAMP) ## Run the tests
	@$(BIN)/pytest -n 2 --dist loadfile

check: $(STAMP) ## Check format, lint, types and import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@! grep -nE '://|^(-i|-f|--(extra-)?index-url|--find-links)' requirements.lock

ui: $(STAMP) ## Open Dagster on this machine (http://127.0.0.1:3000), over data/inbox or else the demo's counties
	@if [ -n "$$MINGZHANG_INBOX" ] || [ -d "$(MINGZHANG_DATA)/inbox" ]; then data="$(MINGZHANG_DATA)"; else \
	  data="$(MINGZHANG_DATA)/demo"; echo "No $(MINGZHANG_DATA)/inbox yet: opening over the demo's invented counties."; \
	  [ -d "$$data/inbox" ] || $(BIN)/mingzhang demo --folder "$$data" || exit 1; fi; \
	mkdir -p "$$data/dagster" && cp assets/dagster.yaml "$$data/dagster/dagster.yaml" && \
	MINGZHANG_DATA="$$data" DAGSTER_HOME="$$data/dagster" \
	  $(BIN)/dagster dev --host 127.0.0.1 --port 3000 --module-name assets.definitions

bench: $(STAMP) ## Measure reading, writing and checking beside their peers
	@for bench in tests/benchmarks/*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

score: $(STAMP) ## Load the real disclosures at MINGZHANG_CORPUS and score what was read
	@test -d "$(MINGZHANG_CORPUS)/documents" || { echo "No corpus at $(MINGZHANG_CORPUS): set MINGZHANG_CORPUS to the folder that holds documents/ and truth/."; exit 2; }
	@mkdir -p $(MINGZHANG_DATA)
	@$(BIN)/mingzhang load $(MINGZHANG_CORPUS)/documents --warehouse $(MINGZHANG_DATA)/corpus.duckdb
	@$(BIN)/python $(MINGZHANG_CORPUS)/../eval/score.py $(MINGZHANG_DATA)/corpus.duckdb $(MINGZHANG_CORPUS)/truth

lock: ## Resolve requirements.lock anew within today's versions
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@[ -x "$(UV)" ] || $(BIN)/python -m pip install --quiet 'uv>=0.9'
	@"$(UV)" pip compile --quiet --universal --generate-hashes --no-strip-extras --no-header --all-extras \
	  --python-version 3.11 $(LOCKFLAGS) pyproject.toml --output-file requirements.lock

upgrade: ## Resolve requirements.lock with the newest allowed versions
	@$(MAKE) lock LOCKFLAGS=--upgrade

clean: ## Remove .venv and all runtime state in data/
	rm -rf .venv data
