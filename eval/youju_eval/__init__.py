"""Evaluation: how good a system is on questions with known answers; what ``youju eval`` calls.

``sets`` reads questions and documents, ``runner`` and ``endpoint`` have them answered, ``measures``
hold one measure a file, ``scoring`` applies them, ``comparison`` says whether two runs differ,
``gate`` whether one is good enough, ``report`` shows it.
"""
