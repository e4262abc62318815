# `make run` starts the portal, `make test` proves it; the rest is for the day's work.
.DEFAULT_GOAL := help
.PHONY: help run test check build clean-data

help: ## Show these lines
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

run: ## Install what is missing, build, fill a first database, serve http://127.0.0.1:3000
	@.ci/run-portal.sh

test: ## Everything CI runs: format, lints, Rust tests on SQLite and PostgreSQL, browser tests
	@.ci/test.sh all

check: ## The quick part of it: format, lints, pure and SQLite tests
	@.ci/test.sh quick

build: ## Build the portal into target/, unless it is built already
	@.ci/build.sh

clean-data: ## Remove data/, the database and mails of `make run`
	rm -rf data
