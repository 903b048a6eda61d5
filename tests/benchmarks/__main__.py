"""Run every benchmark and print its table."""

from tests.benchmarks import nearest

if __name__ == "__main__":
    nearest.main()
