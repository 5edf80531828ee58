"""Reading documents, splitting them into passages, indexing and finding them again."""
