package io.azimuth.adapters.azure.simulator;

import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.CERTIFICATES;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.DISCOVERY;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.IDENTITY;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.KEYS;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.RESOURCE_MANAGER;
import static io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint.TOKEN;
import static io.azimuth.adapters.azure.simulator.http.SimulatorRoute.get;
import static io.azimuth.adapters.azure.simulator.http.SimulatorRoute.post;

import io.azimuth.adapters.azure.simulator.arm.ResourceManagerEndpoint;
import io.azimuth.adapters.azure.simulator.attested.CertificateEndpoint;
import io.azimuth.adapters.azure.simulator.entra.DiscoveryEndpoint;
import io.azimuth.adapters.azure.simulator.entra.KeysEndpoint;
import io.azimuth.adapters.azure.simulator.entra.TokenEndpoint;
import io.azimuth.adapters.azure.simulator.http.Router;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import io.azimuth.adapters.azure.simulator.imds.AppServiceEndpoint;
import io.azimuth.adapters.azure.simulator.imds.AttestedEndpoint;
import io.azimuth.adapters.azure.simulator.imds.CredentialEndpoint;
import io.azimuth.adapters.azure.simulator.imds.IdentityEndpoint;
import io.azimuth.adapters.azure.simulator.imds.InstanceEndpoint;
import java.util.ArrayList;
import java.util.List;

/** The addresses of the two servers. */
final class SimulatorRoutes {

  private static final String DOCUMENT = "/.well-known/openid-configuration";
  private static final String V1_TOKEN = "/oauth2/token";
  private static final String V2_TOKEN = "/oauth2/v2.0/token";

  private SimulatorRoutes() {}

  /** The services that are reached over HTTPS, and the steering. */
  static Router authority(
      DiscoveryEndpoint discovery,
      KeysEndpoint keys,
      CertificateEndpoint certificates,
      TokenEndpoint token,
      ResourceManagerEndpoint resourceManager,
      List<SimulatorRoute> graph,
      List<SimulatorRoute> keyVault,
      List<SimulatorRoute> attestation,
      List<SimulatorRoute> steering) {
    List<SimulatorRoute> routes = new ArrayList<>(steering);
    routes.addAll(graph);
    routes.addAll(keyVault);
    routes.addAll(attestation);
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
      routes.add(
          SimulatorRoute.below(RESOURCE_MANAGER, method, "subscriptions", resourceManager::answer));
    }
    routes.add(get(DISCOVERY, "/{tenant}" + DOCUMENT, discovery::v1));
    routes.add(get(DISCOVERY, "/{tenant}/v2.0" + DOCUMENT, discovery::v2));
    routes.add(get(KEYS, "/common/discovery/keys", keys::common));
    routes.add(get(KEYS, "/{tenant}/discovery/keys", keys::ofTenant));
    routes.add(get(KEYS, "/{tenant}/discovery/v2.0/keys", keys::ofTenant));
    routes.add(get(CERTIFICATES, CertificateEndpoint.PATH, certificates::certificate));
    routes.add(post(TOKEN, "/{tenant}" + V2_TOKEN, token::v2));
    routes.add(post(TOKEN, "/{tenant}" + V1_TOKEN, token::v1));
    for (String prefix : List.of("/mtlsauth/{tenant}", "/mtlsauth/{region}/{tenant}")) {
      routes.add(post(TOKEN, prefix + V2_TOKEN, token.overMutualTls(token::v2)));
      routes.add(post(TOKEN, prefix + V1_TOKEN, token.overMutualTls(token::v1)));
    }
    return new Router(routes);
  }

  /** The metadata service, over plain HTTP as in Azure; also below the name of a machine. */
  static Router metadata(
      IdentityEndpoint identity,
      CredentialEndpoint credential,
      InstanceEndpoint instance,
      AttestedEndpoint attested,
      AppServiceEndpoint appService) {
    List<SimulatorRoute> routes = new ArrayList<>();
    for (String prefix : List.of("", "/machines/{machine}")) {
      String metadata = prefix + "/metadata";
      routes.add(get(IDENTITY, metadata + "/identity/oauth2/token", identity::answer));
      routes.add(
          get(
              SimulatorEndpoint.PLATFORM_METADATA,
              metadata + "/identity/getplatformmetadata",
              credential::platform));
      routes.add(
          post(
              SimulatorEndpoint.ISSUE_CREDENTIAL,
              metadata + "/identity/issuecredential",
              credential::issue));
      routes.add(get(SimulatorEndpoint.INSTANCE, metadata + "/instance", instance::document));
      routes.add(
          get(SimulatorEndpoint.INSTANCE, metadata + "/instance/compute", instance::compute));
      routes.add(get(SimulatorEndpoint.INSTANCE, metadata + "/versions", instance::versions));
      routes.add(
          get(SimulatorEndpoint.ATTESTED, metadata + "/attested/document", attested::document));
    }
    routes.add(get(IDENTITY, "/machines/{machine}/msi/token", appService::answer));
    return new Router(routes);
  }
}
