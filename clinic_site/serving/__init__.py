"""Starting the web server: its address, its static files, and knowing that it answers."""
