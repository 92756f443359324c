"""What a message answers to what we said last: yes and no, a choice, a reply."""
