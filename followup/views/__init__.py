"""The pages of issues and follow-up teams."""
