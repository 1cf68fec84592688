# What a person or a machine does with this repository. `make` alone lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

# What the site's own checks need to know of a deployment; no such deployment exists.
THROW_AWAY := \
	DJANGO_SETTINGS_MODULE=portal.settings.production \
	SECRET_KEY=throw-away-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghij \
	ALLOWED_HOSTS=site.invalid \
	SITE_URL=https://site.invalid \
	PRIVACY_CONTROLLER=nobody PRIVACY_CONTACT=nobody@site.invalid \
	DATABASE_URL=sqlite:///$(VENV)/throw-away.sqlite3

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check bench load seed messages pictures deps dev-deps

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: dev-deps ## tools and libraries for development, an up-to-date database with the sample city
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed_demo --if-empty

demo: deps ## the site on http://127.0.0.1:8000 with a sample city (PORT=9000 for another port)
	@$(MANAGE) demo

# How the tests are handed to the processes: tests/conftest.py.
test: dev-deps ## all tests (ARGS="-k audit" for some)
	@$(BIN)/python -m pytest --numprocesses auto $(ARGS)

lint: dev-deps ## style, formatting and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@PYTHONPATH=.:site $(BIN)/lint-imports

check: lint ## lint, the framework's own checks, migrations and translations up to date
	@$(MANAGE) check --fail-level WARNING
	@$(THROW_AWAY) $(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run
	@sh tools/check_messages.sh

bench: deps ## imports, audit and pages measured in a scratch database (DATABASE_URL=postgres://... for PostgreSQL)
	@$(MANAGE) bench

load: deps ## sign-ins, enrolments and check-ins of many at once against a real server on loopback
	@$(MANAGE) load
	@$(MANAGE) load_classes

seed: deps ## the sample city, into an empty database
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) seed_demo

messages: dev-deps ## collect and compile the translations (needs gettext)
	@$(MANAGE) makemessages --locale en --ignore '.venv' --ignore 'var' --ignore 'tests' \
		--extension py,html,txt --no-obsolete --no-location
	@$(MANAGE) compilemessages --ignore '.venv'

pictures: dev-deps ## the handbook's pictures anew, of the sample city (needs Chromium)
	@$(MANAGE) take_pictures

# Installed again only when the list of libraries is newer than the last installation.
deps: $(VENV)/requirements.installed
dev-deps: $(VENV)/requirements-dev.installed

$(VENV)/%.installed: %.txt | $(VENV)/made
	@echo "Installing $< (a minute or so, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/made:
	@sh tools/make_venv.sh "$(PYTHON)" $(VENV)
	@touch $@
