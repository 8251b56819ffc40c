package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.SeededApi;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which resources tokens can be asked for. */
public final class TokenAudiences {

  private static final String GRAPH = "https://graph.microsoft.com";
  private static final String KEY_VAULT = "https://vault.azure.net";
  private static final Set<String> FIRST_PARTY =
      Set.of(
          "https://management.azure.com",
          "https://management.core.windows.net",
          GRAPH,
          KEY_VAULT,
          "https://storage.azure.com",
          "https://ossrdbms-aad.database.windows.net",
          "https://ossrdbms-aad.database.usgovcloudapi.net",
          "https://ossrdbms-aad.database.chinacloudapi.cn");

  private static final Set<String> RESOURCE_MANAGER =
      Set.of("https://management.azure.com", "https://management.core.windows.net");

  private static final Set<String> SIGN_IN_SCOPES = Set.of("openid", "profile", "offline_access");

  private static final String DEFAULT_SCOPE = "/.default";

  private final List<SeededApi> apis;
  private final String own;

  /**
   * @param apis the registered ones
   * @param simulator the simulator's own address, the audience of its Resource Manager, Graph and
   *     Key Vault
   */
  public TokenAudiences(List<SeededApi> apis, URI simulator) {
    this.apis = List.copyOf(apis);
    this.own = withoutSlash(simulator.toString());
  }

  /** The audience of a resource; empty when the tenant does not know it. */
  public Optional<TokenAudience> ofResource(String resource) {
    String bare = withoutSlash(resource);
    if (FIRST_PARTY.contains(bare) || own.equals(bare)) {
      return Optional.of(TokenAudience.firstParty(resource, isGraph(resource)));
    }
    return apis.stream()
        .filter(it -> it.answersTo(resource))
        .findFirst()
        .map(it -> TokenAudience.of(it, resource));
  }

  /** Whether tokens for it are good for Resource Manager. */
  public boolean isResourceManager(String audience) {
    String bare = withoutSlash(audience);
    return RESOURCE_MANAGER.contains(bare) || own.equals(bare);
  }

  /** Whether tokens for it are good for Graph. */
  public boolean isGraph(String audience) {
    String bare = withoutSlash(audience);
    return GRAPH.equals(bare) || own.equals(bare);
  }

  /** Whether tokens for it are good for Key Vault. */
  public boolean isKeyVault(String audience) {
    String bare = withoutSlash(audience);
    return KEY_VAULT.equals(bare) || own.equals(bare);
  }

  /**
   * The resource that a {@code scope} of the token endpoint names; sign-in scopes beside it do not
   * count. Empty when there is not exactly one.
   */
  public static Optional<String> resourceOfScope(String scope) {
    List<String> resources =
        Stream.of(scope.trim().split(" +", -1))
            .filter(it -> !it.isEmpty() && !SIGN_IN_SCOPES.contains(it))
            .toList();
    boolean one = resources.size() == 1 && resources.get(0).endsWith(DEFAULT_SCOPE);
    return one
        ? Optional.of(
            resources.get(0).substring(0, resources.get(0).length() - DEFAULT_SCOPE.length()))
        : Optional.empty();
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
