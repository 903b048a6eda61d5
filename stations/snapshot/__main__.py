"""`python -m stations.snapshot`: one snapshot built, by the process that a read model starts for it."""

from stations.snapshot import building

if __name__ == "__main__":
    building.main()
