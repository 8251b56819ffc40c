#!/bin/sh
echo "azimuth $*" >> "$STATE/calls"
