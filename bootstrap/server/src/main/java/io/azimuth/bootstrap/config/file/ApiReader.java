package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.ApiConfig;
import io.azimuth.bootstrap.configfile.BlockReader;
import io.azimuth.bootstrap.configfile.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the settings of the API. */
final class ApiReader {

  static final String DEFAULT_VERSION = "1.20.4";

  /** 768 hours, the same default as Vault's. */
  static final Duration DEFAULT_LEASE = Duration.ofDays(32);

  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
              + "(-[0-9A-Za-z.-]{1,64})?(\\+[0-9A-Za-z.-]{1,64})?");

  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._ -]{1,128}");

  private final BlockReader file;

  ApiReader(BlockReader file) {
    this.file = file;
  }

  ApiConfig read() {
    Optional<URI> address = ServiceUris.read(file, "api_addr", Set.of("http", "https"));
    String version = file.text("compatible_version").orElse(DEFAULT_VERSION);
    if (!VERSION.matcher(version).matches()) {
      file.error("compatible_version", "must be a version like " + DEFAULT_VERSION);
    }
    Duration max = lease("max_lease_ttl").orElse(DEFAULT_LEASE);
    Duration usual = lease("default_lease_ttl").orElse(shorter(DEFAULT_LEASE, max));
    if (usual.compareTo(max) > 0) {
      file.error("default_lease_ttl", "must not be longer than max_lease_ttl");
    }
    return new ApiConfig(
        address, clusterName(), version, shorter(usual, max), max, file.flag("ui", false));
  }

  // Vault takes any text, and earlier versions ignored it: no name keeps a server from starting.
  private Optional<String> clusterName() {
    Optional<String> name = file.anyText("cluster_name");
    if (name.filter(it -> !NAME.matcher(it).matches()).isPresent()) {
      file.warning(
          "cluster_name",
          "is not used: it must have 1 to 128 letters, digits, blanks, '.', '_' or '-'");
      return Optional.empty();
    }
    return name;
  }

  private Optional<Duration> lease(String key) {
    Optional<Duration> duration = Durations.read(file, key);
    if (duration.filter(d -> d.compareTo(Duration.ofSeconds(1)) < 0).isPresent()) {
      file.error(key, "must be at least 1s");
      return Optional.empty();
    }
    return duration;
  }

  private static Duration shorter(Duration left, Duration right) {
    return left.compareTo(right) < 0 ? left : right;
  }
}
