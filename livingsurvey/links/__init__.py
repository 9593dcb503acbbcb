"""Do the addresses in the data still answer? Asked politely, remembered in a cache, with an allow-list."""
