"""Evaluation: how good a system is on questions with known answers; what ``youju eval`` calls.

``sets`` reads questions and documents and ``generate`` proposes them, ``running`` has them answered,
``measures`` hold one measure a file and ``scoring`` applies them, ``comparison`` says whether runs differ,
``gate`` whether one is good enough, ``report`` shows them as a page, ``calibration`` fits settings to
them; ``presentation`` is how all of these put figures before people. The modules beside the folders are
what they share: records, results, run folders and their files. Folders import one way:
``calibration → report → gate → comparison → running → presentation → measures → sets``.
"""
