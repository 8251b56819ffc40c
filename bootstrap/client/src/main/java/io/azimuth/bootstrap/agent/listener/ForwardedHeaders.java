package io.azimuth.bootstrap.agent.listener;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Which headers go through the agent, in both directions. */
final class ForwardedHeaders {

  /** Of one connection (RFC 9110, 7.6.1), or set by the side that sends the message on. */
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "host",
          "content-length",
          "expect",
          "date",
          "forwarded",
          "x-real-ip",
          "client-cert", // what a proxy says of the certificate of its client
          "client-cert-chain",
          "ssl-client-cert",
          "x-client-cert",
          "x-vault-request");

  private static final String OF_PROXIES = "x-forwarded-";

  private ForwardedHeaders() {}

  /** Gives each value of each header that goes on, but for these names. */
  static void each(
      Map<String, List<String>> headers, Set<String> except, BiConsumer<String, String> sink) {
    Set<String> dropped = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    dropped.addAll(OF_CONNECTION);
    dropped.addAll(except);
    headers.forEach(
        (name, values) -> {
          if (name.equalsIgnoreCase("Connection")) {
            values.forEach(value -> dropped.addAll(names(value)));
          }
        });
    headers.forEach(
        (name, values) -> {
          if (!dropped.contains(name) && !name.toLowerCase(Locale.ROOT).startsWith(OF_PROXIES)) {
            values.forEach(value -> sink.accept(name, value));
          }
        });
  }

  private static List<String> names(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }
}
