package io.azimuth.application.system.status;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The properties of the server that status routes show.
 *
 * @param compatibleVersion the version of the API that clients may rely on, semantic
 * @param version of this server itself
 * @param buildDate in the form of RFC 3339
 * @param storageType the engine of the store
 * @param apiAddress where clients reach the server, if that is configured
 * @param clusterName the configured name of the cluster; empty: one is made from its id
 */
public record ServerInfo(
    String compatibleVersion,
    String version,
    String buildDate,
    String storageType,
    Optional<URI> apiAddress,
    Optional<String> clusterName) {

  public ServerInfo {
    Objects.requireNonNull(compatibleVersion, "compatibleVersion");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(buildDate, "buildDate");
    Objects.requireNonNull(storageType, "storageType");
    Objects.requireNonNull(apiAddress, "apiAddress");
    Objects.requireNonNull(clusterName, "clusterName");
  }
}
