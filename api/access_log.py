"""The log of requests: which path, how it ended, and neither the query nor the address it came from."""

import logging


class PathOnly(logging.Filter):
    """Take out of uvicorn's access records what may tell where somebody is."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without its query and its client."""
        if isinstance(record.args, tuple) and len(record.args) == 5:  # noqa: PLR2004 - client, method, path, version, status
            _, method, path, version, status = record.args
            record.args = ("-", method, str(path).partition("?")[0], version, status)
        return True
