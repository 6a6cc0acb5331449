"""What several rooms share. Any room may import it; it imports none of them."""
