"""What is said between the group and everybody else: calls, letters, e-mails, visits."""
