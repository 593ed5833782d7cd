"""The data package of the two courses: what the site's database holds when the term is over."""
