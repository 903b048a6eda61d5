"""Say whether models and migrations agree, both ways, on a PostGIS made for the purpose: a step of `make check`."""

import shutil
import sys
import tempfile
from pathlib import Path

from stations import schema
from stations.cluster import Cluster
from stations.database import Database


def main() -> int:
    """Return 0 when the migrations build just what the models say, and can be taken back."""
    home = Path(tempfile.mkdtemp(prefix="yizhan-check-", dir="/tmp"))
    home.chmod(0o755)
    cluster = Cluster(home, durable=False)
    try:
        database = Database(cluster.up())
        schema.migrate(database)
        schema.downgrade(database, revision="base")
        schema.migrate(database)
        differences = schema.differences(database)
        database.dispose()
    finally:
        cluster.destroy()
        shutil.rmtree(home)
    for difference in differences:
        sys.stderr.write(f"the models and the migrations differ: {difference}\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
