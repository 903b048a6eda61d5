"""The names that places are searched by: triggers write them down, here they are spelled."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from stations import names

BATCH = 2000
BETWEEN = "\x1f"  # grams on their way to the database; no folded name holds it

PENDING = "SELECT id, name, role FROM place_name WHERE keys IS NULL ORDER BY id LIMIT :count"
SPELL = f"""
    UPDATE place_name SET keys = spelled.keys, grams = string_to_array(spelled.grams, '{BETWEEN}')
    FROM unnest(CAST(:ids AS integer[]), CAST(:keys AS text[]), CAST(:grams AS text[])) AS spelled (id, keys, grams)
    WHERE place_name.id = spelled.id
"""  # noqa: S608 - our own separator


def refresh_names(session: Session, *, at_most: int | None = None) -> int:
    """Spell the names that were written down since the last time, or some of them; return how many.

    Addresses are searched as they are written: nobody types them in pinyin.
    """
    done = 0
    while at_most is None or done < at_most:
        pending = session.execute(text(PENDING), {"count": BATCH if at_most is None else at_most - done}).all()
        if not pending:
            break
        keys = [names.keys_of(name, spelled=role != "address") for _, name, role in pending]
        grams = [BETWEEN.join(names.grams_of(each)) for each in keys]
        session.execute(text(SPELL), {"ids": [number for number, _, _ in pending], "keys": keys, "grams": grams})
        done += len(pending)
    if done:  # what waits to be merged into the index is read through by every search, and misleads the planner
        session.execute(text("SELECT gin_clean_pending_list('place_name_grams_ix')"))
    return done
