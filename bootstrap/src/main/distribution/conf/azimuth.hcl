# A server for trying out on this machine. Every key is explained in docs/configuration.md;
# `azimuth check-config --config FILE` tells what is wrong with a file, all at once.

listener "tcp" {
  address     = "127.0.0.1:8200"
  tls_disable = true                 # loopback only; elsewhere set tls_cert_file and tls_key_file
}

storage "mapdb" {
  path = "../data"                   # relative to this file
}

# Without a seal block, the server starts sealed and is opened with Shamir key shares.
# seal "static" {
#   current_key_id = "2026-11"
#   current_key    = "file:///etc/azimuth/seal.key"    # 32 random bytes, mode 0600
# }

log_level = "info"
