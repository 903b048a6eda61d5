"""Run every benchmark and print its table."""

from tests.benchmarks import coverage, http, nearest, search, snapshot

if __name__ == "__main__":
    for benchmark in (nearest, search, snapshot, http, coverage):
        benchmark.main()
