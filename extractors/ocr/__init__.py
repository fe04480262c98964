"""Engines that turn pixels into text. Only `engines` constructs them; everybody else sees `protocol`."""
