"""How the rooms are put together: settings, addresses, and the door for web servers."""
