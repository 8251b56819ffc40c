package io.azimuth.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The steps of the demo, in order. */
final class DemoScript {

  private static final String TENANT = "11111111-1111-1111-1111-111111111111";
  private static final String WEB_1 = "bbbbbbbb-0000-4000-8000-000000000001";
  private static final String CLIENT_ID = "aaaaaaaa-0000-4000-8000-000000000010";
  private static final String AUDIENCE = "https://management.azure.com/";
  private static final String POLICY =
      """
      path "auth/azure/role/web" {
        capabilities = ["read"]
      }
      """;

  private final Narrator narrator;
  private final AzureSimulator azure;
  private final DemoRotation rotation;
  private final DemoHttpClient http = new DemoHttpClient();
  private SecretText rootToken = SecretText.of("");
  private SecretText workloadToken = SecretText.of("");
  private URI server = URI.create("http://127.0.0.1/");

  DemoScript(Narrator narrator, AzureSimulator azure) {
    this.narrator = narrator;
    this.azure = azure;
    this.rotation =
        new DemoRotation(narrator, azure, (method, path) -> call(method, path, rootToken));
  }

  void beforeTheKill(ChildServer process) throws IOException, InterruptedException {
    narrator.step("An Azimuth server on an empty store.");
    server = process.address();
    narrator.report("%s, process %d", server, process.pid());
    initialise();
    configure();
    SecretText jwt = fetchToken("web-1");
    logIn(jwt);
    useToken();
    refuse();
    rotation.begin();
    narrator.step("The server is killed: kill -9 " + process.pid() + ".");
  }

  void afterTheKill(ChildServer process) throws IOException, InterruptedException {
    narrator.step("It starts again on the same store.");
    server = process.address();
    narrator.report("%s, process %d", server, process.pid());
    JsonNode token = lookUp();
    narrator.report(
        "the token still lives: %s, %s s left",
        token.path("display_name").asText(), token.path("ttl").asText());
    DemoHttpClient.Reply role = call("GET", "auth/azure/role/web", rootToken);
    narrator.expect(role.status() == 200, "the role is gone");
    narrator.report("the role is still there: %s", role.body().path("data").path("token_policies"));
    rotation.end();
    revoke();
  }

  private void initialise() throws IOException, InterruptedException {
    narrator.step("An operator initialises it. The seal key comes from the configuration.");
    DemoHttpClient.Reply reply =
        http.send("PUT", server.resolve("/v1/sys/init"), Map.of(), Map.of());
    narrator.expect(reply.status() == 200, "sys/init answered " + reply.status());
    rootToken = SecretText.of(reply.body().path("root_token").asText());
    narrator.report("PUT sys/init -> 200, a root token that is shown once");
  }

  private void configure() throws IOException, InterruptedException {
    narrator.step("The operator writes a policy, enables auth/azure and makes a role.");
    write("sys/policies/acl/web", Map.of("policy", POLICY));
    write("sys/audit/file", Map.of("type", "file", "options", Map.of("file_path", "audit.log")));
    write("sys/auth/azure", Map.of("type", "azure"));
    write(
        "auth/azure/config",
        Map.of(
            "tenant_id", TENANT,
            "resource", AUDIENCE,
            "environment", "lab",
            "client_id", CLIENT_ID,
            "client_secret", "lab-secret-of-azimuth-server"));
    write(
        "auth/azure/role/web",
        Map.of(
            "bound_service_principal_ids",
            List.of(WEB_1),
            "token_policies",
            List.of("web"),
            "token_ttl",
            "1h"));
  }

  private void write(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    DemoHttpClient.Reply reply =
        http.send("POST", server.resolve("/v1/" + path), headers(rootToken), body);
    narrator.expect(
        reply.status() == 204 || reply.status() == 200,
        path + " answered " + reply.status() + " " + reply.body());
    narrator.report("POST %s -> %d", path, reply.status());
  }

