"""The entrance of the web server: ``gunicorn wsgi:app``. Production refuses a database that is not fit for it."""

from app.factory import create_app
from app.startup import startup_faults
from config import BadSettings, Settings
from core.database import Database

settings = Settings.from_environ()
database = Database(settings.database_url)
faults = startup_faults(settings, database)
database.dispose()  # no connection may cross gunicorn's fork
if faults:
    raise BadSettings(faults)
app = create_app(settings)
