package io.azimuth.bootstrap.client;

import io.azimuth.domain.text.GoDuration;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Reads the settings from options and environment variables. An option overrides a variable. */
public final class ClientSettingsReader {

  /** The address of the server if no option or variable sets it. */
  public static final String DEFAULT_ADDRESS = "https://127.0.0.1:8200";

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
  private static final int DEFAULT_RETRIES = 2;

  private final ClientVariables variables;

  public ClientSettingsReader(ClientVariables variables) {
    this.variables = variables;
  }

  /**
   * The options of the command line; empty where an option is absent.
   *
   * @param skipVerify whether the option is present; there is no option that turns it off
   */
  public record Overrides(
      Optional<String> address,
      Optional<String> namespace,
      Optional<Path> caCert,
      Optional<Path> caPath,
      Optional<Path> clientCert,
      Optional<Path> clientKey,
      boolean skipVerify,
      boolean allowPlainHttp) {

    /** No option but perhaps an address. */
    public static Overrides onlyAddress(Optional<String> address) {
      return new Overrides(
          address,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false);
    }
  }

  /**
   * Returns the effective settings.
   *
   * @throws ClientException if a value is invalid; the message names the setting and omits the
   *     value
   */
  public ClientSettings read(Overrides overrides) {
    return new ClientSettings(
        address(overrides),
        overrides.namespace().or(() -> variables.get("NAMESPACE")),
        new TlsSettings(
            path(overrides.caCert(), "CACERT"),
            path(overrides.caPath(), "CAPATH"),
            path(overrides.clientCert(), "CLIENT_CERT"),
            path(overrides.clientKey(), "CLIENT_KEY"),
            overrides.skipVerify() || flag("SKIP_VERIFY")),
        timeout(),
        retries(),
        overrides.allowPlainHttp() || flag("ALLOW_PLAIN_HTTP"));
  }

  private Optional<Path> path(Optional<Path> option, String variable) {
    return option.or(() -> variables.get(variable).map(Path::of));
  }

  private URI address(Overrides overrides) {
    String source =
        overrides.address().isPresent() ? "--address" : variables.nameOf("ADDR").orElse("default");
    String text = overrides.address().or(() -> variables.get("ADDR")).orElse(DEFAULT_ADDRESS);
    return address(text, source);
  }

  /**
   * Reads the address of a server.
   *
   * @param source what the address comes from, such as {@code --address}
   * @throws ClientException if it is no address of a server
   */
  public static URI address(String given, String source) {
    String text = given.strip();
    String what = "the address of the server (" + source + ")";
    if (text.contains("@")) { // not repeated: it may hold a password
      throw new ClientException(what + " has a user before the host; azimuth logs in otherwise");
    }
    String shown = what + " is " + Printable.of(text);
    if (!text.contains("://")) {
      throw new ClientException(
          shown + ": it must begin with https:// or http://, such as https://" + host(text));
    }
    return uri(text, shown);
  }

  private static String host(String text) {
    return text.matches("[A-Za-z0-9.:\\[\\]-]+") ? text : "host:8200";
  }

  private static URI uri(String text, String shown) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean known = scheme.equals("http") || scheme.equals("https");
      if (!known || uri.getHost() == null || uri.getRawUserInfo() != null) {
        throw new ClientException(shown + ": it must be like https://host:8200");
      }
      String path = String.valueOf(uri.getRawPath()).replaceAll("/+$", "");
      return new URI(scheme + "://" + uri.getRawAuthority() + path);
    } catch (URISyntaxException e) {
      throw new ClientException(shown + ": it must be like https://host:8200", e);
    }
  }

  private boolean flag(String name) {
    return switch (variables.get(name).orElse("false").toLowerCase(Locale.ROOT)) {
      case "1", "t", "true" -> true;
      case "0", "f", "false" -> false;
      default -> throw new ClientException(named(name) + " must be true or false");
    };
  }

  private Duration timeout() {
    return variables
        .get("CLIENT_TIMEOUT")
        .map(
            text ->
                GoDuration.parseSeconds(text)
                    .fold(Optional::of, problems -> Optional.<Duration>empty()))
        .map(read -> read.filter(it -> !it.isZero()).orElseThrow(this::badTimeout))
        .orElse(DEFAULT_TIMEOUT);
  }

  private ClientException badTimeout() {
    return new ClientException(named("CLIENT_TIMEOUT") + " must be a duration such as 60s");
  }

  private int retries() {
    String text = variables.get("MAX_RETRIES").orElse(String.valueOf(DEFAULT_RETRIES));
    if (!text.matches("[0-9]{1,3}")) {
      throw new ClientException(named("MAX_RETRIES") + " must be a number");
    }
    return Integer.parseInt(text);
  }

  private String named(String name) {
    return variables.nameOf(name).orElse(name);
  }
}
