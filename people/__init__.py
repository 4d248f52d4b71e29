"""People: places, the scope tree, organisations, persons and the roles they hold."""
