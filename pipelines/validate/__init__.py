"""The Pandera contracts applied: accepted rows and quarantined rows, none lost."""
