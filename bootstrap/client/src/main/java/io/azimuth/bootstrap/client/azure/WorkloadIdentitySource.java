package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.HttpExchange;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fetches tokens in a pod of AKS: exchanges the service-account token for a token of Entra ID. A
 * pod is not an Azure resource, so there are no names to send.
 */
public final class WorkloadIdentitySource implements AzureTokenSource {

  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Environment environment;
  private final HttpExchange http;

  /**
   * Creates a source for the pod with this environment. The TLS settings are for the sign-in
   * service.
   */
  public WorkloadIdentitySource(Environment environment, TlsSettings signIn) {
    this.environment = environment;
    this.http = HttpExchange.over(signIn, TokenForm.MAX_ANSWER);
  }

  @Override
  public AzureToken fetch(AzureTokenRequest order) {
    WorkloadVariables variables =
        new WorkloadVariables(environment, "a pod with workload identity");
    SecretText assertion =
        TokenFileReader.read(Path.of(variables.require("AZURE_FEDERATED_TOKEN_FILE")));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId(variables, order));
    form.put("scope", order.resource() + "/.default");
    form.put("client_assertion_type", ASSERTION_TYPE);
    form.put("client_assertion", assertion.expose());
    HttpRequest request = TokenForm.request(endpoint(variables), form);
    return AzureToken.of(TokenAnswer.read(http.send(request), "the sign-in service"), Map.of());
  }

  private static String clientId(WorkloadVariables variables, AzureTokenRequest order) {
    if (order.identity().isEmpty()) {
      return variables.require("AZURE_CLIENT_ID");
    }
    IdentityChoice choice = order.identity().get();
    if (choice.kind() != IdentityChoice.Kind.CLIENT_ID) {
      throw new ClientException("a pod's identity is named by its client id alone");
    }
    return choice.value();
  }

  private static URI endpoint(WorkloadVariables variables) {
    String host = variables.requireUri("AZURE_AUTHORITY_HOST").toString().replaceAll("/+$", "");
    if (!host.startsWith("https://")) {
      throw new ClientException("AZURE_AUTHORITY_HOST must begin with https://");
    }
    String tenant = variables.require("AZURE_TENANT_ID");
    if (!tenant.matches("[A-Za-z0-9.-]+")) {
      throw new ClientException("AZURE_TENANT_ID is neither a GUID nor a domain");
    }
    return URI.create(host + "/" + tenant + "/oauth2/v2.0/token");
  }
}
