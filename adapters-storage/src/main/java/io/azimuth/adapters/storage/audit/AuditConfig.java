package io.azimuth.adapters.storage.audit;

import io.azimuth.domain.text.Checked;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where audit devices may write. A caller that may enable audit devices over the API must not be
 * able to send the records anywhere else.
 *
 * @param directory below which audit files may be; none when empty
 * @param socketAddresses to which socket devices may send, beside loopback addresses
 */
public record AuditConfig(Optional<Path> directory, List<String> socketAddresses) {

  /** Loopback addresses and nothing else. */
  public static final AuditConfig NONE = new AuditConfig(Optional.empty(), List.of());

  /** The types of the devices here; no plugin can have them. */
  public static final Set<String> OWN_TYPES = Set.of("file", "syslog", "socket");

  public AuditConfig {
    socketAddresses = List.copyOf(socketAddresses);
    socketAddresses.forEach(address -> CollectorAddress.parse(address).orElseThrow());
  }

  /** Why that can be no address of a socket device; empty when it can. */
  public static Optional<String> problemWith(String address) {
    Checked<SocketAddress> parsed = CollectorAddress.parse(address);
    return parsed.problems().stream().findFirst();
  }

  boolean isListed(SocketAddress address) {
    return socketAddresses.stream()
        .anyMatch(listed -> CollectorAddress.parse(listed).orElseThrow().equals(address));
  }
}
