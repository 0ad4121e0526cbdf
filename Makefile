# Everything that can be done with this repository. `make` alone lists it.
#
# PYTHON=/path/to/python3.12 chooses the interpreter that .venv is built on.
# ARGS="..." is passed on by `make demo`, `make test` (to pytest), `make bench` and `make lock`.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := bash
export PYTHON

bin := .venv/bin
.PHONY: help demo test check bench screens fmt lock examples clean

help: ## List what there is
	@echo "Cairn: make COMMAND"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1#\2/p' Makefile | while IFS='#' read -r name words; do printf '%-10s  %s\n' "$$name" "$$words"; done

demo: ## Set up, build an invented organization and serve it (ARGS="--port 8001" and others are passed on)
	@tools/environment base
	@$(bin)/cairn demo $(ARGS)

test: ## Set up and run every test, on SQLite and on PostgreSQL
	@tools/environment dev
	@tools/test $(ARGS)

check: ## Format, lint, types, order of imports, licenses, tidiness
	@tools/environment dev
	@tools/check

bench: ## Measure speed, memory and quality, beside other programs
	@tools/environment bench
	@$(bin)/python -m benchmarks $(ARGS)

screens: ## Take the pictures of README and docs anew, from the demo
	@tools/environment dev
	@$(bin)/python -m tools.screens

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

clean: ## Remove what the commands above made, .venv and the demo included
	rm -rf .venv .demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
