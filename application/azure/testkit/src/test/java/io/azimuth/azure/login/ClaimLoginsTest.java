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
import java.util.stream.Stream;
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

  @Test
  void eachTokenKeepsWhatItsOwnLoginMapped() {
    role("web", Map.of("claim_mappings", Map.of("team", "team"), "token_policies", "own"));
    policy("own", "{{identity.entity.aliases." + accessor() + ".metadata.team}}");
    server
        .verifier()
        .accept("eyJ0.eyJ1.c2hvcA", TestServer.START, claims(Map.of("team", "shop")))
        .accept("eyJ0.eyJ1.bWFpbA", TestServer.START, claims(Map.of("team", "mail")));

    Auth shop = granted("web", "eyJ0.eyJ1.c2hvcA");
    Auth mail = granted("web", "eyJ0.eyJ1.bWFpbA");
    Auth none = granted("web", PLAIN);

    assertThat(List.of(shop.entityId(), mail.entityId(), none.entityId())).hasSize(3);
    assertThat(mail.entityId()).as("one alias").isEqualTo(shop.entityId());
    assertThat(shop.metadata()).containsEntry("team", "shop");
    assertThat(mayRead(shop)).containsExactly("shop");
    assertThat(mayRead(mail)).containsExactly("mail");
    assertThat(mayRead(none)).isEmpty();
    assertThat(data(server.read(root, "identity/entity/id/" + shop.entityId())).toString())
        .doesNotContain("shop", "mail");
  }

  @Test
  void aChildHasNoLoginOfItsOwn() {
    role("web", Map.of("claim_mappings", Map.of("team", "team"), "token_policies", "own,child"));
    policy("own", "{{identity.entity.aliases." + accessor() + ".metadata.team}}");
    server.write(
        root,
        "sys/policies/acl/child",
        Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }"));
    server.verifier().accept("eyJ0.eyJ1.c2hvcA", TestServer.START, claims(Map.of("team", "shop")));
    Auth parent = granted("web", "eyJ0.eyJ1.c2hvcA");

    Auth child =
        envelope(
                server.write(
                    parent.clientToken().expose(),
                    "auth/token/create",
                    Map.of("meta", Map.of("team", "mail"))))
            .auth()
            .orElseThrow();

    assertThat(mayRead(parent)).containsExactly("shop");
    assertThat(mayRead(child)).isEmpty();
  }

  @Test
  void aBatchTokenKeepsNothingForTemplates() {
    role(
        "web",
        Map.of(
            "claim_mappings", Map.of("team", "team"),
            "token_policies", "own",
            "token_type", "batch"));
    policy("own", "{{identity.entity.aliases." + accessor() + ".metadata.team}}");
    server.verifier().accept("eyJ0.eyJ1.c2hvcA", TestServer.START, claims(Map.of("team", "shop")));

    Auth batch = granted("web", "eyJ0.eyJ1.c2hvcA");

    assertThat(batch.metadata()).containsEntry("team", "shop");
    assertThat(mayRead(batch)).isEmpty();
  }

  @Test
  void aClaimThatCannotBeMetadataIsRefused() {
    role("web", Map.of("claim_mappings", Map.of("roles", "roles")));

    assertThat(refusal(login("web", READER)).errors().toString()).contains("[mapping_unusable]");
    assertThat(granted("web", PLAIN).metadata()).doesNotContainKey("roles");
  }

  private void policy(String name, String segment) {
    server.write(
        root,
        "sys/policies/acl/" + name,
        Map.of("policy", "path \"own/" + segment + "\" { capabilities = [\"read\"] }"));
  }

  private List<String> mayRead(Auth auth) {
    return Stream.of("shop", "mail")
        .filter(
            team ->
                data(server.write(
                        root,
                        "sys/capabilities",
                        Map.of("token", auth.clientToken().expose(), "path", "own/" + team)))
                    .get("capabilities")
                    .equals(Value.of(List.of("read"))))
        .toList();
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
