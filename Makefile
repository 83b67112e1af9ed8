# p2pcheck: every chore of the project. `make` alone lists them.
SWIFT ?= swift
P2PCHECK = .build/release/p2pcheck
# Swift Testing is the only test library here; XCTest's empty report would hide its closing line.
TEST_FLAGS ?= --disable-xctest
# Tests at the same time: with more than there are threads, those with limits of time wait for one.
TEST_WIDTH ?= $(shell nproc)
# The tests look at what is shipped, and take half the time: `make test TEST_CONFIG=debug` builds sooner.
TEST_CONFIG ?= release
# Where the random models of `make test-long` begin: other ones every day.
SEED ?= $(shell date +%Y%m%d)
BENCH_FLAGS ?=
GATE_FLAGS ?=
LARGE_FLAGS ?=
# Of `make bench-large`.
LARGE ?=
# Where the kernels are that `make lab` builds: 2 GB each.
LAB ?= .build/lab
LAB_FLAGS ?=
PREFIX ?= /usr/local
DESTDIR ?=
# Where `make install` and `make uninstall` put things and find them again; no shell reads it.
install uninstall: export ROOT = $(DESTDIR)$(PREFIX)
STAGE = .build/stage
# What an installed program is made from.
SOURCES = Package.swift $(shell find Sources -type f ! -name '* *')

.PHONY: help deps build verify verify-large anchors refine lab gate test test-long bench bench-large bench-prove review stage install uninstall dist format lint clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install what is missing from the distribution (apt, with or without root)
	@./.ci/deps

build: deps ## build p2pcheck with optimisation
	$(SWIFT) build -c release --product p2pcheck

verify: build ## build p2pcheck and run every check of Models/checks.yml
	$(P2PCHECK) verify

verify-large: build ## run the checks of Models/large.yml: more processes, larger pools (some 8 GB, a night at most)
	P2PCHECK=$(P2PCHECK) ./.ci/verify-large $(LARGE_FLAGS)

anchors: build ## look for the functions that rules follow in the Debian packages of Linux (160 MB each)
	./.ci/kernel-sources .build/kernel
	for tree in .build/kernel/*/; do $(P2PCHECK) lint --kernel $${tree%/} || exit 1; done
	for series in 6.12 7.3; do docs/review/repairs.py check $$series .build/kernel/linux-source-$$series || exit 1; done

refine: build ## hold designs against the wide models that are proved
	P2PCHECK=$(P2PCHECK) ./.ci/refine

lab: build ## hold the models against a kernel that runs under QEMU (LAB_FLAGS="--kernel 7.3 --seed 7 --calls 1000")
	./Tests/KernelLab/deps
	python3 -B Tests/KernelLab/lab.py --lab "$(LAB)" --p2pcheck $(P2PCHECK) $(LAB_FLAGS)

gate: build ## check the proofs in proofs/ again (GATE_FLAGS="--solver bitwuzla")
	$(P2PCHECK) gate $(GATE_FLAGS)

test: deps ## build and run all tests
	$(SWIFT) build -c $(TEST_CONFIG) --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TEST_WIDTH) $(SWIFT) test -c $(TEST_CONFIG) --skip-build $(TEST_FLAGS)

test-long: export P2P_SEED = $(SEED)
test-long: export P2P_RANDOM_MODELS = 2000
test-long: export P2P_PROVER_MODELS = 200
test-long: export P2P_MACHINE_MODELS = 400
test-long: export P2P_SYMMETRIC_MODELS = 20000
test-long: export P2P_FAMILY_MODELS = 6000
test-long: export P2P_FAMILY_PROOFS = 100
test-long: export P2P_REDUCED_MODELS = 100000
test-long: export P2P_DISK_MODELS = 20000
test-long: export P2P_RANKED_MODELS = 2000
test-long: export P2P_TAMPERINGS = 600
test-long: export P2P_FAULTS = 300
test-long: test ## all tests, with many times as many random models, others every day (hours; SEED=1)

bench: build ## compare speed and memory with rumur and Spin (BENCH_FLAGS="--runs 3 --model b")
	python3 Tests/Benchmarks/bench.py --p2pcheck $(P2PCHECK) $(BENCH_FLAGS)

bench-large: build ## explore a model whose numbers are known (LARGE="--size 1G --memory 6G --disk states")
	python3 Tests/Benchmarks/large.py --p2pcheck $(P2PCHECK) $(LARGE)

bench-prove: build ## compare proofs with Z3's Spacer and ABC's pdr (BENCH_FLAGS="--timeout 30 --model fifo")
	python3 Tests/Benchmarks/prove.py --p2pcheck $(P2PCHECK) $(BENCH_FLAGS)

review: build ## write docs/p2pdma-review.md from docs/review, Models/checks.yml and proofs/
	P2PCHECK=$(P2PCHECK) python3 docs/review/generate.py

$(STAGE)/bin/p2pcheck: $(SOURCES)
	.ci/deps
	.ci/stage $(STAGE)

stage: $(STAGE)/bin/p2pcheck ## build what `make install` installs: a program that needs nothing of Swift's

install: $(STAGE)/bin/p2pcheck ## install it (PREFIX=/usr/local DESTDIR=)
	.ci/install "$(STAGE)"

uninstall: ## remove what `make install` put there
	.ci/install --remove

dist: deps ## make a tarball that runs on machines without Swift
	.ci/dist

format: ## rewrite all sources in the house style
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

lint: ## check the house style
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

clean: ## remove everything that was built
	rm -rf .build Tests/Benchmarks/.build
