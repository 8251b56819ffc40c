package io.azimuth.domain.token;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a token came from.
 *
 * @param mount the mount that issued it
 * @param path the API path that issued it, such as {@code auth/azure/login}
 * @param displayName for people: {@code azure-} and the principal, for example
 * @param metadata what was proved at login, or what the creator said
 * @param role the token role that it was created with, if any
 * @param internal what the auth method needs to know again at a renewal; shown to nobody
 */
public record TokenOrigin(
    RevocationStamp mount,
    String path,
    String displayName,
    Map<String, String> metadata,
    Optional<String> role,
    Map<String, String> internal) {

  public TokenOrigin {
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(displayName, "displayName");
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(role, "role");
    internal = Map.copyOf(internal);
  }
}
