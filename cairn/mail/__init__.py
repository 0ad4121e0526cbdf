"""Letters: their layout, the outbox, delivery, and the links that letters carry."""
