# From raw to published, one product per stage. `make help` lists the targets.
OFSTED_URL ?= https://reports.ofsted.gov.uk
DATA ?= data
REFERENCE ?= db/reference
CRAWL_DELAY ?= 1
PORT ?= 8001
PYTHON ?= python3

VENV := .venv
PY := $(VENV)/bin/python
export OFSTED_URL DATA REFERENCE CRAWL_DELAY

.DEFAULT_GOAL := help
.PHONY: help demo data contact crawl extract load publish folder serve fall-back release test check format corpus bench soak mutants lock dist datasette-next datapackage audit clean browser

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | sort | awk -F'|' '{printf "  make %-15s %s\n", $$1, $$2}'

# --- set-up: each target below needs no other command before it ---

$(VENV)/run.stamp: requirements.txt
	@test -x $(PY) || $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=...")'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

browser: $(VENV)/dev.stamp
	@sh tests/install-browser.sh

# --- the pipeline: each product is a file that depends on what it is made of, so nothing is made twice ---

ifneq ($(words $(DATA)),1)
$(error DATA is "$(DATA)"; name a folder without spaces in its path)
endif

data: contact crawl ## crawl OFSTED_URL, extract, load and publish into DATA
	@$(MAKE) --no-print-directory publish

# Said before the crawl, not after it. Reports from Ofsted's own site are for the public, a copy's or the demo's need not be.
contact:
	@case "$(OFSTED_URL)" in *ofsted.gov.uk*) test -n "$$CORRECTIONS_TO$$CONTACT" || { \
	echo "Who is to be told of mistakes? Name someone: CORRECTIONS_TO='Jo Bloggs <jo@boards.example>' make data" >&2; exit 2; };; esac

crawl: $(VENV)/run.stamp ## find and fetch the reports: DATA/reports
	$(PY) -m scraper
	@rm -f "$(FROM_FOLDER)"

extract: $(DATA)/extracted/.done ## read the PDFs in DATA/reports: DATA/extracted
load: $(DATA)/lscb.duckdb ## load and check DATA/lscb.duckdb
publish: $(DATA)/lscb.db ## write DATA/lscb.db and DATA/downloads from it

