package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.configfile.BlockReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Reads the addresses of Azure services. */
final class ServiceUris {

  private ServiceUris() {}

  /** Reads an absolute URI with a host and without user, query and fragment. */
  static Optional<URI> read(BlockReader block, String key, Set<String> schemes) {
    Optional<String> text = block.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> wrong = problemWith(text.get(), schemes);
    if (wrong.isPresent()) {
      block.error(key, wrong.get());
      return Optional.empty();
    }
    return text.map(URI::create);
  }

  /** The problem with the address, as the end of a sentence that does not contain the address. */
  static Optional<String> problemWith(String text, Set<String> schemes) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      if (scheme == null || !schemes.contains(scheme) || uri.getHost() == null) {
        return Optional.of(
            "must be an address like "
                + schemes.stream().sorted().findFirst().orElseThrow()
                + "://host:port");
      }
      if (uri.getRawUserInfo() != null) {
        return Optional.of("must not name a user or password");
      }
      boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null;
      return plain ? Optional.empty() : Optional.of("must end with the path");
    } catch (URISyntaxException e) {
      return Optional.of("is not an address");
    }
  }
}
