"""What the search box offers while a reader types."""
