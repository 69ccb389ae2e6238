"""O*NET: the catalogue of occupations, its vector store, and what a job title means."""
