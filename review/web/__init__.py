"""The review station's pages: one module of routes a page, put together in `app`."""
