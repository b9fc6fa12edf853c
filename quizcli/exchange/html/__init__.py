"""Reports as self-contained web pages: nothing is fetched, and every text is escaped."""
