"""Unpacks the collection community.hashi_vault from the package that has all collections."""

import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall(
        sys.argv[2],
        [name for name in wheel.namelist() if name.startswith("ansible_collections/community/hashi_vault/")],
    )
