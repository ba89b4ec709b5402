"""`Document` to what it is about: identity, sections and statutory forms."""
