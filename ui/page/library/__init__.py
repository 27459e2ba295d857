"""The tab "Library": what is in the corpus, to search and read; and what changes it, unless that is switched off."""
