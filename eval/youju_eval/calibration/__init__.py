"""Refusal threshold and score scaling fitted to a person's own set: cases, fits, figures, verdict, settings file and page."""

from youju_eval.calibration.calibrating import calibrate
from youju_eval.calibration.cases import RightBy, ensure_may_be_tuned_on
from youju_eval.calibration.report import write_calibration_report
from youju_eval.calibration.settings import write_settings
from youju_eval.calibration.values import Calibration, CurrentSettings

__all__ = [
    "Calibration",
    "CurrentSettings",
    "RightBy",
    "calibrate",
    "ensure_may_be_tuned_on",
    "write_calibration_report",
    "write_settings",
]
