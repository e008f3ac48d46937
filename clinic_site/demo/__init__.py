"""A whole site to try: stand-ins for what only the clinic knows, accounts, sample requests.

Nothing here can be mistaken for the clinic's own facts, and nothing here runs in production.
"""
