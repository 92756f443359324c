"""How a message takes up what was said last: yes and no, a choice, a reply, and taking it back."""
