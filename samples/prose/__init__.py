"""What notices say, in our own words: sections and left columns as YAML, by topic and language."""
