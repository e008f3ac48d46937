"""One module per way to run: production, demo, development, test; all share base."""
