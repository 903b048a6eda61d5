"""`--column`: which heading of a file holds what."""

from collections.abc import Sequence

from stations.errors import InputError


def columns_read(given: Sequence[str], *, example: str) -> dict[str, str]:
    """Return headings by what they hold, from options written `weight=人口`; raise `InputError` for any other."""
    columns = {}
    for pair in given:
        role, sign, heading = pair.partition("=")
        if not sign:
            raise InputError(
                f"--column 应写作 {example}=列名，而不是 {pair}。",
                f"--column is written {example}=NAME, not {pair}.",
                field="column",
            )
        columns[role] = heading
    return columns
