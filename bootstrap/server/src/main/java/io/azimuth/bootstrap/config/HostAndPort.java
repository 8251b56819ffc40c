package io.azimuth.bootstrap.config;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to listen on; not resolved.
 *
 * @param host a name or an address, IPv6 without brackets; never empty
 * @param port a port number from 0 to 65535; 0 means any free port
 */
public record HostAndPort(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)\\]|([A-Za-z0-9._-]*)):([0-9]{1,5})");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|(?:0{0,4}:){2,7}0{0,3}1");
  private static final Set<String> ALL_INTERFACES = Set.of("0.0.0.0", "::");

  public HostAndPort {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("the host is empty");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }

  /**
   * Parses {@code host:port}, {@code [ipv6]:port}, or {@code :port} for all interfaces; empty if
   * the text has another form.
   */
  public static Optional<HostAndPort> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
      return Optional.empty();
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Optional.of(
        new HostAndPort(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(matcher.group(3))));
  }

  /** Whether the two addresses cannot be bound at the same time. */
  public boolean conflictsWith(HostAndPort other) {
    return port != 0
        && port == other.port
        && (host.equals(other.host) || isWildcard() || other.isWildcard());
  }

  /** Whether only this machine reaches the address; a name other than localhost may be anything. */
  public boolean isLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  /** The address at which this machine itself reaches what listens here. */
  public HostAndPort fromThisMachine() {
    return isWildcard() ? new HostAndPort("127.0.0.1", port) : this;
  }

  private boolean isWildcard() {
    return ALL_INTERFACES.contains(host);
  }

  /** The address as written in the configuration file. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
