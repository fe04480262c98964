"""Layouts that no notice of ours resembles, to find out where reading is over-fitted. Drawn only where named."""
