# Sapere. `make help` lists what can be made; only Python 3.11 (or newer) and make are needed.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --no-strip-extras --exclude-newer 2026-11-08
export SAPERE_DATA ?= ./data

.DEFAULT_GOAL := help
.PHONY: help install up test check format bench docs lock foreign clean

help: ## list the commands
	@awk -F ': .*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/.run ## put the pinned environment into .venv (nothing to do when it is there)

up: .venv/.run ## open Sapere on http://127.0.0.1:8000, with three finished examples; data in ./data
	@$(BIN)/sapere up

test: .venv/.test ## run the tests (those of a service that is not here are skipped, and say so)
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

check: .venv/.dev ## look over form, types and the contracts of who may import whom
	@$(BIN)/ruff format --check --quiet . || { echo "run: make format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy sapere tests benchmarks docs
	@$(BIN)/lint-imports --no-logo

format: .venv/.dev ## put the code into form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

bench: .venv/.test ## measure: reading, six agents, merging, kill and resume, trees against chapters (many minutes)
	@$(BIN)/python -m benchmarks

docs: .venv/.test ## write docs/reference anew, and the pictures in docs/images
	@$(BIN)/python -m docs.make_reference && $(BIN)/python -m docs.make_pictures

lock: .venv/.dev ## choose the versions in requirements/ anew, from pyproject.toml
	@$(LOCK) pyproject.toml --group build --output-file requirements/run.txt
	@$(LOCK) pyproject.toml --group build --group test --constraint requirements/run.txt --output-file requirements/test.txt
	@$(LOCK) pyproject.toml --group build --group test --group dev --constraint requirements/test.txt --output-file requirements/dev.txt
	@$(LOCK) requirements/foreign.in --output-file requirements/foreign.txt
	@sed -i.old 's/^lxml\[html-clean\]/lxml[html_clean]/' requirements/*.txt && rm requirements/*.old  # pip 23 compares names of extras letter by letter

foreign: .venv/foreign/.done ## install what tests talk to and nobody here wrote (a model server), apart from our own

clean: ## take the environment away; ./data stays
	@rm -rf .venv

.venv/bin/python:
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sapere needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv .venv

.venv/.run: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Sapere needs (about a minute)"
	@$(PIP) install -qq --require-hashes --requirement requirements/run.txt
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: requirements/test.txt .venv/.run
	@$(PIP) install -qq --require-hashes --requirement requirements/test.txt
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.test
	@$(PIP) install -qq --require-hashes --requirement requirements/dev.txt
	@touch $@

# In an environment of its own: none of it may come near ours. The list is complete, so nothing else is resolved.
.venv/foreign/.done: requirements/foreign.txt
	@echo "Installing LiteLLM (a minute or two, 760 MB)"
	@$(PYTHON) -m venv .venv/foreign
	@.venv/foreign/bin/python -m pip --disable-pip-version-check --no-input install -qq --no-deps --require-hashes --requirement requirements/foreign.txt
	@touch $@
