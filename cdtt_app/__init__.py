"""The offline notebook of Vietnam's Community Digital Technology Teams."""
