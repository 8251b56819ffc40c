# A server to try out on this machine. docs/reference/configuration.md explains every key;
# `azimuth check-config --config FILE` lists all errors of a file.

listener "tcp" {
  address     = "127.0.0.1:8200"
  tls_disable = true                 # loopback only; elsewhere set tls_cert_file and tls_key_file
}

storage "mapdb" {
  path = "../data"                   # relative to this file
}

seal "static" {
  current_key_id = "first"
  current_key    = "file://seal.key" # head -c 32 /dev/urandom > seal.key; chmod 600 seal.key
}

log_level = "info"
