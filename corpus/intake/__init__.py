"""Taking files in: folders and ZIP files are walked, and each file is read in a process that may fail."""
