# make build: from logs to a warehouse.   make test: everything CI checks.
# Nothing else is needed on a machine with Python 3.11 and make.
PYTHON ?= python3
LOGS ?= sample_logs/logs
# The data package that edX ships beside the logs; of your own logs, name yours.
PACKAGE ?= $(if $(filter sample_logs/logs,$(LOGS)),sample_logs/package)
BIN := .venv/bin
READY := .venv/.ready
DEV := .venv/.dev
DOCS := .venv/docs
# Every step is run by Python, not by its script: the path of the checkout may hold blanks and quotes.
MOOCDB := $(BIN)/python -m moocdb
# Paths reach the shell as variables, so that no character of them is read as code.
export LOGS_PATH := $(value LOGS)
export PACKAGE_PATH := $(if $(filter file,$(origin PACKAGE)),$(PACKAGE),$(value PACKAGE))
TOOLS := .venv/tools/.ready
PREDICT := .venv/.predict
SPARK := .venv/spark
SCRATCH := target/scratch
SESSION := sample_logs/coursera_session
SCRATCH_ENV := MOOCDB_DATABASE=$(SCRATCH)/warehouse.duckdb MOOCDB_SALT=test
# The copy for readers (docs/sharing.md), where MOOCDB_SERVE names its file.
SERVE = @[ -z "$$MOOCDB_SERVE" ] || $(MOOCDB) serve "$$MOOCDB_SERVE"
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.PHONY: build build-duckdb build-spark land refresh test test-spark torture check docs docs-site reference bench lint lint-python lint-sql conventions checks environments units dev tools predict lock clean

# Where the models run: duckdb, or spark (docs/scale.md), to which the landing goes as Parquet.
TARGET ?= duckdb
build: build-$(TARGET)

build-duckdb: $(READY) land
	@$(MOOCDB) build
	@$(MOOCDB) summary
	@$(MOOCDB) report report.html || [ $$? -eq 2 ]  # 2: there is no course to tell of
	$(SERVE)

build-spark: export MOOCDB_TARGET = spark
build-spark: export MOOCDB_LANDING := $(or $(MOOCDB_LANDING),landing)
build-spark: $(SPARK)/.ready land
	@$(MOOCDB) load to-parquet
	@$(SPARK)/bin/python -c "from dbt.cli.main import cli; cli()" build \
		--exclude-resource-type test unit_test

land: $(READY)
	@$(MOOCDB) load check-seeds
	@echo "Landing $$LOGS_PATH"
	@$(MOOCDB) load edx --final "$$LOGS_PATH" || [ $$? -eq 1 ]  # 1: some files were left out
	@[ -z "$$PACKAGE_PATH" ] || $(MOOCDB) load edx-package "$$PACKAGE_PATH" || [ $$? -eq 1 ]

# Java before the packages, which are 500 MB.
$(SPARK)/.ready: $(READY) requirements-spark.txt
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -version 2>&1 | grep -Eq 'version "(1[7-9]|[2-9][0-9])' \
		|| { echo "Spark needs Java 17 or later: install it, or set JAVA_HOME to where it is."; exit 1; }
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes \
		-r requirements.txt -r requirements-spark.txt
	@touch $@

# For cron: docs/refresh.md.
refresh: $(READY)
	@$(MOOCDB) refresh "$$LOGS_PATH" || [ $$? -eq 1 ]  # 1: some files were left out
	$(SERVE)

# All models on Spark, with the samples (docs/scale.md). `make test` runs a slice where Java is there.
test-spark: $(DEV) $(SPARK)/.ready
	$(BIN)/python -m pytest --whole-spark tests/spark tests/macros

# Environments of tests are installed while files are checked.
test: $(READY)
	@$(MAKE) --no-print-directory -j3 checks lint-python environments
	@$(MAKE) --no-print-directory units SAMPLES="--samples=$(SCRATCH)/warehouse.duckdb"

checks: $(DEV)
	@$(MAKE) --no-print-directory -j1 lint-sql conventions

# make torture [SHARE=0.2]: what docs/reliability.md reports, as often as it says, or a share of it.
torture: $(SCRATCH)
	@rm -f target/torture.txt
	MOOCDB_TORTURE="$(or $(SHARE),1)" $(BIN)/python -m pytest --numprocesses 2 --dist worksteal tests/torture tests/fuzz \
		"--samples=$(SCRATCH)/warehouse.duckdb"
	@cat target/torture.txt

# make check FILE=models/marts/activity/fct_sessions.sql: lints a model, builds it, tests it. Tests that
# read other tables too (tests/invariants) are left to make test. Of a .py it lints, and runs a test; a
# .csv of seeds/ it loads and tests. Of a data test that fails it shows rows.
check: FAILED_ROWS = { $(BIN)/python tests/failed_rows.py; exit 1; }
check: $(DEV)
	@rm -f "$${DBT_TARGET_PATH:-target}/run_results.json"  # of an earlier run
ifeq ($(suffix $(FILE)),.py)
	$(BIN)/ruff check "$(FILE)" && $(BIN)/ruff format --check "$(FILE)"
	$(if $(filter test_%,$(notdir $(FILE))),$(BIN)/python -m pytest "$(FILE)")
