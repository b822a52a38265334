"""Records to PDF: sections give blocks, build.py draws them."""
