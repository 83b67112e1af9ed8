# p2pcheck: every chore of the project. `make` alone lists them.
SWIFT ?= swift
P2PCHECK = .build/release/p2pcheck
# Swift Testing is the only test library here; XCTest's empty report would hide its closing line.
TEST_FLAGS ?= --disable-xctest
BENCH_FLAGS ?=
GATE_FLAGS ?=

.PHONY: help deps build verify anchors gate test bench bench-prove review format lint clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install what is missing from the distribution (apt, with or without root)
	@./.ci/deps

build: deps ## build p2pcheck with optimisation
	$(SWIFT) build -c release --static-swift-stdlib --product p2pcheck

verify: build ## build p2pcheck and run every check of Models/checks.yml
	$(P2PCHECK) verify

anchors: build ## look for the functions that rules follow in the Debian packages of Linux (160 MB each)
	./.ci/kernel-sources .build/kernel
	for tree in .build/kernel/*/; do $(P2PCHECK) lint --kernel $${tree%/} || exit 1; done

gate: build ## check the proofs in proofs/ again (GATE_FLAGS="--solver bitwuzla")
	$(P2PCHECK) gate $(GATE_FLAGS)

test: deps ## build and run all tests
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build $(TEST_FLAGS)

bench: build ## compare speed and memory with rumur and Spin (BENCH_FLAGS="--runs 3 --model b")
	python3 Tests/Benchmarks/bench.py --p2pcheck $(P2PCHECK) $(BENCH_FLAGS)

bench-prove: build ## compare proofs with Z3's Spacer (BENCH_FLAGS="--timeout 30 --model fifo")
	python3 Tests/Benchmarks/spacer.py --p2pcheck $(P2PCHECK) $(BENCH_FLAGS)

review: ## write docs/p2pdma-review.md from docs/review and the verdicts of Models/checks.yml
	python3 docs/review/generate.py

format: ## rewrite all sources in the house style
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

lint: ## check the house style
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

clean: ## remove everything that was built
	rm -rf .build Tests/Benchmarks/.build
