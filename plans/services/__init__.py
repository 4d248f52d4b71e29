"""What happens to a plan: one function a verb, by chapter of its life."""