  private SecretText fetchToken(String machine) throws IOException, InterruptedException {
    narrator.step("The machine " + machine + " asks its metadata service for a token.");
    URI uri =
        URI.create(
            azure.metadataUri(machine)
                + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
                + AUDIENCE);
    DemoHttpClient.Reply reply = http.send("GET", uri, Map.of("Metadata", "true"));
    narrator.expect(reply.status() == 200, "the metadata service answered " + reply.status());
    String jwt = reply.body().path("access_token").asText();
    narrator.report("a JWT of %d characters, signed by the simulated Entra ID", jwt.length());
    return SecretText.of(jwt);
  }

  private void logIn(SecretText jwt) throws IOException, InterruptedException {
    narrator.step("It logs in with that, and with nothing else.");
    DemoHttpClient.Reply reply = login(jwt);
    narrator.expect(reply.status() == 200, "the login answered " + reply.body());
    JsonNode auth = reply.body().path("auth");
    workloadToken = SecretText.of(auth.path("client_token").asText());
    narrator.report(
        "granted: policies %s for %s s", auth.path("policies"), auth.path("lease_duration"));
  }

  private DemoHttpClient.Reply login(SecretText jwt) throws IOException, InterruptedException {
    return http.send(
        "POST",
        server.resolve("/v1/auth/azure/login"),
        Map.of(),
        Map.of("role", "web", "jwt", jwt.expose()));
  }

  private void useToken() throws IOException, InterruptedException {
    narrator.step("It uses its token.");
    narrator.report("it is %s", lookUp().path("display_name").asText());
    DemoHttpClient.Reply allowed = call("GET", "auth/azure/role/web", workloadToken);
    narrator.expect(allowed.status() == 200, "the policy grants nothing");
    narrator.report("GET auth/azure/role/web -> 200, its policy grants that");
    DemoHttpClient.Reply denied = call("GET", "auth/azure/config", workloadToken);
    narrator.expect(denied.status() == 403, "the policy grants too much");
    narrator.report("GET auth/azure/config -> 403, its policy does not grant that");
  }

  private JsonNode lookUp() throws IOException, InterruptedException {
    DemoHttpClient.Reply reply = call("GET", "auth/token/lookup-self", workloadToken);
    narrator.expect(reply.status() == 200, "the token is not valid");
    return reply.body().path("data");
  }

  private void refuse() throws IOException, InterruptedException {
    SecretText jwt = fetchToken("web-2");
    narrator.step("Another machine tries the same role, and is told why it may not.");
    DemoHttpClient.Reply reply = login(jwt);
    narrator.expect(reply.status() == 403, "a stranger was let in");
    reply.body().path("errors").forEach(error -> narrator.report("403 %s", error.asText()));
    DemoHttpClient.Reply forged = login(SecretText.of(tampered(jwt)));
    narrator.expect(forged.status() == 403, "a forged token was let in");
    narrator.report("A forged token learns nothing:");
    forged.body().path("errors").forEach(error -> narrator.report("403 %s", error.asText()));
  }

  // Changes a letter in the middle of the signature.
  private static String tampered(SecretText jwt) {
    String text = jwt.expose();
    int at = text.lastIndexOf('.') + 20;
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private void revoke() throws IOException, InterruptedException {
    narrator.step("The workload is done and revokes its token.");
    DemoHttpClient.Reply revoked = call("POST", "auth/token/revoke-self", workloadToken);
    narrator.expect(revoked.status() == 204, "revoke-self answered " + revoked.status());
    DemoHttpClient.Reply after = call("GET", "auth/token/lookup-self", workloadToken);
    narrator.expect(after.status() == 403, "a revoked token lives");
    narrator.report("from the next request on it is refused: 403");
  }

  private DemoHttpClient.Reply call(String method, String path, SecretText token)
      throws IOException, InterruptedException {
    return http.send(method, server.resolve("/v1/" + path), headers(token));
  }

  private static Map<String, String> headers(SecretText token) {
    return Map.of("X-Vault-Token", token.expose());
  }
}
