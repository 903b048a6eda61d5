"""`python -m stations.search`: the machine code compiled and kept, by the process that a warm-up starts for it."""

from stations.search.warming import run_everything

if __name__ == "__main__":
    run_everything()
