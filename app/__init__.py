"""The roof: the factory, commands, security headers, migrations, translations. Imports all rooms, imported by none."""
