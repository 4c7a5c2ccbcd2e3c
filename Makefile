# Everything a newcomer needs: `make demo`, `make test`.
SWIFT ?= swift
OUTPUT ?= demo-corpus
SAMPLES := Plugins/Biomedicine/Samples
DIDACT := .build/release/didact

.PHONY: deps build demo test lint bench clean

deps: ## install the system packages that are missing
	@sh Tools/install-deps.sh

build: deps ## release build
	$(SWIFT) build -c release --product didact

demo: build ## the main job on bundled PubMed and JATS samples
	@rm -rf $(OUTPUT)
	$(DIDACT) augment $(SAMPLES)/pubmed-sample.xml.gz $(SAMPLES)/jats --domain biomedicine --output $(OUTPUT) --compression none
	$(DIDACT) verify $(OUTPUT)
	@sh Tools/show-pairs.sh $(OUTPUT) 3

test: deps ## all tests, those of the example included
	@sh Tools/test-environment.sh
	$(SWIFT) build --build-tests
	$(SWIFT) build --product didact
	$(SWIFT) test --skip-build --skip DidactModelsTests
	$(SWIFT) test --skip-build --filter DidactModelsTests # alone: what waits for servers must not wait for cores
	$(SWIFT) test --package-path Examples/CustomDomain
	$(SWIFT) run --package-path Examples/CustomDomain recipes documents --domain recipes Examples/CustomDomain/Samples/recipes.txt > /dev/null

lint: ## swift-format, strictly
	$(SWIFT) format lint --strict --recursive Package.swift Sources Plugins Tests domains Examples/CustomDomain/Package.swift Examples/CustomDomain/Sources Examples/CustomDomain/Tests Benchmarks/Package.swift Benchmarks/Sources

bench: build ## speed beside peers; see Benchmarks/README.md
	python3 Benchmarks/run.py

clean:
	rm -rf .build Examples/CustomDomain/.build Benchmarks/.build $(OUTPUT)
