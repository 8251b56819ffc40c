#!/bin/sh
# An Azure CLI that keeps what there is as files, and like the real one makes nothing twice.
echo "az $*" >> "$STATE/calls"
if [ -n "$FAILING" ]; then
  case "$*" in "$FAILING"*) exit 1 ;; esac
fi
if [ -n "$SILENT" ]; then
  case "$*" in "$SILENT"*) exit 0 ;; esac
fi

tell() {
  if [ -e "$STATE/$1" ]; then echo "$2"; fi
}

make() {
  if [ -e "$STATE/$1" ]; then
    echo "there is $1 already" >&2
    exit 1
  fi
  : > "$STATE/$1"
}

app=aaaaaaaa-0000-4000-8000-000000000001
graph=9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30
case "$*" in
  "ad app list "*) tell app "$app" ;;
  "ad app create "*) : > "$STATE/app" && echo "$app" ;;
  "ad sp list "*) tell sp principal ;;
  "ad sp create "*) make sp && echo principal ;;
  "ad sp show "*) echo graph ;;
  "identity show "*clientId*) echo "$app" ;;
  "identity show "*) echo principal ;;
  *"federated-credential list "*) tell federated azimuth ;;
  *"federated-credential create "*) make federated ;;
  "role definition list "*) tell role role ;;
  "role definition create "*) make role ;;
  "rest --method GET "*) tell granted "$graph" ;;
  "rest --method POST "*) make granted ;;
esac
