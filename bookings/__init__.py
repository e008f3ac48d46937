"""What patients send to the clinic, and what staff do with it."""
