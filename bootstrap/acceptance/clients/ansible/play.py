"""Drives a fresh server with a playbook for the collection community.hashi_vault, unmodified."""

import os
import subprocess
import sys

from lab import ADDRESS, check, environment, jwt, opened

program, collections, home = sys.argv[1:]
server = opened()
play = subprocess.run(
    [program, os.path.join(os.path.dirname(os.path.abspath(__file__)), "play.yml")],
    env=environment(
        ADDRESS,
        server.token,
        ANSIBLE_COLLECTIONS_PATH=collections,
        ANSIBLE_HOME=home,
        ANSIBLE_LOCALHOST_WARNING="false",
        ANSIBLE_INVENTORY_UNPARSED_WARNING="false",
        ANSIBLE_NOCOLOR="1",
        ANSIBLE_DISPLAY_OK_HOSTS="true",
        WORKLOAD_JWT=jwt(),
    ),
    timeout=300,
    check=False,
)
check("the playbook ends well", play.returncode == 0)
check("the secret is there", server.get("secret/data/app/database")["data"]["port"] == 5433)
check("the first version is deleted", server.get("secret/data/app/database?version=1")["data"] is None)
