"""Retrieval and answers as parts of other frameworks: each file needs its extra, this package none.

    langchain     YoujuRetriever, a BaseRetriever
    llama_index   YoujuRetriever, a BaseRetriever whose nodes carry character offsets
    haystack      YoujuRetriever and YoujuAnswerer, components
    sharing       one open library for all that are loaded from the same pipeline's file

They only translate: every call goes to the ``Library`` they are given, so that ids and scores are
those of every other face. Whoever opened the library closes it.
"""
