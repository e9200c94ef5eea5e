.PHONY: run test bench

run:
	Scripts/run

test:
	Scripts/test

bench:
	Scripts/bench
