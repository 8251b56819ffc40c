package io.azimuth.application.system.policies;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.TokenRights;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The capabilities of tokens on paths. */
class CapabilityRoutesTest {

  private static final String POLICY =
      """
      path "sys/capabilities*" { capabilities = ["update"] }
      path "s/all" { capabilities = ["patch", "create", "delete", "update", "list", "read", "sudo"] }
      path "s/no" { capabilities = ["deny"] }
      path "s/*" { capabilities = ["read"] }
      """;

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private String token = "";
  private String accessor = "";

  @BeforeEach
  void makeToken() {
    server.write(root, "sys/policies/acl/p", Map.of("policy", POLICY));
    Answer created = server.write(root, "auth/token/create", Map.of("policies", "p"));
    token = clientToken(created);
    accessor = TestServer.envelope(created).auth().orElseThrow().accessor();
  }

  @ParameterizedTest
  @ValueSource(strings = {"paths", "path"})
  void onePathIsAnsweredTwice(String field) {
    assertThat(data(server.write(token, "sys/capabilities-self", Map.of(field, "s/all"))))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "s/all",
                        List.of("sudo", "read", "list", "update", "delete", "create", "patch"),
                        "capabilities",
                        List.of("sudo", "read", "list", "update", "delete", "create", "patch")))
                .members());
  }

  @Test
  void severalPathsAreAnsweredEachAndNothingIsSplit() {
    assertThat(
            data(
                server.write(
                    token,
                    "sys/capabilities-self",
                    Map.of("paths", List.of("s/a,b", "s/no", "none", "/s/x", "s//x", "s/../s/x")))))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "s/a,b", List.of("read"),
                        "s/no", List.of("deny"),
                        "none", List.of("deny"),
                        "/s/x", List.of("read"),
                        "s//x", List.of("deny"),
                        "s/../s/x", List.of("deny")))
                .members());
  }

  @Test
  void othersAreAskedByTokenAndByAccessor() {
    Map<String, Value> expected =
        Values.of(Map.of("s/x", List.of("read"), "capabilities", List.of("read"))).members();
    assertThat(
            data(
                server.write(
                    root, "sys/capabilities", Map.of("token", token, "paths", List.of("s/x")))))
        .isEqualTo(expected);
    assertThat(
            data(
                server.write(
                    root,
                    "sys/capabilities-accessor",
                    Map.of("accessor", accessor, "paths", List.of("s/x")))))
        .isEqualTo(expected);
    assertThat(
            data(
                server.write(
                    token, "sys/capabilities", Map.of("token", root, "paths", List.of("s/x")))))
        .containsEntry("s/x", Value.of(List.of("root")));
  }

  @Test
  void thePoliciesOfTheEntityCount() {
    server.write(
        root,
        "sys/policies/acl/q",
        Map.of("policy", "path \"e/x\" { capabilities = [\"delete\"] }"));
    server
        .store()
        .change(
            work ->
                work.identities()
                    .put(
                        new Entity(
                            "e-1",
                            "web",
                            List.of("q", "root"),
                            Map.of(),
                            false,
                            TestServer.START)));
    server.store().change(work -> attach(work, "e-1"));

    assertThat(data(server.write(token, "sys/capabilities-self", Map.of("paths", "e/x"))))
        .containsEntry("e/x", Value.of(List.of("delete")));
    assertThat(data(capabilities("token", token, "e/x")))
        .containsEntry("e/x", Value.of(List.of("delete")));
    assertThat(
            data(
                server.write(
                    root,
                    "sys/capabilities-accessor",
                    Map.of("accessor", accessor, "paths", "e/x"))))
        .containsEntry("e/x", Value.of(List.of("delete")));
  }

  private void attach(UnitOfWork work, String entityId) {
    TokenHash hash = server.get(Barrier.class).hash(new Accessor(accessor));
    Token stored = work.tokens().find(hash).orElseThrow();
    TokenRights rights =
        new TokenRights(stored.rights().policies(), Optional.of(entityId), List.of(), 0);
    work.tokens()
        .put(
            hash,
            new Token(
                stored.type(),
                stored.accessor(),
                stored.origin(),
                rights,
                stored.lifetime(),
                stored.ancestors()));
  }

  @Test
  void fiveHundredPathsAreTheMost() {
    List<String> most = IntStream.range(0, 500).mapToObj(i -> "e/" + i).toList();
    List<String> more = IntStream.range(0, 501).mapToObj(i -> "e/" + i).toList();

    assertThat(data(server.write(root, "sys/capabilities-self", Map.of("paths", most))))
        .hasSize(500);
    assertThat(refusal(server.write(root, "sys/capabilities-self", Map.of("paths", more))).errors())
        .containsExactly("at most 500 paths at once");
  }

  @Test
  void rootMayEverything() {
    assertThat(data(server.write(root, "sys/capabilities-self", Map.of("paths", "any"))))
        .containsEntry("any", Value.of(List.of("root")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys/capabilities", "sys/capabilities-self", "sys/capabilities-accessor"})
  void pathsMustBeSupplied(String route) {
    String error = "paths must be supplied";
    assertInvalid(server.write(root, route, Map.of()), error);
    assertInvalid(server.write(root, route, Map.of("paths", List.of())), error);
    assertInvalid(server.write(root, route, Map.of("paths", "")), error);
    assertInvalid(server.write(root, route, Map.of("paths", Value.NULL)), error);
  }

  @Test
  void whoIsNotThereIsSaidSo() {
    assertInvalid(capabilities("token", "azs.none"), "invalid token");
    assertInvalid(capabilities("token", ""), "missing token");
    assertInvalid(accessorCapabilities("none"), "invalid accessor");
    assertInvalid(accessorCapabilities(""), "missing accessor");
    server.write(root, "auth/token/revoke", Map.of("token", token));
    assertInvalid(capabilities("token", token), "invalid token");
    assertInvalid(accessorCapabilities(accessor), "invalid accessor");
    assertThat(
            refusal(server.write("azs.none", "sys/capabilities-self", Map.of("paths", "x")))
                .category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  private Answer capabilities(String field, String value) {
    return capabilities(field, value, "x");
  }

  private Answer capabilities(String field, String value, String path) {
    return server.write(root, "sys/capabilities", Map.of(field, value, "paths", path));
  }

  private Answer accessorCapabilities(String value) {
    return server.write(root, "sys/capabilities-accessor", Map.of("accessor", value, "paths", "x"));
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
