# Everything a newcomer types. Python 3.11 or newer is all that must be there; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run test samples benchmark calibration lint lock clean

BIN := .venv/bin
RUN_READY := .venv/run.ready
DEV_READY := .venv/dev.ready

# A run from here keeps its store, scans and Prefect's files inside the checkout.
export NOTICEDESK_HOME ?= data

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

run: $(RUN_READY) ## Set up, read the sample mailroom, show the queue
	@$(BIN)/python -m flows ingest samples/mailroom/mail --out results

test: $(DEV_READY) ## Set up, run all tests but the benchmark
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not benchmark"

samples: $(RUN_READY) ## Build the committed sample mailroom again, from its seed
	@rm -rf samples/mailroom && $(BIN)/python -m samples.mailroom_recipe

# NOTICES=600 SEED=7 choose the built set, SETS=sample,built (or none) what is read. COMPARE=1: some pages by pytesseract
# and OCRmyPDF too (OCRMYPDF names it, TESSERACT another Tesseract for both). GROWTH=2000: a long run for its memory.
# LAYOUTS=practice: the built set in the layouts for practice. PICTURES=DIR: the worst pages. RESULTS=DIR: where the tables go.
benchmark: $(DEV_READY) ## Measure against the truth of generated mail; NOTICES=, SEED= and others choose how
	@$(BIN)/python -m tests.benchmark $(if $(NOTICES),--notices $(NOTICES)) $(if $(SEED),--seed $(SEED)) \
		$(if $(SETS),--sets $(SETS)) $(if $(LAYOUTS),--layouts $(LAYOUTS)) $(if $(GROWTH),--growth $(GROWTH)) $(if $(WORKERS),--workers $(WORKERS)) \
		$(if $(COMPARE),--compare $(COMPARE)) $(if $(OCRMYPDF),--ocrmypdf $(OCRMYPDF)) \
		$(if $(TESSERACT),--tesseract $(TESSERACT)) \
		$(if $(PICTURES),--pictures "$(PICTURES)") $(if $(RESULTS),--results "$(RESULTS)")

calibration: $(DEV_READY) ## Fit the confidence again and measure it, on generated mail of seeds of its own
	@$(BIN)/python -m tests.benchmark.calibrate

lint: $(DEV_READY) ## ruff, mypy and the floors of the house
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

lock: ## Write requirements/*.txt again from requirements/*.in
	@sh requirements/lock.sh

clean: ## Remove what set-up and tools made; data/ and results/ stay
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist noticedesk.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@if [ -e data ] || [ -e results ]; then echo "data/ and results/ are left: they may hold your work"; fi

$(RUN_READY): requirements/run.txt requirements/install.sh pyproject.toml
	@sh requirements/install.sh run

$(DEV_READY): requirements/dev.txt $(RUN_READY)
	@sh requirements/install.sh dev