else ifeq ($(suffix $(FILE)),.csv)
	$(BIN)/dbt --quiet build --indirect-selection cautious --select "path:$(FILE)" || $(FAILED_ROWS)
else
	$(BIN)/sqlfluff lint "$(FILE:.yml=.sql)"
	$(BIN)/dbt --quiet build --indirect-selection cautious --select "path:$(FILE:.yml=.sql)" \
		|| $(FAILED_ROWS)
endif

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "moocdb needs Python 3.11 or later")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m moocdb.install
	@touch $@

# What tests, checks and benchmarks need beside it.
dev: $(DEV)
$(DEV): $(READY) requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes \
		-r requirements-dev.txt
	@touch $@

# A warehouse of the samples of both platforms, built with every data test, that the checks below look
# at and tests read. The salt is that of the tests. Unit tests run in tests/cases/test_settings.py.
$(SCRATCH): $(DEV)
	rm -rf $@ && mkdir -p $@
	$(SCRATCH_ENV) $(BIN)/python -m loaders edx --final sample_logs/logs
	$(SCRATCH_ENV) $(BIN)/python -m loaders edx-package sample_logs/package
	$(SCRATCH_ENV) $(BIN)/python -m loaders coursera-exports $(SESSION) --course learning-001
	$(SCRATCH_ENV) $(BIN)/python -m loaders coursera-clickstream --final $(SESSION)/*.gz --course learning-001
	$(SCRATCH_ENV) $(BIN)/dbt build
.PHONY: $(SCRATCH)

lint: lint-python lint-sql

lint-python: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lint-sql: $(SCRATCH)
	$(SCRATCH_ENV) $(BIN)/python tests/quick_lint.py lint models tests

conventions: $(SCRATCH)
	$(SCRATCH_ENV) $(BIN)/dbt --quiet docs generate --static --no-compile
	$(BIN)/dbt-bouncer --config-file dbt-bouncer.yml

units: $(DEV) environments
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal $(SAMPLES)

environments: tools $(DEV)
	@$(MAKE) --no-print-directory $(DOCS)/.ready || echo "MkDocs is not installed: its tests skip"
	@$(MAKE) --no-print-directory $(SPARK)/.ready || echo "Spark is not installed: its tests skip"
	@$(MAKE) --no-print-directory predict || echo "scikit-learn is not installed: its tests skip"

# What tests of docs/tools/ run, in an environment of its own; without a network they skip.
tools: $(TOOLS)
$(TOOLS): $(READY) requirements-tools.txt
	$(PYTHON) -m venv .venv/tools
	.venv/tools/bin/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes \
		-r requirements-tools.txt && touch $@ || echo "The tools are not installed: their tests skip"

# What `python -m predictors` needs beside the rest: scikit-learn and mirt.
predict: $(PREDICT)
$(PREDICT): $(READY) requirements-predict.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes \
		-r requirements-predict.txt
	@touch $@

# Risk, topics and discriminations: found from the marts, landed, built and shown in the report.
research: $(PREDICT)
	@$(MOOCDB) predict dropout --out research
	@$(MOOCDB) predict topics --out research
	@$(MOOCDB) predict items --out research
	@$(MOOCDB) load predictions research/dropout_predictions.csv
	@$(MOOCDB) load topics research/topics.csv
	@$(MOOCDB) load item-parameters research/item_parameters.csv
	@$(MOOCDB) build --select stg_predictions__rows+ --select stg_topics__rows+ \
		--select stg_item_parameters__rows+
	@$(MOOCDB) report report.html
.PHONY: research

# One folder of pages that need no network: the docs, dbt's pages and the lineage of columns.
docs: docs-site
	@$(MOOCDB) docs
	$(DOCS)/bin/colibri generate --light --disable-telemetry --output-dir target/lineage \
		> target/lineage.log 2>&1 || { cat target/lineage.log; exit 1; }
	mkdir -p target/site/dbt target/site/lineage
	cp target/static_index.html target/site/dbt/index.html
	cp target/lineage/index.html target/site/lineage/index.html
	@echo "The docs: target/site/index.html"

# The pages of docs/ only: needs no warehouse. Not --quiet: it would hide warnings from strict mode.
docs-site: $(DOCS)/.ready
	@mkdir -p target
	NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/python -m mkdocs build > target/site.log 2>&1 \
		|| { cat target/site.log; exit 1; }

$(DOCS)/.ready: requirements-docs.txt
	$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

# Pages and YAML that are made from the code: docs/reference, macros/*/_macros.yml.
reference: $(READY)
	$(BIN)/python -m handbook

# make bench [EVENTS=1000000] [GROWTH=1] [PEER=0] [JSON=path]: docs/performance.md
bench: $(DEV)
	$(BIN)/python -m benchmarks $(if $(EVENTS),--events "$(EVENTS)") \
		$(if $(filter-out 0,$(GROWTH)),--growth) $(if $(filter 0,$(PEER)),--no-peer) \
		$(if $(JSON),--json "$(JSON)")

lock:
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	for name in requirements requirements-dev requirements-docs requirements-tools requirements-predict \
		requirements-spark; do \
		.venv/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
			--no-strip-extras --no-emit-index-url --no-header $$name.in -o $$name.txt || exit 1; \
	done

clean:
	rm -rf .venv target logs warehouse.duckdb warehouse.duckdb.wal warehouse.duckdb.lock
