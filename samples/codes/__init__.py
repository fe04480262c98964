"""What each notice code prints: title, summary rows, sections, dates, as YAML by family."""
