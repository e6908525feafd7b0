"""What we know before we look: licences, models, services, suppliers, datasets, packages, and calls that name them."""
