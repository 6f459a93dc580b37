"""XLSForm checklists: compiled by pyxform, evaluated with elementpath."""
