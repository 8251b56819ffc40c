package io.azimuth.bootstrap.snapshot;

import io.azimuth.bootstrap.config.Environment;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Which server to fetch a snapshot from, and how.
 *
 * @param address its base, such as {@code https://vault.example.com:8200}
 * @param token to be sent along
 * @param authorities the only certificates to trust, in PEM; absent: those of the JDK
 */
public record SnapshotServer(URI address, SecretText token, Optional<Path> authorities) {

  private static final String DEFAULT_ADDRESS = "https://127.0.0.1:8200";

  public SnapshotServer {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(authorities, "authorities");
    boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw new SnapshotFailedException(
          "the address of a server looks like https://azimuth.example.com:8200");
    }
  }

  /**
   * As the environment says: {@code AZIMUTH_ADDR}, {@code AZIMUTH_TOKEN}, {@code AZIMUTH_CACERT},
   * else the same with {@code VAULT_}.
   *
   * @param address instead of the environment's
   * @throws SnapshotFailedException when there is no token, or the address is none
   */
  public static SnapshotServer of(Environment environment, Optional<String> address) {
    String base =
        address.or(() -> environment.firstOf("AZIMUTH_ADDR", "VAULT_ADDR")).orElse(DEFAULT_ADDRESS);
    String token =
        environment
            .firstOf("AZIMUTH_TOKEN", "VAULT_TOKEN")
            .orElseThrow(
                () ->
                    new SnapshotFailedException(
                        "a token is missing: set AZIMUTH_TOKEN or VAULT_TOKEN to one that may read"
                            + " sys/storage/snapshot, with sudo"));
    return new SnapshotServer(
        uri(base),
        SecretText.of(token),
        environment.firstOf("AZIMUTH_CACERT", "VAULT_CACERT").map(Path::of));
  }

  private static URI uri(String base) {
    try {
      return URI.create(base);
    } catch (IllegalArgumentException e) {
      throw new SnapshotFailedException("this is no address of a server: " + base, e);
    }
  }

  URI snapshot() {
    String base = address.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
            + "/v1/sys/storage/snapshot");
  }
}
