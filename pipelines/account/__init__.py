"""The account: every number of a document ends as a fact, in a record, as ignored with a reason, or as an issue."""
