"""A made-up Ofsted: fictional authorities and boards, their reports as PDFs, and a server for them."""
