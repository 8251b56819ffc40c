package io.azimuth.bootstrap.command.client.kv;

import io.azimuth.bootstrap.client.ClientException;

/**
 * Where a secret is.
 *
 * @param mount the path of its mount, with a slash at the end
 * @param versioned whether the mount keeps versions (version 2)
 * @param path the path of the secret below the mount, without slashes around it
 */
record KvLocation(String mount, boolean versioned, String path) {

  /** The path of the API that holds the data. */
  String data() {
    return versioned ? at("data") : mount + path;
  }

  /** The path of the API that lists, and that holds the metadata. */
  String metadata() {
    return versioned ? at("metadata") : mount + path;
  }

  /** The path of the API below one of the words of a mount with versions, such as destroy. */
  String at(String word) {
    return mount + word + "/" + path;
  }

  /**
   * Refuses a mount without versions.
   *
   * @param what the command or option that needs versions
   */
  void requireVersions(String what) {
    if (!versioned) {
      throw new ClientException(
          what
              + " needs a mount with versions; "
              + mount
              + " has none (azimuth kv enable-versioning "
              + mount
              + " adds them)");
    }
  }
}
