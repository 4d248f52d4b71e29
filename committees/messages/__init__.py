"""Who is told of what happens in a committee."""
