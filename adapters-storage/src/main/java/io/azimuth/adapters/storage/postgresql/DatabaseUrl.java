package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.InvalidSettingsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection URL as PostgreSQL's own tools write it, such as {@code
 * postgres://user:password@db-1:5432,db-2:5432/azimuth?sslmode=verify-full}. See <a
 * href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">the
 * documentation of libpq</a>.
 *
 * @param hosts each with its port
 * @param database the name of the database
 * @param user that the URL names
 * @param password that the URL holds
 * @param parameters by their names in libpq
 */
record DatabaseUrl(
    List<Host> hosts,
    String database,
    Optional<String> user,
    Optional<SecretText> password,
    Map<String, String> parameters) {

  private static final String KEY = "connection_url";
  private static final int STANDARD_PORT = 5432;
  private static final Pattern SHAPE =
      Pattern.compile(
          "postgres(?:ql)?://(?:([^:@/?]*)(?::([^@/?]*))?@)?([^/?@]+)/([^/?]+)(?:\\?(.*))?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");
  private static final List<String> PARAMETERS =
      List.of(
          "sslmode",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "connect_timeout",
          "application_name",
          "target_session_attrs");

  DatabaseUrl {
    hosts = List.copyOf(hosts);
    parameters = Map.copyOf(parameters);
  }

  /**
   * A server of the database.
   *
   * @param name its name or address; an IPv6 address without brackets
   */
  record Host(String name, int port) {

    boolean isLoopback() {
      return name.equals("localhost") || name.startsWith("127.") || name.equals("::1");
    }
  }

  /**
   * Reads the text. No problem repeats it, because it may hold a password.
   *
   * @throws InvalidSettingsException if it is malformed or has an unknown parameter
   */
  static DatabaseUrl parse(String text) {
    Matcher parts = SHAPE.matcher(text.strip());
    if (!parts.matches()) {
      throw new InvalidSettingsException(
          KEY, "must be of the form postgres://user:password@host:port/database?parameters");
    }
    return new DatabaseUrl(
        Arrays.stream(parts.group(3).split(",", -1)).map(DatabaseUrl::host).toList(),
        decoded(parts.group(4)),
        Optional.ofNullable(parts.group(1)).filter(it -> !it.isEmpty()).map(DatabaseUrl::decoded),
        Optional.ofNullable(parts.group(2)).map(DatabaseUrl::decoded).map(SecretText::of),
        parameters(Optional.ofNullable(parts.group(5)).orElse("")));
  }

  private static Host host(String text) {
    Matcher parts = HOST.matcher(text);
    int port = 0;
    if (parts.matches()) {
      port = parts.group(2) == null ? STANDARD_PORT : Integer.parseInt(parts.group(2));
    }
    if (port < 1 || port > 65_535) {
      throw new InvalidSettingsException(KEY, "each host has a name and a port from 1 to 65535");
    }
    return new Host(parts.group(1).replaceAll("[\\[\\]]", ""), port);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String one : query.split("&", -1)) {
      if (one.isEmpty()) {
        continue;
      }
      String[] pair = one.split("=", 2);
      String name = decoded(pair[0]);
      if (!PARAMETERS.contains(name) || pair.length == 1) {
        throw new InvalidSettingsException(
            KEY, "has a parameter that is not one of " + String.join(", ", PARAMETERS));
      }
      if (found.put(name, decoded(pair[1])) != null) {
        throw new InvalidSettingsException(KEY, "has " + name + " twice");
      }
    }
    return found;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingsException(KEY, "has a malformed percent sign");
    }
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** The hosts and the database; never a password. */
  @Override
  public String toString() {
    return String.join(",", hosts.stream().map(host -> host.name() + ":" + host.port()).toList())
        + "/"
        + database;
  }
}
