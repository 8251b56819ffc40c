package io.azimuth.spi.audit;

import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.api.RefusedException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How an operator enabled an audit device. The server alone makes it, and it may get further
 * components.
 *
 * @param path the name of the device, without slashes at its ends
 * @param values the options by name, as sent; without those that every device has, such as {@code
 *     hmac_accessor}. They are stored and shown in clear, so a secret does not belong here but into
 *     the settings of the plugin
 */
public record AuditSinkOptions(String path, Map<String, String> values) {

  public AuditSinkOptions {
    Objects.requireNonNull(path, "path");
    values = Map.copyOf(values);
  }

  /** The text of the option, if it was sent. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * Rejects options that the device does not know.
   *
   * @throws RefusedException naming the first unknown option
   */
  public void allowOnly(Set<String> known) {
    for (String name : new TreeSet<>(values.keySet())) {
      if (!known.contains(name)) {
        throw RefusedException.invalid("unknown option " + Quoted.of(name));
      }
    }
  }
}
