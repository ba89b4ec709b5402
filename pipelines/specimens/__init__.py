"""Invented counties: their disclosures in several formats and the figures known to be in them.

`bodies` and `model` draw who reports and what (accounts coherent to the cent, across years too); `families` print a
department-year in the layout and wording of one of five templates; `writers` make files of it; `faults` plant what a
rule must find; `truth` keeps what each file prints; `writing` puts files and truth into a folder, any number of them;
`score` compares a warehouse with the truth. `python -m pipelines.specimens FOLDER --documents 100` writes some.
"""
