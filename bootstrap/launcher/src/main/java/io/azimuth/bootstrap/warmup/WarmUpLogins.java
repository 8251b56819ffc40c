package io.azimuth.bootstrap.warmup;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.client.ApiClient;
import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.bootstrap.client.ClientSettings;
import io.azimuth.bootstrap.client.Sleeper;
import io.azimuth.bootstrap.client.TlsSettings;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a server does first: a machine of the simulated Azure logs in with a role that binds its
 * principal and with one that also binds its resource group, and uses the token.
 */
final class WarmUpLogins {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** A loaded machine may be too slow for the first logins, which are answered 503 then. */
  private static final int RETRIES = 20;

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final String SUBSCRIPTION = "22222222-2222-2222-2222-222222222222";
  private static final String SERVER_ID = "aaaaaaaa-0000-4000-8000-000000000010";
  private static final String MACHINE = "web-1";
  private static final String PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000001";
  private static final String AUDIENCE = "https://management.azure.com/";

  private final Supplier<SecretText> jwts;
  private final Sleeper pause;

  WarmUpLogins(AzureSimulator azure) {
    this(() -> azure.tokenFor(MACHINE, AUDIENCE), Sleeper.system());
  }

  WarmUpLogins(Supplier<SecretText> jwts, Sleeper pause) {
    this.jwts = jwts;
    this.pause = pause;
  }

  /** Initialises an empty server and gives it an auth mount and the two roles. */
  void setUp(URI server) {
    ApiClient client = client(server);
    SecretText root =
        client
            .sendExpectingSuccess(ApiCall.put("sys/init", Value.Obj.EMPTY), Optional.empty())
            .body()
            .flatMap(body -> ApiReply.text(body, "root_token"))
            .map(SecretText::of)
            .orElseThrow(() -> new ClientException("sys/init gave no root token"));
    post(client, root, "sys/auth/azure", Value.Obj.builder().put("type", "azure"));
    post(
        client,
        root,
        "auth/azure/config",
        Value.Obj.builder()
            .put("tenant_id", TENANT)
            .put("resource", AUDIENCE)
            .put("environment", "lab")
            .put("client_id", SERVER_ID)
            .put("client_secret", "lab-secret-of-azimuth-server"));
    post(
        client,
        root,
        "auth/azure/role/principal",
        Value.Obj.builder().put("bound_service_principal_ids", List.of(PRINCIPAL)));
    post(
        client,
        root,
        "auth/azure/role/resource",
        Value.Obj.builder()
            .put("bound_service_principal_ids", List.of(PRINCIPAL))
            .put("bound_resource_groups", List.of("rg-web")));
  }

  /** Logs in twice and looks the token up. */
  void run(URI server) {
    ApiClient client = client(server);
    logIn(client, "principal");
    SecretText token = logIn(client, "resource");
    client.sendExpectingSuccess(ApiCall.get("auth/token/lookup-self"), Optional.of(token));
  }

  private SecretText logIn(ApiClient client, String role) {
    Value.Builder body =
        Value.Obj.builder()
            .put("role", role)
            .put("jwt", jwts.get().expose())
            .put("subscription_id", SUBSCRIPTION)
            .put("resource_group_name", "rg-web")
            .put("vm_name", MACHINE);
    return client
        .sendExpectingSuccess(ApiCall.post("auth/azure/login", body.build()), Optional.empty())
        .issuedToken()
        .orElseThrow(() -> new ClientException("the login gave no token"));
  }

  private static void post(ApiClient client, SecretText token, String path, Value.Builder body) {
    client.sendExpectingSuccess(ApiCall.post(path, body.build()), Optional.of(token));
  }

  private ApiClient client(URI server) {
    return ApiClient.of(
        new ClientSettings(server, Optional.empty(), TlsSettings.DEFAULT, TIMEOUT, RETRIES, false),
        pause);
  }
}
