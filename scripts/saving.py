"""Tables saved where a person said."""

from pathlib import Path

from stations.errors import FileError


def save_csv(path: Path, content: str, *, field: str) -> None:
    """Write a table as CSV that spreadsheets read as UTF-8; raise `FileError` naming the option where that fails."""
    try:
        path.write_text(content, encoding="utf-8-sig", newline="")  # with a mark, or Excel reads it as GBK
    except OSError as error:
        raise FileError(
            f"无法写入 {path}：{error.strerror}。", f"{path} cannot be written: {error.strerror}.", field=field
        ) from None
