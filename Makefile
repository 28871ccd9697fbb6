# The two commands to know are `make demo` and `make test`; `make help` lists them all.
# Everything goes into .venv beside this file; nothing but packages from the package index is downloaded.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The first Python here that is new enough, or the one you name: make demo PYTHON=/opt/python3.12/bin/python3
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench evaluate train clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## install, read an example article, keep all of them and show the state of their talks on two days
	$(BIN)/dragoman read examples/articles/2024-02-12-harbour-courier.txt --actors examples/actors.yaml
	@mkdir -p build && rm -f build/demo.db build/demo.db-shm build/demo.db-wal
	$(BIN)/dragoman add examples/articles --actors examples/actors.yaml --record build/demo.db
	$(BIN)/dragoman state --record build/demo.db --dossier examples/dossier.yaml --on 2024-02-28
	$(BIN)/dragoman state --record build/demo.db --dossier examples/dossier.yaml --on 2024-03-26

test: check ## install with the test tools, check the style and the types, and run the tests
	$(BIN)/python -m pytest

check: $(VENV)/.installed-dev ## check the style and the types alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev ## mend what of the style can be mended by a program
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.installed ## measure speed and memory; make bench FILES="news.jsonl more/"
	$(BIN)/python bench/reading.py $(or $(FILES),examples/articles)

evaluate: $(VENV)/.installed ## measure quality on annotated corpora; make evaluate DATA=FOLDER
	@test -n "$(DATA)" || { echo "Name the folder of the corpora: make evaluate DATA=FOLDER (docs/evaluation.md)"; exit 2; }
	$(BIN)/python -m dragoman.evaluation $(DATA)

train: $(VENV)/.installed-train ## train the reading model, export and calibrate it; make train DATA=FOLDER
	@test -n "$(DATA)" || { echo "Name the folder of the corpora: make train DATA=FOLDER (docs/model.md)"; exit 2; }
	$(BIN)/python -m training.train --data $(DATA) --out training/work/first \
		--set epochs=8 rate=3e-4 frozen=2 'settled=[]' passes.ewt=0 passes.gum=0
	$(BIN)/python -m training.train --data $(DATA) --out training/work/model --begin training/work/first/checkpoint.pt
	$(BIN)/python -m training.train --data $(DATA) --out training/work/last --begin training/work/model/checkpoint.pt \
		--set seed=6 epochs=4 rate=2e-4 head_rate=8e-4 warmup=0.03 passes.ewt=0.6 passes.gum=0.6
	$(BIN)/python -m training.export --checkpoint training/work/last/checkpoint.pt --out src/dragoman/data/model
	$(BIN)/python -m training.names --data $(DATA)
	$(BIN)/python -m training.told tests/gold --data $(DATA)
	$(BIN)/python -m training.calibrate --data $(DATA) --model src/dragoman/data/model

clean: ## remove the environment and what the tools keep
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one: make demo PYTHON=/path/to/python3"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-train: pyproject.toml | $(VENV)/bin/python
	$(PIP) install --editable '.[train]'
	@touch $@ $(VENV)/.installed
