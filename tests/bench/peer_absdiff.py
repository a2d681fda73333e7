"""OpenCV's absolute difference of two pictures, as a process: BEFORE AFTER OUT."""

import sys
from typing import Any

import cv2

before: Any = cv2.imread(sys.argv[1], cv2.IMREAD_UNCHANGED)
after: Any = cv2.imread(sys.argv[2], cv2.IMREAD_UNCHANGED)
cv2.imwrite(sys.argv[3], cv2.absdiff(before, after))
