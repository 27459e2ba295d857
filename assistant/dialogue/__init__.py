"""Follow-ups: the full question that a short one means after the questions before it."""
