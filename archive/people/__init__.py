"""Who may do what, and how people show that it is them."""
