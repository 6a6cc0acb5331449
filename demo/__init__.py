"""A made-up Ofsted: fictional authorities and boards, reports drawn afresh, and a server for them."""
