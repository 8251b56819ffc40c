package io.azimuth.domain.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a token was issued.
 *
 * @param mount the mount that issued it
 * @param path the API path that issued it, such as {@code auth/azure/login}
 * @param displayName for people: {@code azure-} and the principal, for example
 * @param metadata facts that were proved at login, or metadata that the creator of the token sent
 * @param role the token role that it was created with, if any
 * @param internal what the auth method needs at a renewal; no answer shows it
 */
public record TokenOrigin(
    RevocationStamp mount,
    String path,
    String displayName,
    Map<String, String> metadata,
    Optional<String> role,
    Map<String, String> internal) {

  /**
   * The key, in what a token keeps, of the names of metadata that templates of policies read as
   * metadata of the alias, each on a line.
   */
  public static final String READ_BY_TEMPLATES = "read_by_templates";

  public TokenOrigin {
    Objects.requireNonNull(mount, "mount");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(displayName, "displayName");
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(role, "role");
    internal = Map.copyOf(internal);
  }

  /**
   * The metadata that templates of policies read as metadata of the alias, for this token alone. A
   * login under the same alias brings others to its own token, and none to this one.
   */
  public Map<String, String> readByTemplates() {
    return readByTemplates(metadata, internal);
  }

  /** The same of a token with such metadata that keeps that. */
  public static Map<String, String> readByTemplates(
      Map<String, String> metadata, Map<String, String> internal) {
    String names = internal.get(READ_BY_TEMPLATES);
    if (names == null) {
      return Map.of();
    }
    Map<String, String> read = new HashMap<>(metadata);
    read.keySet().retainAll(List.of(names.split("\n", -1)));
    return read;
  }
}
