package io.azimuth.bootstrap.logging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The parts of the server whose log level can be changed at run time. The names are part of the
 * API. A package belongs to the part with the longest prefix.
 */
enum Subsystem {
  /** Audit devices and their records. */
  AUDIT("application.audit", "adapters.storage.audit"),
  /** The auth method {@code azure} and the services of Azure. */
  AZURE("azure", "adapters.azure"),
  /** Requests, mounts, policies, plugins, and what has no name of its own. */
  CORE("application", "spi"),
  /** Ends of tokens and leases. */
  EXPIRATION("application.sweep"),
  /** Tokens that this server signs for workloads. */
  FEDERATION("application.federation"),
  /** Connections and HTTP. */
  HTTP("adapters.http"),
  /** The auth method {@code jwt}, and verification and signing of JWTs. */
  JWT("jwt", "adapters.jose"),
  /** Quotas. */
  QUOTA("application.quota"),
  /** The seal. */
  SEAL("application.seal"),
  /** Start, stop and configuration. */
  SERVER("bootstrap"),
  /** The store. */
  STORAGE("adapters.storage");

  private static final String BASE = "io.azimuth.";

  private final String first;
  private final String second; // empty when there is only one

  Subsystem(String first) {
    this(first, "");
  }

  Subsystem(String first, String second) {
    this.first = first;
    this.second = second;
  }

  /** Its name in the API. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The loggers at the top of it. */
  List<String> prefixes() {
    return Stream.of(first, second).filter(it -> !it.isEmpty()).map(BASE::concat).toList();
  }

  /** Whether a logger of this name is below one of its prefixes. */
  boolean covers(String logger) {
    return prefixes().stream().anyMatch(prefix -> logger.startsWith(prefix + "."));
  }
}
