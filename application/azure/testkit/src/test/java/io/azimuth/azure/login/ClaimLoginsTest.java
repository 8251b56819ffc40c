package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.FakeCloud;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a login takes over from the claims of its token. */
class ClaimLoginsTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String APP = "22222222-2222-2222-2222-222222222222";
  private static final String READER = "eyJ0.eyJ1.cmVhZGVy";
  private static final String PLAIN = "eyJ0.eyJ1.cGxhaW4";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of("tenant_id", FakeCloud.TENANT, "resource", "api://secrets")));
    role("web", Map.of("bound_service_principal_ids", OID));
    server
        .verifier()
        .accept(READER, TestServer.START, claims(Map.of("roles", List.of("Reader"))))
        .accept(PLAIN, TestServer.START, claims(Map.of()));
  }

  @Test
  void anAppRoleAdmitsWhoeverItIsAssignedTo() {
    role("readers", Map.of("bound_app_roles", "Reader"));

    assertThat(granted("readers", READER).metadata()).containsEntry("role", "readers");
    assertThat(refusal(login("readers", PLAIN)).errors())
        .containsExactly(
            "permission denied: the role admits none of these app roles [app_role_not_bound]");
  }

  @Test
  void aRenewalComparesTheAppRolesOfTheLogin() {
    role("readers", Map.of("bound_app_roles", "Reader,Writer"));
    String token = granted("readers", READER).clientToken().expose();
    role("readers", Map.of("bound_app_roles", "Reader"));
    assertThat(envelope(renew(token)).auth()).isPresent();

    role("readers", Map.of("bound_app_roles", "Writer"));

    assertThat(refusal(renew(token)).errors().toString()).contains("[app_role_not_bound]");
  }

  @Test
  void anExternalGroupCanBeNamedAfterAnAppRole() {
    role("web", Map.of("groups_claim", "roles"));
    externalGroup("readers", "app_role:Reader");

    assertThat(granted("web", READER).policies()).contains("readers");
    assertThat(granted("web", PLAIN).policies()).doesNotContain("readers");
  }

  private void externalGroup(String policy, String alias) {
    Map<String, Value> group =
        data(
            server.write(
                root,
                "identity/group",
                Map.of("name", policy, "type", "external", "policies", policy)));
    data(
        server.write(
            root,
            "identity/group-alias",
            Map.of(
                "name", alias,
                "mount_accessor", accessor(),
                "canonical_id", text(group, "id"))));
  }

  private String accessor() {
    return text(
        ((Value.Obj) data(server.read(root, "sys/auth")).get("azure/")).members(), "accessor");
  }

  private static String text(Map<String, Value> members, String name) {
    return ((Value.Text) members.get(name)).text();
  }

  private Answer renew(String token) {
    return server.write(token, "auth/token/renew-self", Map.of());
  }

  private Auth granted(String role, String jwt) {
    return envelope(login(role, jwt)).auth().orElseThrow();
  }

  private Answer login(String role, String jwt) {
    return server.write("", "auth/azure/login", Map.of("role", role, "jwt", jwt));
  }

  private void role(String name, Map<String, ?> parameters) {
    assertThat(server.write(root, "auth/azure/role/" + name, parameters))
        .isNotInstanceOf(Answer.Refused.class);
  }

  private static Map<String, Object> claims(Map<String, Object> own) {
    Map<String, Object> claims =
        new HashMap<>(
            Map.of(
                "oid",
                OID,
                "sub",
                OID,
                "appid",
                APP,
                "idtyp",
                "app",
                "ver",
                "1.0",
                "tid",
                FakeCloud.TENANT));
    claims.putAll(own);
    return claims;
  }
}
