package io.azimuth.adapters.azure.keyvault;

import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The challenge of a vault that refuses a token. It is compared with the configuration and never
 * obeyed: a token for another audience must not be had by an answer.
 *
 * @param tenant the configured tenant
 * @param audience the audience of our tokens
 */
record VaultChallenge(String tenant, String audience) {

  private static final int MAX_CHARACTERS = 2_048;
  private static final Pattern GUID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]{0,512})\"");

  /**
   * Why our token cannot have been good for that vault, if the challenge shows it.
   *
   * @param sent the value of {@code WWW-Authenticate}
   */
  Optional<String> mismatch(String sent, URI vault) {
    String header = sent.substring(0, Math.min(MAX_CHARACTERS, sent.length()));
    return parameter(header, "resource")
        .or(() -> parameter(header, "scope"))
        .flatMap(resource -> wrongResource(resource, vault))
        .or(
            () ->
                parameter(header, "authorization")
                    .or(() -> parameter(header, "authorization_uri"))
                    .flatMap(this::wrongTenant));
  }

  private Optional<String> wrongResource(String text, URI vault) {
    Optional<String> host = host(text);
    String own = vault.getHost();
    boolean isDomain =
        host.filter(it -> AsciiCase.equal(own, it) || endsWith(own, "." + it)).isPresent();
    if (!isDomain) {
      return Optional.of("its challenge names a resource that is not the domain of the vault");
    }
    return host.equals(host(audience))
        ? Optional.empty()
        : Optional.of("it wants tokens for https://" + host.get() + ", ours are for " + audience);
  }

  private Optional<String> wrongTenant(String text) {
    String path = uri(text).map(URI::getPath).orElse("");
    String named = path.replaceFirst("^/", "").split("/", -1)[0];
    boolean differs =
        GUID.matcher(named).matches()
            && GUID.matcher(tenant).matches()
            && !AsciiCase.equal(named, tenant);
    return differs
        ? Optional.of("the vault belongs to the tenant " + named + ", tenant_id is another one")
        : Optional.empty();
  }

  private static Optional<String> parameter(String header, String name) {
    Matcher matcher = PARAMETER.matcher(header);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return Optional.of(matcher.group(2));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> host(String text) {
    return uri(text).flatMap(it -> Optional.ofNullable(it.getHost())).map(AsciiCase::fold);
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean endsWith(String host, String end) {
    return AsciiCase.fold(host).endsWith(AsciiCase.fold(end));
  }
}
