"""What a page of results shows, made of what the engine answers."""
