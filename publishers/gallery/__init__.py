"""The gallery: every chart of every course as static pages."""
