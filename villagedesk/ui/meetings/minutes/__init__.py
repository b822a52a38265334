"""Taking minutes: one screen over the whole window, for the keyboard."""
