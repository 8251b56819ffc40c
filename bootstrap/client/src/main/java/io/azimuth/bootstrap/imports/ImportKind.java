package io.azimuth.bootstrap.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an import can take over, in the order in which it does. */
public enum ImportKind {
  /** Mounts of secrets engines and auth methods that are served here, with their settings. */
  MOUNTS,
  /** Configurations and roles of azure auth methods. */
  AZURE,
  /** Configurations and roles of jwt, oidc, kubernetes and approle. */
  METHODS,
  /** Entities and their aliases. */
  ENTITIES,
  /** Groups and their aliases. */
  GROUPS,
  /** ACL policies. */
  POLICIES,
  /** Request headers that audit devices record. */
  HEADERS,
  /** Secrets with all their versions. */
  KV,
  /** Rate-limit quotas. */
  QUOTAS;

  /** The name in options and reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isOfMount() {
    return this == MOUNTS || this == AZURE || this == METHODS || this == KV;
  }

  public static Optional<ImportKind> parse(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
  }

  /** All names, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(ImportKind::label).collect(Collectors.joining(", "));
  }
}
