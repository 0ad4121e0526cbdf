"""Other ways to match: ranked lists, the directory, circles, peers, rematches."""
