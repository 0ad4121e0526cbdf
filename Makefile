# Everything that can be done with this repository. `make` alone lists it.
#
# PYTHON=/path/to/python3.12 chooses the interpreter that .venv is built on.
# ARGS="..." is passed on by `make test` (to pytest), `make bench` and `make lock`.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := bash
export PYTHON

bin := .venv/bin
example := examples/mentees.csv examples/mentors.csv --program career --start 2026-09-07 \
	--pairs examples/pairs.csv --forbid examples/forbid.csv

.PHONY: help demo test check bench fmt lock examples clean

help: ## List what there is
	@echo "Cairn: make COMMAND"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1#\2/p' Makefile | while IFS='#' read -r name words; do printf '%-10s  %s\n' "$$name" "$$words"; done

demo: ## Set up, match the example sheets and print the result
	@tools/environment base
	@echo
	@echo '$$ cairn match $(example)'
	@$(bin)/cairn match $(example)
	@echo
	@echo '$$ cairn match $(example) --explain Tiago --quiet'
	@$(bin)/cairn match $(example) --explain Tiago --quiet

test: ## Set up and run every test, with the branches they cover and the ten slowest
	@tools/environment dev
	@echo "Running the tests on every core ..."
	@$(bin)/python -m pytest -n auto --cov --cov-report=term $(ARGS)

check: ## Format, lint, types, order of imports, licenses, tidiness
	@tools/environment dev
	@tools/check

bench: ## Measure speed, memory and quality, beside other programs
	@tools/environment bench
	@$(bin)/python -m benchmarks $(ARGS)

fmt: ## Put the code into the common format and mend what can be mended
	@tools/environment dev
	@$(bin)/ruff check --quiet --fix-only . && $(bin)/ruff format .

lock: ## Pin the packages anew (ARGS=--upgrade takes the newest)
	@tools/environment dev
	@echo "Pinning ..."
	@tools/lock $(bin)/uv $(ARGS)

examples: ## Make the example sheets anew, from the same seed
	@tools/environment base
	@$(bin)/python -m benchmarks.make_examples

clean: ## Remove what the commands above made, .venv included
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
