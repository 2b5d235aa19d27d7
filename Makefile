# The front door: `make` alone lists what it can do. Every command sets up what it needs on first use, by bin/setup.
# PYTHON, SITE_URL, SITE_DIR and LANGUAGES may stand in the environment or on the command line
# (make site SITE_URL=https://example.org/): make hands both on to the commands, and only when they are set.

export NO_MKDOCS_2_WARNING := 1
# ARGS is for the tool behind a command, not for a make that this tool starts, as tests do.
unexport ARGS
MAKEOVERRIDES :=
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site offline serve check test test-all trust fuzz coverage oldest reproducible sbom vulnerabilities wheel bench audit pictures lint links smoke catalogues pins clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name does; do printf '  make %-15s %s\n' "$$name" "$$does"; done

site: runtime$(forms) ## build the whole site into site/
	@.venv/bin/mkdocs build --quiet $(ARGS)

offline: runtime ## build a copy to read without a web server, as a folder and a zip
	@OFFLINE=1 .venv/bin/mkdocs build --quiet $(ARGS)

serve: runtime$(forms) ## live preview on this computer; LANGUAGES=en,fr narrows it
	@echo 'Live preview: http://localhost:8000/ (stop it with Ctrl-C)' && .venv/bin/mkdocs serve --quiet $(ARGS)

check: runtime ## validate all content without building
	@.venv/bin/python -m alliance check $(ARGS)

test: dev-browser ## run the tests, those in a browser included; ARGS=tests/content narrows it
	@.venv/bin/python -m pytest -m 'not slow' --hypothesis-profile=quick $(ARGS)

test-all: dev-browser-forms ## run every test, those that `make test` leaves out as slow included
	@.venv/bin/python -m pytest $(ARGS)

trust: dev-browser ## try hostile files, kills, builds at once, full disks and very many random inputs; about an hour
	@TRUST=1 .venv/bin/python -m pytest tests/trust -m 'not hypothesis' $(ARGS)
	@.venv/bin/python -m pytest tests/trust tests/content tests/editing -m hypothesis --hypothesis-profile=trust $(ARGS)

fuzz: dev ## look for bytes that break a reader, with atheris if it is installed, for ten minutes
	@.venv/bin/python -m bin.fuzz -max_total_time=600 $(ARGS)

coverage: dev-browser-forms ## run every test and say how much of the code they reach
	@.venv/bin/python -m pytest --cov --cov-report= $(ARGS) && .venv/bin/coverage report --skip-covered --skip-empty

oldest: dev ## build the site with the oldest versions that pyproject.toml allows
	@.venv/bin/uv venv --quiet --clear .cache/oldest && .venv/bin/uv pip install --quiet --python=.cache/oldest --only-binary=:all: --resolution=lowest-direct --requirement=pyproject.toml --extra=mkdocs
	@.cache/oldest/bin/python -m alliance check && .cache/oldest/bin/mkdocs build --quiet $(ARGS)

reproducible: dev ## build both alliances in many ways and compare every byte
	@.venv/bin/python -m bin.reproducible $(ARGS)

sbom: dev ## list all that the generator is made of, with licences, in dist/ and the handbook
	@.venv/bin/python -m bin.sbom

vulnerabilities: dev-forms ## ask whether a pinned package has a known vulnerability; needs a network
	@.venv/bin/python -m bin.vulnerabilities

wheel: sbom ## pack the generator into dist/, to be installed elsewhere
	@.venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir=dist .

bench: dev ## run the benchmarks
	@.venv/bin/python -m bench $(ARGS)

audit: dev-browser ## test the accessibility of every page and write down the result
	@.venv/bin/python -m bin.audit $(ARGS)

links: dev ## follow every link within the built site
	@.venv/bin/python -m bin.links $(ARGS)

smoke: dev-browser ## open some pages of the built site in a browser
	@.venv/bin/python -m bin.smoke $(ARGS)

pictures: dev-browser ## take the pictures in handbook/images/ anew
	@.venv/bin/python -m bin.pictures

lint: dev ## check style and types of the code
	@.venv/bin/ruff check && .venv/bin/ruff format --check && .venv/bin/mypy && PYTHONPATH=. .venv/bin/lint-imports --no-logo

catalogues: runtime ## bring the words of every language up to date with the code
	@$(call catalogue,site,--keywords=t) && $(call catalogue,tools,$(said))
	@for file in alliance/locale/*/LC_MESSAGES/*.po; do grep -Ev '^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):' "$$file" >"$$file.new" && mv "$$file.new" "$$file" || exit 1; done

said := --keywords=say --keywords=say_many:1,2 --keywords=mark
babel := .venv/bin/python -m babel.messages.frontend --quiet
define catalogue
mkdir -p .cache && $(babel) extract --mapping=alliance/locale/$1.cfg $2 --omit-header --no-wrap --sort-output --no-location --output=.cache/$1.pot . && mv .cache/$1.pot alliance/locale/$1.pot && $(babel) update --domain=$1 --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --input-file=alliance/locale/$1.pot --output-dir=alliance/locale
endef

compile = .venv/bin/uv pip compile --quiet --universal --python-version=3.11 --generate-hashes --no-emit-index-url --custom-compile-command='make pins' $(ARGS)

pins: dev ## write the exact versions of all that pyproject.toml asks for; ARGS=--upgrade takes newer ones
	@$(compile) --extra=mkdocs --output-file=requirements.txt pyproject.toml
	@$(compile) --group=dev --constraint=requirements.txt --output-file=requirements-dev.txt

clean: ## remove all that can be made again: site/, .venv and the tools' caches
	@rm -rf dist site site-offline site-offline.zip .site-* .cache .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis bench/work && find . -name __pycache__ -prune -exec rm -rf {} +

# What a command needs, in one call of bin/setup, so that all that is missing is named at once.
forms = $(if $(shell grep '^ *admin: *true' mkdocs.yml),-forms)

.PHONY: runtime runtime-forms dev dev-forms dev-browser dev-browser-forms
runtime runtime-forms dev dev-forms dev-browser dev-browser-forms:
	@sh bin/setup $(subst -, ,$@)
