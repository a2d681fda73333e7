"""scikit-image's structural similarity of two pictures, as a process: BEFORE AFTER OUT."""

import sys

import numpy as np
from skimage import io
from skimage.metrics import structural_similarity

before, after = (io.imread(path) for path in sys.argv[1:3])
_mean, alike = structural_similarity(before, after, channel_axis=2, full=True)
io.imsave(sys.argv[3], (255 - np.clip(alike, 0, 1) * 255).astype(np.uint8), check_contrast=False)
