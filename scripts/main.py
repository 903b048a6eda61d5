"""`yizhan`: the command line, where every command is hung up."""

import sys

import typer

from scripts import (
    coverage,
    db,
    demo,
    draw_map,
    hours,
    import_census,
    import_demand,
    import_districts,
    import_stations,
    import_streets,
    migrate,
    prune,
    report,
    reports,
    serve,
    siting,
    stop,
    worker,
)
from scripts.output import complain
from stations.errors import YizhanError

app = typer.Typer(
    help="驿站：户外劳动者驿站的登记、查询与覆盖图 · Yizhan: the registry of rest stations, questions, coverage maps",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(db.app, name="db")
app.command("migrate")(migrate.run)
app.command("demo")(demo.run)
importing = typer.Typer(help="导入数据 · Import data", no_args_is_help=True)
importing.command("stations")(import_stations.run)
importing.command("districts")(import_districts.run)
importing.command("streets")(import_streets.run)
importing.command("census")(import_census.run)
importing.command("demand")(import_demand.run)
app.add_typer(importing, name="import")
app.command("map")(draw_map.run)
app.command("coverage")(coverage.run)
app.command("report")(report.run)
app.command("siting")(siting.run)
app.add_typer(reports.app, name="reports")
app.command("prune")(prune.run)
app.command("hours")(hours.run)
app.command("serve")(serve.run)
app.command("stop")(stop.run)
app.command("worker")(worker.run)


def main() -> None:
    """Run a command; an error of ours becomes a sentence and exit status 1."""
    try:
        app()
    except YizhanError as error:
        complain(error)
        sys.exit(1)


if __name__ == "__main__":
    main()
