"""The keys of the app, one file a screen; ``command_table.COMMANDS`` holds them all."""
