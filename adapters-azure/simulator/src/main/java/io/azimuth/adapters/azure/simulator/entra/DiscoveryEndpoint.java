package io.azimuth.adapters.azure.simulator.entra;

import io.azimuth.adapters.azure.simulator.fleet.SeededTenant;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The discovery documents: Azure's own issuers, the simulator's addresses. */
public final class DiscoveryEndpoint {

  /** Below the base; the token endpoint below it refuses connections without a certificate. */
  public static final String MUTUAL_TLS = "mtlsauth/";

  private static final Set<String> NO_TENANT = Set.of("common", "organizations");

  // The issuers of a document that is for no tenant in particular: braces and all, as in Azure.
  private static final String V1_TEMPLATE = "https://sts.windows.net/{tenantid}/";
  private static final String V2_TEMPLATE = "https://login.microsoftonline.com/{tenantid}/v2.0";

  private final SimulatorFleet fleet;
  private final URI base;
  private final EntraErrors errors;

  public DiscoveryEndpoint(SimulatorFleet fleet, URI base, EntraErrors errors) {
    this.fleet = fleet;
    this.base = base;
    this.errors = errors;
  }

  public SimulatorAnswer v1(SimulatorRequest request) {
    String asked = request.variable("tenant").orElse("");
    if (isNoTenant(asked)) {
      return document(V1_TEMPLATE, "common/discovery/keys", asked + "/oauth2/token");
    }
    return fleet
        .tenant(asked)
        .map(it -> document(it.v1Issuer(), v1Keys(it), it.id() + "/oauth2/token"))
        .orElseGet(errors::unknownTenant);
  }

  public SimulatorAnswer v2(SimulatorRequest request) {
    String asked = request.variable("tenant").orElse("");
    if (isNoTenant(asked)) {
      return document(V2_TEMPLATE, asked + "/discovery/v2.0/keys", asked + "/oauth2/v2.0/token");
    }
    return fleet
        .tenant(asked)
        .map(
            it ->
                document(
                    it.v2Issuer(),
                    it.id() + "/discovery/v2.0/keys",
                    it.id() + "/oauth2/v2.0/token"))
        .orElseGet(errors::unknownTenant);
  }

  private static String v1Keys(SeededTenant tenant) {
    return (tenant.hasOwnKeys() ? tenant.id() : "common") + "/discovery/keys";
  }

  /** Whether the text means all tenants. */
  static boolean isNoTenant(String asked) {
    return NO_TENANT.contains(asked);
  }

  private SimulatorAnswer document(String issuer, String keysPath, String tokenPath) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("token_endpoint", base + tokenPath);
    members.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
    members.put("jwks_uri", base + keysPath);
    members.put("tls_client_certificate_bound_access_tokens", true);
    members.put("mtls_endpoint_aliases", Map.of("token_endpoint", base + MUTUAL_TLS + tokenPath));
    members.put("response_modes_supported", List.of("query", "fragment", "form_post"));
    members.put("subject_types_supported", List.of("pairwise"));
    members.put("id_token_signing_alg_values_supported", List.of("RS256"));
    members.put(
        "response_types_supported",
        List.of("code", "id_token", "code id_token", "token id_token", "token"));
    members.put("scopes_supported", List.of("openid"));
    members.put("issuer", issuer);
    members.put("authorization_endpoint", base + tokenPath.replace("token", "authorize"));
    members.put("tenant_region_scope", "EU");
    members.put("cloud_instance_name", "microsoftonline.com");
    members.put("cloud_graph_host_name", "graph.windows.net");
    members.put("msgraph_host", "graph.microsoft.com");
    return SimulatorAnswer.json(200, members)
        .withHeader("Cache-Control", KeysEndpoint.CACHE_CONTROL);
  }
}
