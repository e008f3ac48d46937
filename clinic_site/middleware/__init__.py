"""What happens around every view, one concern per module."""
