"""Finds and fetches the children's services reports that Ofsted lists for local authorities.

Those that may review an LSCB are downloaded. Never opens a PDF: whether a report is a review is
for `extract` to say.
"""
