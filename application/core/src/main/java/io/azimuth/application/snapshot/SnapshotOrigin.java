package io.azimuth.application.snapshot;

import java.util.Objects;

/**
 * What a snapshot says of the server that took it.
 *
 * @param version of the server
 * @param sealKeyId the id of the key that the configuration seals with, empty where people hold it
 */
public record SnapshotOrigin(String version, String sealKeyId) {

  public SnapshotOrigin {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(sealKeyId, "sealKeyId");
  }
}
