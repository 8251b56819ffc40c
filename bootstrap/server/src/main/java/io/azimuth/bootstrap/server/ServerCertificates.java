package io.azimuth.bootstrap.server;

import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.domain.rotation.ExpiryNotice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When the certificates of the TLS listeners of a configuration expire. */
public final class ServerCertificates {

  private ServerCertificates() {}

  /** A line of the form {@code key = value} for each TLS listener. */
  public static List<String> lines(ServerConfig config) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < config.listeners().size(); i++) {
      String key = "listener[" + i + "].tls_certificate_expires = ";
      end(config.listeners().get(i)).ifPresent(end -> lines.add(key + end));
    }
    return List.copyOf(lines);
  }

  /** A sentence for each certificate that has expired, or expires within 30 days from now. */
  public static List<String> warnings(ServerConfig config, Instant now) {
    List<String> warnings = new ArrayList<>();
    for (ListenerBlock listener : config.listeners()) {
      end(listener)
          .flatMap(end -> ExpiryNotice.due(end, now).map(due -> sentence(listener, end, due)))
          .ifPresent(warnings::add);
    }
    return List.copyOf(warnings);
  }

  private static Optional<Instant> end(ListenerBlock listener) {
    return listener.tls().flatMap(TlsConfig::certificateEnd);
  }

  private static String sentence(ListenerBlock listener, Instant end, ExpiryNotice due) {
    String when =
        due == ExpiryNotice.ENDED ? "has expired" : "expires within " + due.days() + " days";
    return "warning: listener %s: the certificate %s, end=%s"
        .formatted(listener.address(), when, end);
  }
}
