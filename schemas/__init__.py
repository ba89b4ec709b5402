"""What we promise: types, tables and their contracts, forms, phrases, measures, classifications.

Nothing here reads a document, touches the network or opens a file other than its own data files.
"""
