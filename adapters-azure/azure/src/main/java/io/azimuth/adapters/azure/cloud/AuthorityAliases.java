package io.azimuth.adapters.azure.cloud;

import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hosts under which Entra ID runs one and the same sign-in service. The SDK sends token
 * requests to the preferred one of them, whichever is configured: those for {@code
 * login.chinacloudapi.cn} go to {@code login.partner.microsoftonline.cn}.
 *
 * <p>The table is what Entra ID's instance discovery answers. It is fixed here, so that no answer
 * from the network decides where secrets are sent.
 */
public final class AuthorityAliases {

  private static final List<List<String>> TABLE =
      List.of(
          List.of(
              "login.microsoftonline.com",
              "login.windows.net",
              "login.microsoft.com",
              "sts.windows.net"),
          List.of("login.microsoftonline.us", "login.usgovcloudapi.net"),
          List.of("login.partner.microsoftonline.cn", "login.chinacloudapi.cn"));

  private AuthorityAliases() {}

  /**
   * All addresses of this authority, itself first. It is the only one when the table does not name
   * its host, or when it has a port of its own.
   */
  public static List<URI> of(URI authority) {
    HttpsEndpoint endpoint = HttpsEndpoint.of(authority);
    Stream<URI> aliases =
        TABLE.stream()
            .filter(hosts -> endpoint.equals(HttpsEndpoint.standard(endpoint.host())))
            .filter(hosts -> hosts.contains(endpoint.host()))
            .flatMap(List::stream)
            .filter(host -> !AsciiCase.equal(host, endpoint.host()))
            .map(host -> URI.create("https://" + host + "/"));
    return Stream.concat(Stream.of(authority), aliases).toList();
  }
}
