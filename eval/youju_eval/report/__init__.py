"""The report of one or more runs as one HTML file that people look at: ``write_report``.

``views``, ``pictures`` and ``records`` turn runs into values, ``svg`` and ``plots`` values into pictures,
``html`` puts both into the template. Markdown is written by ``presentation`` and ``comparison``, JSON by ``results``.
"""

from youju_eval.report.html import write_report

__all__ = ["write_report"]
