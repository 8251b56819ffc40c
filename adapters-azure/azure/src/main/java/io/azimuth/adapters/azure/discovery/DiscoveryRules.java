package io.azimuth.adapters.azure.discovery;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.azimuth.adapters.azure.cloud.AuthorityAliases;
import io.azimuth.adapters.azure.cloud.CloudConfig;
import io.azimuth.adapters.azure.cloud.HttpsEndpoint;
import io.azimuth.adapters.azure.cloud.IssuerTemplate;
import io.azimuth.adapters.azure.cloud.TenantName;
import io.azimuth.adapters.azure.cloud.TokenVersion;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a cloud allows in a discovery document. The document comes from a host that the operator
 * chose. Even so, it must not be able to make this server trust an issuer or a key server of the
 * document's own choice.
 *
 * <p>The issuer must be one of the cloud's issuers with the tenant filled in, never a template. The
 * keys must be on the authority's host, under any of its names, or on the host of one of the
 * cloud's issuers, with the same port.
 */
final class DiscoveryRules {

  private static final String ANY_TENANT = "{tenantid}";
  private static final int SHOWN = 200;

  private final CloudConfig cloud;
  private final List<IssuerTemplate> templates;

  DiscoveryRules(CloudConfig cloud) {
    this.cloud = cloud;
    this.templates = cloud.issuers().stream().map(IssuerTemplate::new).toList();
  }

  /** The versions for which the cloud has issuers. */
  List<TokenVersion> versions() {
    return templates.stream().map(IssuerTemplate::version).distinct().sorted().toList();
  }

  /** The address of a tenant's document. */
  URI documentOf(TenantName tenant, TokenVersion version) {
    return cloud.authorityHost().resolve("/" + tenant.text() + version.documentPath());
  }

  /**
   * Checks a document.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNUSABLE} when
   *     it is not allowed
   */
  DiscoveredIssuer accept(TenantName asked, TokenVersion version, DiscoveryDocument document) {
    String issuer = document.issuer();
    if (issuer.contains("{")) {
      throw DiscoveryDocument.unusable("the discovery document is that of no single tenant");
    }
    String tenantId =
        of(version)
            .flatMap(template -> template.tenantOf(issuer).stream())
            .findFirst()
            .orElseThrow(() -> DiscoveryDocument.unusable(notAllowed("issuer", issuer)));
    if (!asked.mayBe(tenantId)) {
      throw DiscoveryDocument.unusable("the discovery document is another tenant's: " + tenantId);
    }
    if (!keyHosts().contains(HttpsEndpoint.of(document.keys()))) {
      throw DiscoveryDocument.unusable(notAllowed("jwks_uri", document.keys().toString()));
    }
    KeySetLocation keys = new KeySetLocation(document.keys(), cloud.name());
    return new DiscoveredIssuer(tenantId, profile(tenantId, version, Optional.of(keys)));
  }

  /** The profile while the place of the keys is unknown. */
  IssuerProfile withoutKeys(String tenantId, TokenVersion version) {
    return profile(tenantId, version, Optional.empty());
  }

  /** The profile with keys that the configuration names. */
  IssuerProfile withKeys(String tenantId, TokenVersion version, KeySetLocation keys) {
    return profile(tenantId, version, Optional.of(keys));
  }

  private IssuerProfile profile(
      String tenantId, TokenVersion version, Optional<KeySetLocation> keys) {
    Set<String> issuers =
        of(version).map(template -> template.fill(tenantId)).collect(toUnmodifiableSet());
    Map<String, String> identity = Map.of("tid", tenantId, "ver", version.claim());
    return new IssuerProfile(issuers, keys, identity, keyIssuers(tenantId));
  }

  /**
   * The accepted issuers of the keys. Keys carry the version 2 form of their issuer, even if they
   * sign version 1 tokens.
   */
  private Set<String> keyIssuers(String tenantId) {
    Set<String> issuers = new HashSet<>();
    of(TokenVersion.V2)
        .forEach(
            template -> {
              issuers.add(template.fill(tenantId));
              issuers.add(template.fill(ANY_TENANT));
            });
    issuers.add(cloud.authorityHost() + tenantId + "/v2.0");
    issuers.add(cloud.authorityHost() + ANY_TENANT + "/v2.0");
    return issuers;
  }

  private Set<HttpsEndpoint> keyHosts() {
    Set<HttpsEndpoint> hosts = new HashSet<>();
    AuthorityAliases.of(cloud.authorityHost())
        .forEach(authority -> hosts.add(HttpsEndpoint.of(authority)));
    templates.forEach(template -> hosts.add(template.endpoint()));
    return hosts;
  }

  private Stream<IssuerTemplate> of(TokenVersion version) {
    return templates.stream().filter(template -> template.version() == version);
  }

  private String notAllowed(String member, String value) {
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    return "cloud "
        + cloud.name()
        + " does not allow the discovery document's "
        + member
        + " "
        + shown.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
