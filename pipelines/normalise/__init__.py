"""Printed amounts, labels and names to the columns of the contract."""
