package io.azimuth.application.system.status;

import java.util.Objects;

/**
 * What the server says of itself.
 *
 * @param compatibleVersion the version of the API that clients may rely on, semantic
 * @param version our own
 * @param buildDate RFC 3339
 * @param storageType the engine behind the store
 */
public record ServerInfo(
    String compatibleVersion, String version, String buildDate, String storageType) {

  public ServerInfo {
    Objects.requireNonNull(compatibleVersion, "compatibleVersion");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(buildDate, "buildDate");
    Objects.requireNonNull(storageType, "storageType");
  }
}
