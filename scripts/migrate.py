"""`yizhan migrate`: the tables brought up to date."""

from scripts.output import say
from stations import config


def run() -> None:
    """把数据表更新到当前版本 · Bring the tables up to date.

    例 · Example: yizhan migrate
    """
    from stations import registry, schema
    from stations.cluster import url_of
    from stations.database import Database

    settings = config.load()
    database = Database(url_of(settings))
    schema.migrate(database)
    with database.transaction() as session:
        anew = registry.refresh_all(session, toilet_nearby_m=settings.toilet_nearby_m)
    say("数据表已是最新。", "The tables are up to date.")
    if anew:
        say("需求规则有变化，已重新推算各站。", "Rules or settings had changed: what stations offer was derived anew.")
