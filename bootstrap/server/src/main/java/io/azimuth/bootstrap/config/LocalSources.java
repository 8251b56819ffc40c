package io.azimuth.bootstrap.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a site supplies itself for a cloud, so that the cloud is not asked for it.
 *
 * @param cloud the name of the cloud, as the block writes it: a built-in one or a further one
 * @param services the type of the plugin whose services come before those of the cloud
 * @param keysFile the file with the keys that sign tokens, in place of the published ones
 * @param attested who signs the attested documents of its machines
 * @param lines the line of each key; the line of {@code ""} is that of the block itself
 */
public record LocalSources(
    String cloud,
    Optional<String> services,
    Optional<Path> keysFile,
    Attested attested,
    Map<String, Integer> lines) {

  /**
   * Who signs the attested documents of the machines of a cloud.
   *
   * @param host the host of the signers; absent for a built-in cloud, whose host is known
   * @param authorities PEM file of their roots, and of certificates between
   * @param issuerHosts where further certificates between are fetched, nowhere when it is empty;
   *     absent when the block does not set it, which for a built-in cloud means the known places
   */
  public record Attested(
      Optional<String> host, Optional<Path> authorities, Optional<List<String>> issuerHosts) {

    public Attested {
      issuerHosts = issuerHosts.map(List::copyOf);
    }

    boolean isEmpty() {
      return host.isEmpty() && authorities.isEmpty() && issuerHosts.isEmpty();
    }
  }

  public LocalSources {
    lines = Map.copyOf(lines);
  }

  /** The line of the key, or of the block if the key is absent. */
  public int lineOf(String key) {
    return lines.getOrDefault(key, lines.getOrDefault("", 0));
  }

  /** Whether the site supplies anything. */
  public boolean isEmpty() {
    return services.isEmpty() && keysFile.isEmpty() && attested.isEmpty();
  }
}
