"""What holds the site together: settings, addresses, headers, health and its commands."""
