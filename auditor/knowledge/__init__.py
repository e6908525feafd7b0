"""What we know before we look: licences, models, services, suppliers, datasets, packages, and the calls that name them."""
