# make chat: set up and open the chat.  make test: set up and run every check.
VENV := .venv
BIN := $(VENV)/bin
export ORT_DISABLE_TELEMETRY := 1
export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_OFFLINE := 1

.PHONY: chat setup test system-test bench docs wheel release-check audit format clean

# What runs: the security linter reads it.
SERVED := advisor advisor_cli graph retrieval views web ui.py

chat: setup
	$(BIN)/advisor chat

setup: $(VENV)/.serve

# torch first and by exact version: otherwise another package pulls a second one.
$(VENV)/.serve: pyproject.toml constraints.txt
	test -x $(BIN)/pip || python3 -m venv $(VENV) || { \
	  python3 -m venv --without-pip --clear $(VENV) && \
	  python3 -m pip --python $(BIN)/python install pip; }
	$(BIN)/python -m pip install --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e .
	$(BIN)/advisor prepare
	touch $@

$(VENV)/.dev: $(VENV)/.serve
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# Two processes, and what uses the same server in one of them (tests/conftest.py).
TWO := -n 2 --no-loadscope-reorder

# One thread of torch a process: the threads of two would wait for each other on two cores.
test: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --num-workers 2
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive $(SERVED)
	ADVISOR_DATA_DIR=.cache $(BIN)/advisor prepare
	OMP_NUM_THREADS=1 $(BIN)/pytest -m 'not slow and not system' $(TWO)

# Whole programs against each other: replicas behind nginx, Ray, killed servers, every command of the
# documents. They take longer than the gate; CI runs them after it.
system-test: $(VENV)/.dev
	ADVISOR_DATA_DIR=.cache $(BIN)/advisor prepare
	OMP_NUM_THREADS=1 $(BIN)/pytest -m 'system and not slow' $(TWO)

bench: $(VENV)/.dev
	$(BIN)/pytest -m 'slow or system'
	$(BIN)/python -m benchmarks.titles
	test ! -d ../shared/careers || $(BIN)/python -m benchmarks.predictor --from ../shared/careers
	test ! -f runs/careers/nlsy97.valid.jsonl || $(BIN)/python -m benchmarks.drafts --write
	$(BIN)/advisor evaluate bias --write benchmarks/bias.md
	$(BIN)/python -m benchmarks.scoring --write
	$(BIN)/python -m benchmarks.study --write
	$(BIN)/python -m benchmarks.conversations --split test --write
	test ! -d ../shared/careers || \
	  $(BIN)/python -m benchmarks.simulated --split test --people 600 --write
	$(BIN)/python -m benchmarks.redaction --write
	test ! -d ../shared/careers || $(BIN)/python -m benchmarks.log_load --write
	$(BIN)/python -m benchmarks.speed --write
	$(BIN)/python -m benchmarks.batch --write
	$(BIN)/python -m benchmarks.load --write

# The documents as a site, in build/site.
docs: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

wheel: $(VENV)/.dev
	$(BIN)/python -m release.wheel --build

# Builds the wheel, installs it into an environment of its own and tries it there: some minutes.
release-check: $(VENV)/.dev
	$(BIN)/python -m release.wheel

# Known vulnerabilities of the pinned packages; needs a network, and says so where there is none.
audit: $(VENV)/.dev
	$(BIN)/python -m release.audit

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .cache build dist
