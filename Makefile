# Every task by name; `make` alone lists them. What they do is in scripts/.

.DEFAULT_GOAL := help
.PHONY: help run build start check test bench setup clean
MAKEFLAGS += --no-print-directory

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## install what is missing, build, fill in demo data, serve at http://localhost:3000
	@scripts/run.sh

build: ## build the product for release into dist/
	@scripts/build.sh

start: ## serve what was built, configured by the environment
	@scripts/start.sh

check: ## the fast checks: format and clippy
	@scripts/check.sh

test: ## every check and test (STAGE=name for one of them, see docs/TESTING.md)
	@scripts/test.sh $(STAGE)

bench: ## measure speed, size and memory
	@bench/run.sh

setup: ## install what is missing, and nothing else
	@scripts/setup.sh

clean: ## remove what was built here (what is shared between checkouts stays)
	@rm -rf dist target frontend/editor/dist
