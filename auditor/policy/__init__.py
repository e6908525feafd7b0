"""What the user wants: the policy file, its waivers, and how findings are scored."""
