"""One pure function per section of a pack: content in, blocks out."""
