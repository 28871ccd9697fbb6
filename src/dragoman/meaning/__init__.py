"""What the words of an article amount to: statements, events and meetings, positions."""
