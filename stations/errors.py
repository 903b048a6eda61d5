"""What can go wrong, in words a person can act on.

    YizhanError
    ├── SetupError            the machine, the server or the database is not ready
    │   ├── ClusterError      the private PostGIS cannot be made, started or stopped
    │   ├── DatabaseDown      the database does not answer
    │   ├── ExtensionMissing  PostGIS is not in the database and may not be created
    │   ├── SchemaOutdated    the tables are older than this program
    │   └── WorkerDown        nobody works out coverage
    ├── InputError            a value, a file or a parameter cannot be used as given
    │   └── FileError         a file cannot be read at all
    ├── NotFound              nothing is known under that name
    ├── NotDone               it was asked for, and is not done yet
    ├── Gone                  it was known, and was withdrawn
    ├── SwitchedOff           whoever runs the service does not offer it
    └── TooMany               asked too often, for now

Every error says the same sentence in Chinese and English. Their HTTP statuses stand in `api.errors.STATUS_OF`.
"""

from stations.language import Lang, Text


class YizhanError(Exception):
    """Say in both languages what is wrong and what to do; `field` names the parameter or column at fault."""

    def __init__(self, zh: str, en: str, *, field: str | None = None) -> None:
        super().__init__(en)
        self.text = Text(zh, en)
        self.field = field

    def say(self, lang: Lang) -> str:
        """Return the sentence in a language."""
        return self.text.say(lang)


class SetupError(YizhanError):
    """The machine, the server or the database is not ready."""


class ClusterError(SetupError):
    """The private PostGIS cannot be made, started or stopped."""


class DatabaseDown(SetupError):
    """The database does not answer."""


class ExtensionMissing(SetupError):
    """PostGIS is not in the database and may not be created by this user."""


class SchemaOutdated(SetupError):
    """The tables are older, or newer, than this program."""


class WorkerDown(SetupError):
    """Nobody works out coverage: no worker runs, or it broke off."""


class InputError(YizhanError):
    """A value, a file or a parameter cannot be used as given."""


class FileError(InputError):
    """A file cannot be read at all."""


class NotFound(YizhanError):
    """Nothing is known under that name."""


class NotDone(YizhanError):
    """It was asked for, and is not done yet."""


class Gone(YizhanError):
    """It was known once, and was withdrawn."""


class SwitchedOff(YizhanError):
    """Whoever runs the service does not offer it."""


class TooMany(YizhanError):
    """Asked too often; `retry_after_s` says when it may be tried again."""

    def __init__(self, zh: str, en: str, *, retry_after_s: int) -> None:
        super().__init__(zh, en)
        self.retry_after_s = retry_after_s
