# make build: from logs to a warehouse.   make test: everything CI checks.
# Nothing else is needed on a machine with Python 3.11 and make.
PYTHON ?= python3
LOGS ?= sample_logs/logs
# The data package that edX ships beside the logs; of your own logs, name yours.
PACKAGE ?= $(if $(filter sample_logs/logs,$(LOGS)),sample_logs/package)
BIN := .venv/bin
READY := .venv/.ready
SCRATCH := target/scratch
SESSION := sample_logs/coursera_session
SCRATCH_ENV := MOOCDB_DATABASE=$(SCRATCH)/warehouse.duckdb MOOCDB_SALT=scratch
# The copy for readers (docs/sharing.md), where MOOCDB_SERVE names its file.
SERVE = @[ -z "$$MOOCDB_SERVE" ] || $(BIN)/python -m publishers serve "$$MOOCDB_SERVE"
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.PHONY: build refresh test docs bench lint conventions units lock clean

build: $(READY)
	$(BIN)/python -m loaders check-seeds
	$(BIN)/python -m loaders edx --final "$(LOGS)" || [ $$? -eq 1 ]  # 1: some files were left out
	$(if $(PACKAGE),$(BIN)/python -m loaders edx-package "$(PACKAGE)" || [ $$? -eq 1 ])
	$(BIN)/dbt --quiet build
	$(BIN)/python -m publishers summary
	$(SERVE)

# For cron: docs/refresh.md.
refresh: $(READY)
	$(BIN)/python -m refresh "$(LOGS)" || [ $$? -eq 1 ]  # 1: some files were left out
	$(SERVE)

test: lint conventions units

$(READY): requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "moocdb needs Python 3.11 or later")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

# A warehouse of the samples of both platforms, built with every data test and unit test, that the
# checks below look at.
$(SCRATCH): $(READY)
	rm -rf $@ && mkdir -p $@
	$(SCRATCH_ENV) $(BIN)/python -m loaders edx --final sample_logs/logs
	$(SCRATCH_ENV) $(BIN)/python -m loaders edx-package sample_logs/package
	$(SCRATCH_ENV) $(BIN)/python -m loaders coursera-exports $(SESSION) --course learning-001
	$(SCRATCH_ENV) $(BIN)/python -m loaders coursera-clickstream --final $(SESSION)/*.gz --course learning-001
	$(SCRATCH_ENV) $(BIN)/dbt build
	$(SCRATCH_ENV) $(BIN)/dbt test --select test_type:unit
.PHONY: $(SCRATCH)

lint: $(SCRATCH)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(SCRATCH_ENV) $(BIN)/sqlfluff lint models tests

conventions: $(SCRATCH)
	$(SCRATCH_ENV) $(BIN)/dbt --quiet docs generate --static
	$(BIN)/dbt-bouncer --config-file dbt-bouncer.yml

units: $(READY)
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

docs: $(READY)
	@test -f "$${MOOCDB_DATABASE:-warehouse.duckdb}" || { echo "No warehouse yet: make build"; exit 2; }
	$(BIN)/dbt --quiet docs generate --static
	@echo "The docs site is one page: target/static_index.html"

# make bench [EVENTS=1000000] [GROWTH=1] [PEER=0] [JSON=path]: docs/performance.md
bench: $(READY)
	$(BIN)/python -m benchmarks $(if $(EVENTS),--events "$(EVENTS)") \
		$(if $(filter-out 0,$(GROWTH)),--growth) $(if $(filter 0,$(PEER)),--no-peer) \
		$(if $(JSON),--json "$(JSON)")

lock:
	$(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip install --quiet uv
	.venv/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
		--no-strip-extras --no-emit-index-url --no-header requirements.in -o requirements.txt

clean:
	rm -rf .venv target logs warehouse.duckdb warehouse.duckdb.wal warehouse.duckdb.lock