# The folder itself stands for what was added to it or removed.
FETCHED := $(DATA)/reports $(wildcard $(DATA)/reports/*.pdf)
COMMON := $(wildcard common/*.py common/*.yml)
READS := $(COMMON) $(wildcard extract/*.py extract/*.yml extract/learned/*)
LOADS := $(COMMON) $(wildcard db/*.py db/*.yml db/*.sql db/sql/* db/reads/* db/checks/* $(REFERENCE)/*) $(wildcard $(DATA)/reports/listing.jsonl)
PUBLISHES := $(LOADS) $(wildcard db/views/* db/queries/* db/queries/parts/* docs/data-dictionary.md) metadata.yml

$(DATA)/reports:
	@echo "$@ is missing: run \`make data\`, which crawls first, or \`make folder FOLDER=...\` over PDFs that you have" >&2; exit 2

# Exit status 3: some reports could not be read. They are written down and published as `unreadable`.
$(DATA)/extracted/.done: $(FETCHED) $(READS) $(VENV)/run.stamp
	$(PY) -m extract "$(DATA)/reports" -o "$(DATA)/extracted" || test $$? -eq 3
	@rm -f "$(FROM_FOLDER)"; touch $@

# Of a folder that `make folder` read there are records and no reports.
FROM_FOLDER := $(DATA)/extracted/.folder
$(DATA)/lscb.duckdb: $(or $(wildcard $(FROM_FOLDER)),$(DATA)/extracted/.done) $(LOADS)
	$(PY) -m db load

$(DATA)/lscb.db: $(DATA)/lscb.duckdb $(PUBLISHES) $(DATA)/.contact
	$(PY) -m db publish

# Whom the site names is part of it: the file changes when that does.
$(DATA)/.contact: FORCE
	@mkdir -p "$(DATA)"; printf '%s\n' "$${CORRECTIONS_TO:-$$CONTACT}" | cmp -s - $@ || printf '%s\n' "$${CORRECTIONS_TO:-$$CONTACT}" > $@
FORCE:

folder: $(VENV)/run.stamp ## read, load and publish the PDFs in FOLDER, without a crawl
	@test -d "$(FOLDER)" || { echo "Name a folder of PDFs: make folder FOLDER=..." >&2; exit 2; }
	$(PY) -m extract "$(FOLDER)" -o "$(DATA)/extracted" || test $$? -eq 3
	@rm -f "$(DATA)/extracted/.done"; if test ! -e "$(FROM_FOLDER)" || \
	find "$(DATA)/extracted" -maxdepth 1 -newer "$(FROM_FOLDER)" | grep -q .; then touch "$(FROM_FOLDER)"; fi
	@$(MAKE) --no-print-directory publish

serve: $(VENV)/run.stamp ## publish what is in DATA on http://127.0.0.1:8001
	$(PY) -m web --port $(PORT)

fall-back: ## serve the build before the current one; `python -m db.builds list` names them
	$(or $(wildcard $(PY)),$(PYTHON)) -m db.builds fall-back

RELEASE ?= build/release
release: publish ## lay out in RELEASE (build/release) exactly the files that a server needs
	@rm -rf "build/release"; sh deploy/lay-out.sh "$(DATA)" "$(RELEASE)"

demo: $(VENV)/run.stamp ## set everything up, run the pipeline on the made-up Ofsted, then serve the site on http://127.0.0.1:8001
	$(PY) -m demo --port $(PORT)

# --- tests, linters and releases ---

test: $(VENV)/dev.stamp browser ## set everything up, then run the tests
	$(PY) -m pytest -n auto -m "not corpus"

corpus: $(VENV)/dev.stamp ## the checks on the real reports, if they are in ../shared
	$(PY) -m pytest -m corpus

bench: $(VENV)/dev.stamp ## speed, as ratios measured side by side
	$(PY) -m tests.bench

MINUTES ?= 10
soak: $(VENV)/dev.stamp ## ask the site for MINUTES all at once, slowly and not at all; say what was answered and what it took
	$(PY) -m tests.soak --minutes $(MINUTES)

REPORTS ?= ../shared/ofsted/files
mutants: $(VENV)/dev.stamp ## change and damage the reports in REPORTS, and say what is read wrong in silence
	$(PY) -m tests.mutants "$(REPORTS)"

check: $(VENV)/dev.stamp ## ruff, mypy --strict and sqlfluff
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/sqlfluff lint --processes 2 db

format: $(VENV)/dev.stamp ## mend what ruff and sqlfluff can
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	$(VENV)/bin/sqlfluff fix db

# In a venv of its own: the locked set, then Datasette's newest pre-release over it. What fails there is what a change to
# it would have to mend (docs/decisions/0010-datasette-0.65.md); a failure here says nothing against the site as it is.
NEXT := .venv-next
datasette-next: ## try the canned queries on Datasette's newest 1.0 pre-release
	@test -x $(NEXT)/bin/python || $(PYTHON) -m venv $(NEXT)
	$(NEXT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(NEXT)/bin/python -m pip install --quiet --disable-pip-version-check --pre --upgrade "datasette>=1.0a0"
	$(NEXT)/bin/python -m pip show datasette | grep -i ^version
	$(NEXT)/bin/python -m pytest -q -p no:cacheprovider tests/web/test_web_queries.py

# In a venv of its own: what frictionless brings changes how Datasette prints its errors.
FRICTIONLESS := .venv-frictionless
datapackage: ## validate DATA/downloads/datapackage.json with frictionless
	@test -x $(FRICTIONLESS)/bin/frictionless || { $(PYTHON) -m venv $(FRICTIONLESS) && $(FRICTIONLESS)/bin/python -m pip install --quiet --disable-pip-version-check "frictionless>=5.18"; }
	cd "$(DATA)/downloads" && "$(CURDIR)/$(FRICTIONLESS)/bin/frictionless" validate datapackage.json

# Status 3: the service could not be asked, which it has said.
audit: ## ask for known vulnerabilities of what the locks pin
	@sh tests/audit.sh || test $$? -eq 3

# Pins move only where pyproject.toml asks for it; delete a lock first to move all of its pins.
LOCK := $(VENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q
lock: $(VENV)/dev.stamp ## resolve the dependencies of pyproject.toml again
	$(PY) -m pip install --quiet uv
	$(LOCK) --extra all pyproject.toml -o requirements.txt
	$(LOCK) --extra serve -c requirements.txt pyproject.toml -o requirements-serve.txt
	$(LOCK) --extra all --extra cluster --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@echo "Once they are installed, list their licences again: $(PY) -m tests.licences"

dist: $(VENV)/dev.stamp ## the source archive, and the wheel from it, in dist/
	rm -rf dist
	$(VENV)/bin/hatchling build -t sdist
	mkdir -p build/sdist && tar -xzf dist/*.tar.gz -C build/sdist --strip-components 1
	cd build/sdist && $(CURDIR)/$(VENV)/bin/hatchling build -t wheel -d $(CURDIR)/dist
	rm -rf build/sdist

clean: ## remove what was built; a downloaded PDF stays
	rm -rf "$(DATA)/extracted" "$(DATA)/lscb.duckdb" "$(DATA)/lscb.db" "$(DATA)/downloads" "$(DATA)/metadata.yml" "$(DATA)/current" "$(DATA)/builds" build dist $(NEXT) $(FRICTIONLESS) .venv-audit .mypy_cache .ruff_cache .pytest_cache
