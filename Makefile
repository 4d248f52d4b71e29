# Tansiq. `make help` lists what there is.
.DEFAULT_GOAL := help
.SUFFIXES:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PORT ?= 8000
TANSIQ_HOME ?= var
# Two test processes: more than the cores does not help, and the browser wants its share.
WORKERS ?= 2
export TANSIQ_HOME

PY := .venv/bin/python
BABEL := $(PY) -m babel.messages.frontend -q
ROOMS := $(wildcard app reports committees plans indicators followup accounts notifications attachments people core)
TYPED := $(ROOMS) $(wildcard bench config.py wsgi.py scripts/*.py)
PO := $(wildcard app/translations/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
LANGUAGES := ar ckb

.PHONY: help run setup test fast bench drill translations lock clean chromium

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

run: .venv/.run $(MO) ## bring Tansiq up on http://127.0.0.1:8000 (PORT=8000 TANSIQ_HOME=var)
	@exec .venv/bin/tansiq run --port $(PORT)

setup: .venv/.run $(MO) ## install the dependencies and compile the translations, without starting
	@:

test: .venv/.test $(MO) ## every check there is, on SQLite, PostgreSQL and in a real browser
	@scripts/setup-chromium
	@command -v strace >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get -qq install -y strace >/dev/null 2>&1; } || true
	@WORKERS=$(WORKERS) TYPED="$(TYPED)" scripts/check all

fast: .venv/.test $(MO) ## lint, types, rooms, pure rules: under 60 s
	@WORKERS=$(WORKERS) TYPED="$(TYPED)" scripts/check fast

bench: .venv/.test $(MO) ## measure pages at 1,000 and 10,000 plans on both databases (ARGS="...")
	@exec $(PY) -m bench $(ARGS)

drill: .venv/.test $(MO) ## the long drills: kills, faults, clocks; writes docs/reliability.md (ARGS=--short)
	@exec $(PY) -m bench.drill $(ARGS)

translations: .venv/.test ## gather the texts of code and templates into the ar and ckb catalogues
	@$(BABEL) extract -F babel.cfg -k _ -k gettext -k lazy -k ngettext:1,2 --no-location --no-wrap --sort-output \
	    --project=Tansiq --version=1 --copyright-holder=Tansiq --add-comments=Translators: -o app/translations/messages.pot $(ROOMS)
	@for language in $(LANGUAGES); do \
	    po=app/translations/$$language/LC_MESSAGES/messages.po; \
	    if [ -f $$po ]; then verb=update; else verb=init; mkdir -p $${po%/*}; fi; \
	    if [ $$verb = update ]; then extra="--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date"; else extra=; fi; \
	    $(BABEL) $$verb -i app/translations/messages.pot -o $$po -l $$language --no-wrap $$extra || exit 1; \
	done
	@$(PY) scripts/translations.py

# Only a catalogue newer than its compiled file is compiled again.
$(MO): %.mo: %.po | .venv/.run
	@$(BABEL) compile -i $< -o $@ -l $(patsubst app/translations/%/LC_MESSAGES/messages.mo,%,$@)

chromium: ## install Chromium for the browser tests (Debian, as root)
	@scripts/setup-chromium

lock: ## write requirements/*.txt again from requirements/*.in, newest versions that fit
	@scripts/lock

clean: ## remove the environment, caches and compiled files; your data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find app -name '*.mo' -delete

.venv/bin/python:
	@scripts/install venv
.venv/.run: requirements/run.txt .venv/bin/python
	@scripts/install run
.venv/.test: requirements/test.txt .venv/bin/python
	@scripts/install test
