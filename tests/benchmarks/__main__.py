"""Run every benchmark and print its table."""

from tests.benchmarks import coverage, http, nearest, rebuilding, report, search, snapshot, tipg, visibility, whatif

if __name__ == "__main__":
    for benchmark in (nearest, search, snapshot, http, tipg, rebuilding, visibility, coverage, whatif, report):
        benchmark.main()
