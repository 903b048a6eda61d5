"""`yizhan db`: the private PostGIS started, stopped, looked at."""

from typing import Annotated

import typer

from scripts.output import say, show
from scripts.session import cluster_of
from stations import config
from stations.errors import SetupError
from stations.language import Text

app = typer.Typer(help="私有 PostGIS · The private PostGIS", no_args_is_help=True)

STATUS = {
    "running": Text("运行中", "Running"),
    "server_version": Text("版本", "Version"),
    "pid": Text("进程号", "Process"),
    "data": Text("数据目录", "Data"),
    "socket_dir": Text("套接字目录", "Socket"),
    "log": Text("日志", "Log"),
    "url": Text("连接地址", "URL"),
}


@app.command()
def up() -> None:
    """启动，并给出连接地址 · Start it and print its URL.

    例 · Example: yizhan db up
    """
    settings = _private()
    url = cluster_of(settings).up()
    say(f"PostGIS 已启动：{url}", f"PostGIS is running: {url}")


@app.command()
def down() -> None:
    """停止，数据保留 · Stop it; data stays.

    例 · Example: yizhan db down
    """
    stopped = cluster_of(_private()).down()
    say("PostGIS 已停止。" if stopped else "PostGIS 没有在运行。", "Stopped." if stopped else "It was not running.")


@app.command()
def status(*, json: Annotated[bool, typer.Option("--json", help="输出 JSON · Print JSON")] = False) -> None:
    """是否在运行、数据在哪里 · Whether it runs, and where its data is.

    例 · Example: yizhan db status --json
    """
    cluster = cluster_of(_private())
    show({**cluster.status()._asdict(), "url": cluster.url()}, STATUS, as_json=json)


@app.command()
def destroy(*, yes: Annotated[bool, typer.Option("--yes", help="不再询问 · Do not ask")] = False) -> None:
    """删除数据库及其全部数据 · Delete the database with all its data.

    例 · Example: yizhan db destroy
    """
    cluster = cluster_of(_private())
    question = f"永久删除 {cluster.place.folder} 中的全部数据？ · Delete all data in {cluster.place.folder} for good?"
    if not yes:
        typer.confirm(question, abort=True)
    cluster.destroy()
    say("已删除。", "Deleted.")


def _private() -> config.Settings:
    settings = config.load()
    if settings.database_url:
        raise SetupError(
            "已设置 DATABASE_URL，此命令只管理私有数据库。",
            "DATABASE_URL is set; this command looks after the private database alone.",
            field="DATABASE_URL",
        )
    return settings
