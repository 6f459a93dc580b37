"""Lists and tables as Qt reads them, lazily."""
