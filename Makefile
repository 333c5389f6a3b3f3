# make run [ARTICLES=FOLDER]  sets the archive up and serves it
# make formats                also reads PDF, rich text, web archives and BibTeX
# make sso                    lets another server sign people in (ARCHIVE_OIDC_*)
# make .venv                  sets the environment up alone
# make test                   runs everything; make check its quick part
# make fix                    formats, and makes the tables of the docs anew
# make bench [N=ARTICLES] [WHOOSH=ARTICLES] [GROWTH=1] [JSON=FILE]
#                             measures the search engine beside others
# make messages              gathers what is to be translated; needs GNU gettext
# make requirements           pins the dependencies anew; needs uv

PYTHON ?= python3
BIN := .venv/bin
SOURCES := archive search tests manage.py
# What knows of the index runs with the other Whoosh, too.
WHOOSH_TESTS = $(shell grep -l whoosh_engine tests/search/test_*.py)
# Checks look at the code, never at the archive that lies in var/.
CHECK := ARCHIVE_DATA_DIR=build/check
COMPILE := uv pip compile pyproject.toml --quiet --universal --fork-strategy fewest --python-version 3.11 \
	--generate-hashes --no-header --no-annotate

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1

.PHONY: run formats sso test test-browser test-whoosh check fix bench messages requirements .venv .venv-reloaded
.DELETE_ON_ERROR:

run: .venv
	@$(BIN)/python manage.py quickstart $(if $(ARTICLES),-- '$(subst ','\'',$(ARTICLES))')

formats: .venv/requirements-formats.txt

sso: .venv/requirements-sso.txt

test: check .venv-reloaded
	$(BIN)/pytest -q --numprocesses auto --dist worksteal -m 'not browser'
	@$(MAKE) --no-print-directory -j2 test-browser test-whoosh

# A browser wants a core to itself.
test-browser:
	$(BIN)/pytest -q -m browser

test-whoosh:
	.venv-reloaded/bin/pytest -q $(WHOOSH_TESTS) -m 'not data' -o filterwarnings=default

check: .venv/requirements-test.txt
	$(BIN)/ruff format --check --quiet $(SOURCES)
	$(BIN)/ruff check --quiet $(SOURCES)
	find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	$(CHECK) $(BIN)/mypy
	$(BIN)/lint-imports
	$(CHECK) $(BIN)/python manage.py check --fail-level WARNING
	$(CHECK) ARCHIVE_HTTPS=1 $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(CHECK) $(BIN)/python manage.py makemigrations --check

fix: .venv/requirements-test.txt
	$(BIN)/python -m tests.syntax_page
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	-find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

bench: .venv/requirements-bench.txt
	$(BIN)/python -m tests.benchmarks.measure_search $(if $(N),--articles $(N)) \
		$(if $(WHOOSH),--whoosh $(WHOOSH)) $(if $(GROWTH),--growth) \
		$(if $(JSON),--json '$(JSON)')

messages: .venv
	$(CHECK) $(BIN)/python manage.py makemessages --all --no-obsolete --no-wrap --add-location file \
		--ignore tests --ignore build --ignore var --ignore archive/samples --verbosity 0
	$(CHECK) $(BIN)/python manage.py compilemessages --ignore '.venv*' --verbosity 0
	@for file in archive/locale/*/*/django.po; do echo "$$file"; msgfmt --statistics -o /dev/null "$$file"; done

requirements:
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --output-file requirements-formats.txt --extra formats
	$(COMPILE) --output-file requirements-sso.txt --extra sso
	$(COMPILE) --output-file requirements-test.txt --group test --extra formats --extra sso
	$(COMPILE) --output-file requirements-reloaded.txt --group reloaded --no-emit-package whoosh3
	$(COMPILE) --output-file requirements-bench.txt --group bench

.venv: .venv/requirements.txt
.venv-reloaded: .venv-reloaded/requirements-reloaded.txt

# What is installed is noted by a copy of the file that named it.
.venv/requirements.txt: requirements.txt | .venv/bin/pip
.venv/requirements-formats.txt: requirements-formats.txt | .venv/bin/pip
.venv/requirements-sso.txt: requirements-sso.txt | .venv/bin/pip
.venv/requirements-test.txt: requirements-test.txt | .venv/bin/pip
.venv/requirements-bench.txt: requirements-bench.txt | .venv/bin/pip
.venv-reloaded/requirements-reloaded.txt: requirements-reloaded.txt | .venv-reloaded/bin/pip
.venv/requirements.txt .venv/requirements-formats.txt .venv/requirements-sso.txt .venv/requirements-test.txt .venv/requirements-bench.txt \
.venv-reloaded/requirements-reloaded.txt:
	$(@D)/bin/pip install --quiet --require-hashes --requirement $<
	@cp $< $@

.venv/bin/pip .venv-reloaded/bin/pip:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("The archive needs Python 3.11 or newer, and $(PYTHON) is %d.%d: name another, as in `make PYTHON=python3.12`." % sys.version_info[:2])'
	$(PYTHON) -m venv $(@D:/bin=)
