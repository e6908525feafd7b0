"""How much hangs on one: shares of suppliers, owners, countries and hosts, and who is no longer there."""
