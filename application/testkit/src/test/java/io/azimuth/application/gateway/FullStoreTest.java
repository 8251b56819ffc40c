package io.azimuth.application.gateway;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Refusal;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store whose disk is full still commits: what deletes or revokes, and nothing else. */
class FullStoreTest {

  private static final Map<String, String> POLICY =
      Map.of("policy", "path \"one/*\" { capabilities = [\"read\"] }");

  private final TestServer server = new TestServer();
  private final String root = server.initialize();
  private String token = "";

  @BeforeEach
  void fill() {
    done(server.write(root, "sys/mounts/one", Map.of("type", "kv")));
    done(
        server.write(
            root, "sys/mounts/two", Map.of("type", "kv", "options", Map.of("version", "2"))));
    done(server.write(root, "one/app", Map.of("password", "x")));
    server.write(root, "two/data/app", Map.of("data", Map.of("password", "x")));
    done(server.write(root, "sys/policies/acl/web", POLICY));
    token =
        clientToken(server.write(root, "auth/token/create", Map.of("policies", List.of("root"))));
    clientToken(server.write(token, "auth/token/create", Map.of())); // a child to be swept
    server.store().fill(true);
  }

  /** What an operator does about a leaked token, or to make room. */
  private record Removal(String what, Consumer<FullStoreTest> request) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Removal> removals() {
    return Stream.of(
        new Removal("revoke", it -> it.write("auth/token/revoke", Map.of("token", it.token))),
        new Removal(
            "revoke-orphan", it -> it.write("auth/token/revoke-orphan", Map.of("token", it.token))),
        new Removal("revoke-prefix", it -> it.write("sys/leases/revoke-prefix/auth/token/create")),
        new Removal("disable a mount", it -> it.delete("sys/mounts/one")),
        new Removal("delete a secret", it -> it.delete("one/app")),
        new Removal("delete the latest version", it -> it.delete("two/data/app")),
        new Removal(
            "delete versions", it -> it.write("two/delete/app", Map.of("versions", List.of(1)))),
        new Removal(
            "destroy versions", it -> it.write("two/destroy/app", Map.of("versions", List.of(1)))),
        new Removal("delete all versions", it -> it.delete("two/metadata/app")),
        new Removal("delete a policy", it -> it.delete("sys/policies/acl/web")));
  }

  @ParameterizedTest
  @MethodSource("removals")
  void deletionsAndRevocationsAreCommitted(Removal removal) {
    int before = server.store().commits();
    removal.request().accept(this);
    assertThat(server.store().commits()).as("it wrote").isGreaterThan(before);
  }

  @Test
  void aRevokedTokenIsRefusedFromThenOn() {
    write("auth/token/revoke", Map.of("token", token));
    assertThat(refusal(server.read(token, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void everythingElseIsRefusedAndReadsGoOn() {
    assertFull(server.write(root, "one/other", Map.of("password", "x")));
    assertFull(server.write(root, "two/data/app", Map.of("data", Map.of("password", "y"))));
    assertFull(server.write(root, "two/undelete/app", Map.of("versions", List.of(1))));
    assertFull(server.write(root, "auth/token/create", Map.of()));
    assertFull(server.write(root, "sys/policies/acl/web", POLICY));
    assertThat(server.read(root, "one/app")).isInstanceOf(Answer.Envelope.class);
  }

  private static void assertFull(Answer answer) {
    Refusal refused = refusal(answer);
    assertThat(refused.category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(refused.errors()).containsExactly("the store has no space left");
  }

  private void write(String path) {
    write(path, Map.of());
  }

  private void write(String path, Map<String, ?> body) {
    done(server.write(root, path, body));
  }

  private void delete(String path) {
    done(server.delete(root, path));
  }
}
