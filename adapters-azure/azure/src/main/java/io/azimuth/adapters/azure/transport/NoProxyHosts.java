package io.azimuth.adapters.azure.transport;

import io.azimuth.adapters.azure.cloud.HttpsEndpoint;
import io.azimuth.domain.text.AsciiCase;
import java.util.List;
import java.util.regex.Pattern;

/** The hosts that are reached without the proxy. */
final class NoProxyHosts {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
  private static final Pattern PORT = Pattern.compile("(.*[^:]):\\d+|(\\[.*]):\\d+");

  private final List<String> entries;

  NoProxyHosts(List<String> entries) {
    this.entries = entries.stream().map(String::strip).map(AsciiCase::fold).toList();
  }

  boolean contain(HttpsEndpoint endpoint) {
    return LOOPBACK.matcher(endpoint.host()).matches()
        || entries.stream().anyMatch(entry -> matches(entry, endpoint));
  }

  private static boolean matches(String entry, HttpsEndpoint endpoint) {
    String name = entry;
    if (PORT.matcher(entry).matches()) {
      int colon = entry.lastIndexOf(':');
      if (!entry.substring(colon + 1).equals(Integer.toString(endpoint.port()))) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    return matchesHost(name, endpoint.host());
  }

  private static boolean matchesHost(String name, String host) {
    if (name.equals("*")) {
      return true;
    }
    String suffix = name.startsWith("*.") ? name.substring(1) : name;
    if (suffix.startsWith(".")) {
      return suffix.length() > 1 && host.endsWith(suffix);
    }
    return !suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix));
  }
}
