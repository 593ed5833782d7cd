"""The warehouse file and its raw tables: opening, making and filling them."""
