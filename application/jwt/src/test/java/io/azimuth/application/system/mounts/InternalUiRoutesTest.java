package io.azimuth.application.system.mounts;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mounts and rights that clients ask for before other requests. */
class InternalUiRoutesTest {

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void enableTwo() {
    done(
        server.write(
            root,
            "sys/auth/open",
            Map.of(
                "type", "jwt",
                "description", "for all",
                "config", Map.of("listing_visibility", "unauth"))));
    done(
        server.write(
            root,
            "sys/auth/shut",
            Map.of("type", "jwt", "config", Map.of("listing_visibility", "hidden"))));
  }

  @Test
  void withoutATokenOnlyVisibleMountsAreShownInBrief() {
    assertThat(data(server.read("", "sys/internal/ui/mounts")))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "secret",
                        Map.of(),
                        "auth",
                        Map.of(
                            "open/",
                            Map.of(
                                "type", "jwt",
                                "description", "for all",
                                "options", Value.NULL))))
                .members());
  }

  @Test
  void aMountIsShownToAllFromItsTuningOn() {
    done(server.write(root, "sys/auth/late", Map.of("type", "jwt")));
    assertThat(shownToAll()).containsOnlyKeys("open/");

    done(server.write(root, "sys/auth/late/tune", Map.of("listing_visibility", "unauth")));

    assertThat(shownToAll()).containsOnlyKeys("late/", "open/");
  }

  private Map<String, Value> shownToAll() {
    return ((Value.Obj) data(server.read("", "sys/internal/ui/mounts")).get("auth")).members();
  }

  @Test
  void whatAnAuthMethodServesIsListedOnDemand() {
    assertThat(mounts(Map.of()).toString()).doesNotContain("paths");

    Value.Obj open =
        (Value.Obj)
            ((Value.Obj) mounts(Map.of("paths", true)).get("auth")).get("open/").orElseThrow();
    assertThat(((Value.Items) open.get("paths").orElseThrow()).values())
        .contains(
            Value.of("login"),
            Value.of("login/explain"),
            Value.of("refusals"),
            Value.of("role/{name}"),
            Value.of("role/{name}/advice"))
        .doesNotHaveDuplicates();
    assertThat(shownToAll().toString()).doesNotContain("paths");
  }

  private Map<String, Value> mounts(Map<String, Object> query) {
    return data(server.read(root, "sys/internal/ui/mounts", query));
  }

  @Test
  void withATokenThoseMountsAreShownWhereItMayDoSomething() {
    String token = tokenWith("path \"auth/shut/role/web\" { capabilities = [\"read\"] }");

    Map<String, Value> shown = data(server.read(token, "sys/internal/ui/mounts"));

    assertThat(((Value.Obj) shown.get("auth")).members()).containsOnlyKeys("open/", "shut/");
    assertThat(((Value.Obj) shown.get("secret")).members()).isEmpty();
    assertThat(((Value.Obj) ((Value.Obj) shown.get("auth")).members().get("shut/")).members())
        .containsKeys("accessor", "config", "uuid");
  }

  @Test
  void rootSeesAll() {
    Map<String, Value> shown = data(server.read(root, "sys/internal/ui/mounts"));
    assertThat(((Value.Obj) shown.get("auth")).members())
        .containsOnlyKeys("open/", "shut/", "token/");
    assertThat(((Value.Obj) shown.get("secret")).members())
        .containsOnlyKeys("cubbyhole/", "identity/", "sys/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/internal/ui/mounts", "sys/internal/ui/mounts/auth/open"})
  void aTokenThatIsNotValidIsRefused(String path) {
    assertThat(refusal(server.read("azs.none", path)).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal(server.read("azs.none", path)).errors().get(0)).contains("invalid token");
  }

  @ParameterizedTest
  @CsvSource({"auth/shut", "auth/shut/role/web", "auth/shut/any/thing/below"})
  void thePreflightTellsTheMountOfAPath(String path) {
    String token = tokenWith("path \"auth/shut/role/web\" { capabilities = [\"create\"] }");
    assertThat(data(server.read(token, "sys/internal/ui/mounts/" + path)))
        .containsEntry("path", Value.of("shut/"))
        .containsEntry("type", Value.of("jwt"))
        .containsEntry("options", Value.NULL)
        .containsKeys("accessor", "config", "uuid");
  }

  @ParameterizedTest
  @CsvSource({
    "auth/open/role/x, auth/open/role/x/",
    "auth/none,        auth/none/",
    "secret/app/db,    secret/app/db/",
    "sys,              sys/"
  })
  void thePreflightIsNoOracleOfMounts(String path, String shown) {
    String token =
        tokenWith(
            "path \"auth/shut/*\" { capabilities = [\"read\"] }\n"
                + "path \"auth/open/*\" { capabilities = [\"deny\"] }");
    for (String caller : List.of(token, "")) {
      Answer answer = server.read(caller, "sys/internal/ui/mounts/" + path);
      assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
      assertThat(refusal(answer).errors())
          .containsExactly(
              "preflight capability check returned 403, please ensure client's policies grant"
                  + " access to path \""
                  + shown
                  + "\"");
    }
  }

  @Test
  void theAclOfATokenIsShownAsItIsMerged() {
    String token =
        tokenWith(
            """
            path "sys/internal/ui/resultant-acl" { capabilities = ["read"] }
            path "auth/shut/*" { capabilities = ["update", "read"] }
            path "auth/+/role/a*" { capabilities = ["list"] }
            path "auth/open/config" { capabilities = ["deny"] }
            """);

    Map<String, Value> acl = data(server.read(token, "sys/internal/ui/resultant-acl"));

    assertThat(acl)
        .isEqualTo(
            Values.of(
                    Map.of(
                        "root",
                        false,
                        "chroot_namespace",
                        "",
                        "exact_paths",
                        Map.of(
                            "sys/internal/ui/resultant-acl",
                            Map.of("capabilities", List.of("read")),
                            "auth/open/config",
                            Map.of("capabilities", List.of("deny"))),
                        "glob_paths",
                        Map.of(
                            "auth/shut/",
                            Map.of("capabilities", List.of("read", "update")),
                            "auth/+/role/a*",
                            Map.of("capabilities", List.of("list")))))
                .members());
  }

  @Test
  void theAclOfRootIsRoot() {
    assertThat(data(server.read(root, "sys/internal/ui/resultant-acl")))
        .containsEntry("root", Value.of(true))
        .containsEntry("exact_paths", Value.Obj.EMPTY)
        .containsEntry("glob_paths", Value.Obj.EMPTY);
    assertThat(refusal(server.read("", "sys/internal/ui/resultant-acl")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sys/pprof/heap",
        "sys/license/status",
        "sys/namespaces",
        "sys/quotas/lease-count/x",
        "sys/locked-users"
      })
  void whatIsOptionalAndNotHereIsNoSuchPath(String path) {
    assertThat(refusal(server.read(root, path)).category()).isEqualTo(ErrorCategory.NOT_FOUND);
    assertThat(refusal(server.read(root, path)).errors()).containsExactly("unsupported path");
  }

  private String tokenWith(String policy) {
    server.write(root, "sys/policies/acl/p", Map.of("policy", policy));
    return clientToken(
        server.write(
            root, "auth/token/create", Map.of("policies", "p", "no_default_policy", true)));
  }
}
