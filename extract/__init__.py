"""PDF to record: what one Ofsted report says of its Local Safeguarding Children Board.

No network, no database, no clock: the same bytes and the same version give the same record.
"""
