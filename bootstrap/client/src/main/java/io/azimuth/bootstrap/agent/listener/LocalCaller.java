package io.azimuth.bootstrap.agent.listener;

import com.sun.net.httpserver.HttpExchange;
import io.azimuth.bootstrap.client.Loopback;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses what a browser of this machine sends for a page of another one. Such a page can give its
 * own name the address 127.0.0.1 (DNS rebinding); the name is in {@code Host}, and where the page
 * comes from in {@code Origin}. A request without {@code Origin}, such as that of an image or a
 * link, has {@code Sec-Fetch-Site} (<a href="https://www.w3.org/TR/fetch-metadata/">Fetch
 * Metadata</a>).
 */
final class LocalCaller {

  private static final String HOST = "(\\[[0-9a-f:]+]|[^\\[\\]:/?#@]+)(?::[0-9]{1,5})?";
  private static final Pattern AUTHORITY = Pattern.compile(HOST);
  private static final Pattern ORIGIN = Pattern.compile("https?://" + HOST);

  private LocalCaller() {}

  /** Refuses the request unless all its hosts and origins are loopback names or addresses. */
  static void require(HttpExchange exchange) {
    if (exchange.getRequestURI().getRawAuthority() != null) {
      throw new RefusedRequest(400, "the target of a request must be a path");
    }
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !hosts.stream().allMatch(isLoopback(AUTHORITY))) {
      throw new RefusedRequest(403, "the Host of a request must be a loopback address");
    }
    List<String> origins = exchange.getRequestHeaders().getOrDefault("Origin", List.of());
    if (!origins.stream().allMatch(isLoopback(ORIGIN))) {
      throw new RefusedRequest(403, "the Origin of a request must be a loopback address");
    }
    List<String> sites = exchange.getRequestHeaders().getOrDefault("Sec-Fetch-Site", List.of());
    if (origins.isEmpty() && sites.stream().anyMatch("cross-site"::equalsIgnoreCase)) {
      throw new RefusedRequest(403, "a page of another site must not ask the agent");
    }
  }

  private static Predicate<String> isLoopback(Pattern form) {
    return text -> {
      Matcher parts = form.matcher(text.toLowerCase(Locale.ROOT));
      return parts.matches() && Loopback.names(parts.group(1));
    };
  }
}
