# Two commands on a fresh machine with Python 3.11, node 20 and git:
#   make demo   carries the main plan out on a copy of examples/studio and builds the result
#   make test   installs everything and passes the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: install toolchain test lint types layers docs assets demo wheel benchmark clean

install: $(VENV)/installed
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

# What the tests compare with, from npm: TypeScript's own parser and resolver, bun and pnpm.
toolchain: tests/toolchain/node_modules/installed
tests/toolchain/node_modules/installed: tests/toolchain/package.json tests/toolchain/package-lock.json
	cd tests/toolchain && npm ci --no-audit --no-fund
	touch $@

test: install toolchain
	$(BIN)/pytest -n auto

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

layers: install
	$(BIN)/lint-imports

# The documentation as a site, in build/site. A link that leads nowhere, a page that nobody finds, a name without a docstring
# and anything that a reader's browser would fetch from elsewhere fail it.
docs: $(VENV)/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	! grep -rlE '<(script|link|img)[^>]* (src|href)="?(https?:)?//' build/site --include='*.html'
$(VENV)/docs: pyproject.toml $(VENV)/installed
	$(BIN)/pip install --quiet --editable '.[dev,docs]'
	touch $@

# What the HTML reports have inside of them, anew from npm, in the versions of vendor/package.json.
assets:
	bash migrator/report/html/vendor/fetch.sh

# What `migrate` is measured against, from npm, and the measurement; BENCHMARK has options, as `--size 500`.
benchmark: install benchmarks/peers/node_modules/installed
	$(BIN)/pip install --quiet --editable '.[benchmarks]'
	$(BIN)/python -m benchmarks $(BENCHMARK)
benchmarks/peers/node_modules/installed: benchmarks/peers/package.json benchmarks/peers/package-lock.json
	cd benchmarks/peers && npm ci --no-audit --no-fund
	touch $@

wheel: install
	$(BIN)/python -m build --wheel

demo: install toolchain
	bash examples/demo.sh

clean:
	rm -rf $(VENV) dist tests/toolchain/node_modules benchmarks/peers/node_modules build/benchmarks
