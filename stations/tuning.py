"""The three files of settings of the private server, each setting with its reason."""

import shutil
from pathlib import Path

ENOUGH_SHM_BYTES = 512 << 20

_ALWAYS = """\
# Written by Yizhan at every start. For changes of your own use ALTER SYSTEM SET: it wins over this file.

hba_file = 'pg_hba.conf'
ident_file = 'pg_ident.conf'

listen_addresses = ''                   # no TCP: no port can be taken, nothing can be reached from outside
port = 5432                             # only the end of the socket's name
unix_socket_directories = '{socket_dir}'
unix_socket_permissions = 0700
dynamic_shared_memory_type = {shared}   # containers give /dev/shm 64 MB, where a parallel query dies: then use files

shared_buffers = 256MB                  # 200,000 stations with their indexes stay in memory
work_mem = 16MB                         # sorts and hashes of one district fit
maintenance_work_mem = 256MB            # an import builds indexes on whole tables
random_page_cost = 1.1                  # solid-state discs: the default shuns indexes
jit = off                               # compiling takes longer than any of our questions

timezone = 'UTC'
log_timezone = 'UTC'
cluster_name = 'yizhan'                 # what `ps` shows
log_line_prefix = '%m [%p] %d '
log_min_duration_statement = 1s         # what is slow is logged ...
log_parameter_max_length = 0            # ... without its values: a courier's position is never written down
log_parameter_max_length_on_error = 0

# No statement_timeout, lock_timeout or idle limit: an import or a migration may rightly take minutes.
# The engine of the API sets its own.
"""

_WHO = """\
# Written by Yizhan at every start. The system vouches for who is at the other end of the socket: no password.
local  all          yizhan  peer  map=owner
local  replication  yizhan  peer  map=owner
"""

_DURABLE = """
fsync = on                              # what was acknowledged outlives the power; on by default, and not to be argued
synchronous_commit = on
full_page_writes = on
wal_level = replica                     # backups and replicas can be taken without a restart
wal_compression = on                    # an import writes half as much
"""

_FOR_TESTS = """
fsync = off                             # lost with the power: only for data that tests made
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0                     # wal_level = minimal asks for it
"""


def files(socket_dir: Path, *, user: str, durable: bool) -> dict[str, str]:
    """Return names and texts of the files; `user` runs the server, and only that one and root may speak to it.

    Paths in them are relative to the folder the server is started in.
    """
    shm = Path("/dev/shm")  # noqa: S108 - not a temporary file: the memory that processes may share
    enough = shm.exists() and shutil.disk_usage(shm).total >= ENOUGH_SHM_BYTES
    always = _ALWAYS.format(socket_dir=socket_dir, shared="posix" if enough else "mmap")
    return {
        "postgresql.conf": always + (_DURABLE if durable else _FOR_TESTS),
        "pg_hba.conf": _WHO,
        "pg_ident.conf": "".join(f'owner "{name}" yizhan\n' for name in sorted({user, "root"})),
    }
