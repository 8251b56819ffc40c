package io.azimuth.product.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Azure mounts on one server share no data, and a moved mount keeps all of its data. */
final class SideBySideMountsTest {

  @RegisterExtension static final SharedServer SHARED = SharedServer.onMapDb();

  private static TestingServer server;
  private static int number;
  private ResourceFixture one;
  private ResourceFixture other;

  @BeforeAll
  static void start() {
    server = SHARED.server();
  }

  @BeforeEach
  void enableTwo() {
    one = ResourceFixture.on(server).role("bound_resource_groups", "rg-web");
    other = ResourceFixture.on(server).role("bound_resource_groups", "rg-web");
  }

  @Test
  void thePrincipalIsSomebodyElseOnEachMount() {
    Reply here = one.login(one.jwt("web-1"));
    Reply there = other.login(other.jwt("web-1"));

    assertThat(here.auth().path("entity_id").asText()).isNotEmpty();
    assertThat(there.auth().path("entity_id").asText())
        .isNotEmpty()
        .isNotEqualTo(here.auth().path("entity_id").asText());
    assertThat(one.login(one.jwt("web-1")).auth().path("entity_id"))
        .isEqualTo(here.auth().path("entity_id"));
    assertThat(displayName(here)).startsWith(one.mount().name() + "-");
    assertThat(displayName(there)).startsWith(other.mount().name() + "-");
  }

  @Test
  @DisplayName("CVE-2025-11621: facts of Azure are remembered for the mount that asked alone")
  void factsOfAzureAreNotShared() {
    ResourceFixture.granted(one.login(one.jwt("web-1")));
    long reads = one.allReads();
    assertThat(reads).isPositive();

    ResourceFixture.granted(one.login(one.jwt("web-1")));
    assertThat(one.allReads()).isEqualTo(reads);
    ResourceFixture.granted(other.login(other.jwt("web-1")));
    assertThat(one.allReads()).isGreaterThan(reads);
  }

  @Test
  void rolesOfTheSameNameAreTwoRoles() {
    other.mount().role(ResourceFixture.ROLE, "token_policies", "others", "token_ttl", 60);

    Reply here = one.login(one.jwt("web-1"));
    Reply there = other.login(other.jwt("web-1"));

    assertThat(Reply.texts(here.auth().path("token_policies"))).containsExactly("default");
    assertThat(Reply.texts(there.auth().path("token_policies")))
        .containsExactly("default", "others");
    server.root().delete(other.mount().at("role/" + ResourceFixture.ROLE));
    assertThat(one.login(one.jwt("web-1")).status()).isEqualTo(200);
    assertThat(other.login(other.jwt("web-1")).status()).isEqualTo(400);
  }

  @Test
  void configurationsAreTwoConfigurations() {
    one.mount().with("resource", "api://only-here");

    assertThat(one.login(one.jwt("web-1")).status()).isEqualTo(403);
    ResourceFixture.granted(other.login(other.jwt("web-1")));
    assertThat(server.root().get(other.mount().at("config")).data().path("resource").asText())
        .isEqualTo(AzureMount.AUDIENCE);
  }

  @Test
  void settingsAreTwoSettings() {
    server
        .root()
        .write("sys/auth/" + one.mount().name() + "/tune", Map.of("default_lease_ttl", "90s"));

    assertThat(one.login(one.jwt("web-1")).auth().path("lease_duration").asInt()).isEqualTo(90);
    assertThat(other.login(other.jwt("web-1")).auth().path("lease_duration").asInt())
        .isEqualTo(2_764_800);
  }

  @Test
  void disablingOneEndsItsTokensAndNoOthers() {
    String here = one.login(one.jwt("web-1")).clientToken();
    String there = other.login(other.jwt("web-1")).clientToken();

    assertThat(server.root().delete("sys/auth/" + one.mount().name()).status()).isEqualTo(204);

    assertThat(lookUp(here)).isEqualTo(403);
    assertThat(lookUp(there)).isEqualTo(200);
    assertThat(one.login(one.jwt("web-1")).status()).isEqualTo(403);
  }

  @Test
  void aMoveKeepsConfigurationRolesAndEntitiesAndEndsTheTokens() {
    Reply before = one.login(one.jwt("web-1"));
    String target = "moved/to" + ++number;
    String accessor = accessor(one.mount().name());

    Reply answer =
        server
            .root()
            .write(
                "sys/remount",
                Map.of("from", "auth/" + one.mount().name(), "to", "auth/" + target));

    String id = answer.data().path("migration_id").asText();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("migration_id").asText()).isEqualTo(id);
    Reply status = server.root().get("sys/remount/status/" + id);
    assertThat(status.data().path("migration_info").path("status").asText()).isEqualTo("success");
    assertThat(accessor(target)).isEqualTo(accessor);
    assertThat(lookUp(before.clientToken())).isEqualTo(403);
    assertThat(one.login(one.jwt("web-1")).status()).isEqualTo(403);
    Reply after = loginAt(target);
    assertThat(after.auth().path("entity_id")).isEqualTo(before.auth().path("entity_id"));
    assertThat(lookUp(after.clientToken())).isEqualTo(200);

    server.restart();
    assertThat(lookUp(before.clientToken())).isEqualTo(403);
    assertThat(lookUp(after.clientToken())).isEqualTo(200);
    assertThat(loginAt(target).status()).isEqualTo(200);
  }

  private Reply loginAt(String path) {
    return server
        .anonymous()
        .post(
            "auth/" + path + "/login", AzureMount.request(ResourceFixture.ROLE, one.jwt("web-1")));
  }

  private static String accessor(String path) {
    return server.root().get("sys/auth").data().path(path + "/").path("accessor").asText();
  }

  private static String displayName(Reply login) {
    return server
        .as(login.clientToken())
        .get("auth/token/lookup-self")
        .data()
        .path("display_name")
        .asText();
  }

  private static int lookUp(String token) {
    return server.as(token).get("auth/token/lookup-self").status();
  }
}
