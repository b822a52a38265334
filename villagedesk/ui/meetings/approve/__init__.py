"""The approving of minutes: from a draft to what is sealed."""
