"""Questions to rankings: search, fusion, reranking, one comparable score."""
