# Two commands for a newcomer: `make demo` and `make test`. Both set up everything they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install demo eval-demo test test-all check format lock clean

help:
	@echo "make demo      set up everything and draft a reply to an angry message"
	@echo "make eval-demo set up everything and watch a prompt regression being caught"
	@echo "make test      set up everything and run the tests"
	@echo "make test-all  the slow tests too"
	@echo "make check     format, lint, types"

# --no-deps: the pinned list is complete, and an old pip takes minutes to resolve it by itself.
# compileall: pip compiles what it copies, but not what it links to; half a second of each start
# where Python may not write its own cache.
$(VENV)/.installed: requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Composure needs Python 3.11 or newer; name one with: make PYTHON=python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q assistant evals
	touch $@

install: $(VENV)/.installed

demo: install
	@COMPOSURE_HOME=$(CURDIR)/.composure sh examples/demo.sh $(BIN)/composure

eval-demo: install
	@COMPOSURE_HOME=$(CURDIR)/.composure sh examples/eval_demo.sh $(BIN)/composure-eval

test: install
	$(BIN)/python -m pytest -n auto --dist worksteal

# The browser's tests run by themselves: its driver keeps an event loop in the process.
test-all: install
	$(BIN)/python -m pytest -n auto --dist worksteal -m 'not browser'
	$(BIN)/python -m pytest -n auto --dist worksteal -m browser

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs uv. Writes one list for every platform, with hashes and without any address.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command 'make lock' pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) .composure dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
