"""The units of the reporting body: which there are, and which a row belongs to."""
