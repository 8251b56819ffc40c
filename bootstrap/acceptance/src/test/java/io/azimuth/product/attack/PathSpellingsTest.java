package io.azimuth.product.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.RawHttpConnection;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CVE-2026-3605: every spelling of a path means the same path for policies and for routes. */
final class PathSpellingsTest {

  private static final String MARKER = "marker-of-the-secret-role";

  @RegisterExtension static final SharedServer SHARED = SharedServer.inMemory();

  private static TestingServer server;
  private static String exact;
  private static String wide;

  @BeforeAll
  static void start() {
    server = SHARED.server();
    JwtMount mount = JwtMount.enable(server, "team/jwt");
    mount.role("web", "token_policies", "the-web-role");
    mount.role("secret", "token_policies", MARKER);
    exact =
        server.tokenWith(
            "exact",
            "path \"auth/team/jwt/role/web\" { capabilities = [\"read\"] }\n"
                + "path \"auth/team/jwt/role/secret\" { capabilities = [\"deny\"] }");
    wide =
        server.tokenWith(
            "wide",
            "path \"auth/team/jwt/role/*\" { capabilities = [\"read\"] }\n"
                + "path \"auth/team/jwt/role/secret\" { capabilities = [\"deny\"] }");
  }

  private static String read(String token, String target) {
    return RawHttpConnection.request(
        server.address(), "GET", target, "X-Vault-Token: " + token + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/auth/team/jwt/role/web",
        "/v1/auth/team/jwt/role/we%62",
        "/v1/%61uth/te%61m/jwt/role/%77eb",
        "/v1/auth/team/jwt/role/web?list=false",
        "/v1/auth/team/jwt/role/web/",
        "/v1/auth/team/jwt/role/web//",
        "/v1/auth/team/jwt/role/web%2f",
        "/v1/auth%2Fteam%2fjwt/role%2Fweb",
      })
  void readsWhatIsAllowedInEverySpellingOfTheSamePath(String target) {
    String answer = read(exact, target);

    assertThat(RawHttpConnection.status(answer)).isEqualTo(200);
    assertThat(answer).contains("the-web-role");
  }

  static Stream<String> otherSpellings() {
    return Stream.of("secret", "SECRET", "Secret", "s%65cret", "ſecret", "%C5%BFecret")
        .flatMap(
            name ->
                Stream.of(
                    "/v1/auth/team/jwt/role/" + name,
                    "/v1/auth/team/jwt/role/" + name + "/",
                    "/v1/auth/team/jwt/role/web/../" + name,
                    "/v1/auth/team/jwt/role/web/%2e%2e/" + name,
                    "/v1/auth/team/jwt/role/web/%252e%252e/" + name,
                    "/v1/auth/team/jwt/role/web/.%2e/" + name,
                    "/v1/auth/team/jwt/role/web%2f..%2f" + name,
                    "/v1/auth/team/jwt/role/web%2F%2e%2e%2F" + name,
                    "/v1/auth/team/jwt/role/web%5c..%5c" + name,
                    "/v1/auth/team/jwt/role/web\\..\\" + name,
                    "/v1/auth/team/jwt/role/web/..;/" + name,
                    "/v1/auth/team/jwt/role/web;/../" + name,
                    "/v1/auth/team/jwt/role/" + name + ";web",
                    "/v1/auth/team/jwt/role/" + name + ";x=1",
                    "/v1/auth/team/jwt/role;x=1/" + name,
                    "/v1/auth/team/jwt/role/" + name + "%00",
                    "/v1/auth/team/jwt/role/" + name + "%00web",
                    "/v1/auth/team/jwt/role/" + name + "%20",
                    "/v1/auth/team/jwt/role/" + name + "%0a",
                    "/v1/auth/team/jwt/role/" + name + "%E2%80%8B",
                    "/v1/auth/team/jwt/role//" + name,
                    "/v1//auth/team/jwt/role/" + name,
                    "//v1/auth/team/jwt/role/" + name,
                    "/v1/auth/team/jwt//role/" + name,
                    "/v1/auth/team/jwt/./role/" + name,
                    "/v1/auth/team/jwt/%2e/role/" + name,
                    "/v1/auth/team%2fjwt/role/" + name,
                    "/v1/auth/team/jwt/role%2f" + name,
                    "/v1/auth%2fteam%2fjwt%2frole%2f" + name + "//",
                    "/v1/auth/team/jwt/role/web%2f" + name,
                    "/v1/auth/team/jwt/role%252f" + name,
                    "/v1/auth/team/jwt/role/web/%c0%ae%c0%ae/" + name,
                    "/v1/auth/team/jwt/role/web/%e0%80%ae%e0%80%ae/" + name,
                    "/v1/auth/team/jwt/role/web%c0%af..%c0%af" + name,
                    "/v1/auth/TEAM/jwt/role/" + name,
                    "/v1/AUTH/team/jwt/role/" + name,
                    "/V1/auth/team/jwt/role/" + name,
                    "/v1/auth/team/jwt/ROLE/" + name,
                    "/v1/auth/team/jwt/role/%2573ecret",
                    "/v1/auth/team/jwt/role/" + name + "#web",
                    "/v1/auth/team/jwt/role/" + name + "%23web",
                    "/v1/auth/team/jwt/role/" + name + "%3fweb",
                    "/v1/auth/team/jwt/role/%",
                    "/v1/auth/team/jwt/role/%zz" + name,
                    "http://other/v1/auth/team/jwt/role/" + name,
                    "/v1/../v1/auth/team/jwt/role/" + name,
                    "/v1/auth/token/../team/jwt/role/" + name));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void reachesNoOtherRuleOrRouteInAnySpelling(String target) {
    for (String token : new String[] {exact, wide}) {
      String answer = read(token, target);

      assertThat(answer).doesNotContain(MARKER).doesNotContain("the-web-role");
      assertThat(RawHttpConnection.status(answer)).as(answer).isIn(400, 403, 404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/auth/team/jwt/role/WEB",
        "/v1/auth/team/jwt/role/web;",
        "/v1/auth/team/jwt/role/web%00",
        "/v1/auth/team/jwt/role/web/.",
        "/v1/auth/team/jwt/role/./web",
        "/v1/auth/team/jwt/role//web",
        "/v1/auth/team/jwt/role/web%252f",
        "/v1/auth/team/jwt/role%252fweb",
        "/v1/auth/team/jwt/role/web%2f%2f%2f",
        "/v1/auth/team/jwt/role%2f%2fweb",
        "/v1/auth/team/jwt/config",
        "/v1/auth/team/jwt/role",
        "/v1/auth/team/jwt/role/web?list=true",
        "/v1/sys/auth",
      })
  void grantsNothingBesideTheOnePathThatThePolicyNames(String target) {
    String answer = read(exact, target);

    assertThat(RawHttpConnection.status(answer)).as(answer).isIn(400, 403);
    assertThat(answer).doesNotContain("the-web-role");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "LIST", "PATCH"})
  void grantsNoOtherVerb(String method) {
    String answer =
        RawHttpConnection.request(
            server.address(),
            method,
            "/v1/auth/team/jwt/role/web",
            "X-Vault-Token: "
                + exact
                + "\r\nContent-Type: application/merge-patch+json\r\nContent-Length: 2\r\n\r\n{}");

    assertThat(RawHttpConnection.status(answer)).as(answer).isEqualTo(403);
  }

  @Test
  void findsTheSameRoleForAnyCaseOnceThePolicyAllows() {
    assertThat(server.root().get("auth/team/jwt/role/SECRET").text()).contains(MARKER);
  }
}
