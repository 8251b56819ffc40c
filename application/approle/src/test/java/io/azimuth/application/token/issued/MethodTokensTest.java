package io.azimuth.application.token.issued;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.issued.HeldToken;
import io.azimuth.spi.issued.HeldTokens;
import io.azimuth.spi.issued.IssuedTokens;
import io.azimuth.spi.issued.RevocationResult;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MethodTokensTest {

  private static final String REASON = "machine is gone";

  private final ScriptedMethod method = new ScriptedMethod();
  private final TestServer server = new TestServer(method);
  private final String root = server.initialize();
  private final IssuedTokens tokens = server.get(MethodTokens.class).of("scripted");

  @BeforeEach
  void mount() {
    enable("one", "scripted");
    enable("other", "scripted");
    done(
        server.write(
            root,
            "sys/policies/acl/maker",
            Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }")));
    method.grant(
        TokenSettings.builder().policies(List.of("maker")).ttl(Duration.ofHours(1)).build());
  }

  private void enable(String path, String type) {
    done(server.write(root, "sys/auth/" + path, Map.of("type", type)));
  }

  private String uuid(String path) {
    return server.store().begin().mounts().all().stream()
        .filter(mount -> mount.path().text().equals("auth/" + path + "/"))
        .findFirst()
        .orElseThrow()
        .uuid();
  }

  private String login(String path) {
    return clientToken(server.write("", "auth/" + path + "/login", Map.of("role", "any")));
  }

  private List<HeldToken> all(String path, int limit) {
    List<HeldToken> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      HeldTokens page = tokens.page(uuid(path), after, limit);
      all.addAll(page.tokens());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  private String accessor(String path) {
    return all(path, 200).get(0).accessor();
  }

  private RevocationResult revoke(String path, String accessor) {
    return tokens.revoke(uuid(path), accessor, REASON).toCompletableFuture().join();
  }

  private boolean isAlive(String token) {
    return server.read(token, "auth/token/lookup-self") instanceof Answer.Envelope;
  }

  @Test
  void aMountSeesItsOwnTokensWhateverTheSizeOfThePage() {
    for (int i = 0; i < 7; i++) {
      login("one");
      login("other");
    }

    for (int limit : new int[] {1, 2, 3, 200}) {
      assertThat(all("one", limit)).hasSize(7);
    }
    assertThat(all("one", 200)).doesNotContainAnyElementsOf(all("other", 200));
    assertThat(all("one", 200)).allMatch(it -> it.issuedAt().equals(server.clock().instant()));
  }

  @Test
  void itSeesNeitherWhatItsTokensCreatedNorBatchTokensNorDeadOnes() {
    String token = login("one");
    server.write(token, "auth/token/create", Map.of());
    method.grant(TokenSettings.builder().type("batch").ttl(Duration.ofHours(2)).build());
    login("one");
    assertThat(all("one", 200)).hasSize(1);

    server.clock().advance(Duration.ofHours(1));

    assertThat(all("one", 200)).isEmpty();
  }

  @Test
  void aRevokedTokenIsDeadWithAllThatItCreated() {
    String token = login("one");
    String accessor = accessor("one");
    String child = clientToken(server.write(token, "auth/token/create", Map.of()));
    String stays = login("one");

    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.REVOKED);

    assertThat(isAlive(token)).isFalse();
    assertThat(isAlive(child)).isFalse();
    assertThat(isAlive(stays)).isTrue();
    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.ABSENT);
  }

  @Test
  void noPageBeginsWhereNoneEnded() {
    login("one");

    assertThatThrownBy(() -> tokens.page(uuid("one"), Optional.of("x"), 200))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("badReasons")
  void aReasonIsAShortPrintableText(String reason) {
    String token = login("one");
    String accessor = accessor("one");
    server.enableAudit(root);

    assertThatThrownBy(() -> tokens.revoke(uuid("one"), accessor, reason))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(server.audit().records()).isEmpty();
    assertThat(isAlive(token)).isTrue();
  }

  static List<String> badReasons() {
    return List.of("", "x".repeat(201), "two\nlines", "\u001b[31mred");
  }

  @Test
  void theTokenOfAnotherMountIsNotRevoked() {
    String token = login("other");
    String accessor = accessor("other");
    server.enableAudit(root);

    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.ABSENT);

    assertThat(server.audit().records()).isEmpty();
    assertThat(isAlive(token)).isTrue();
  }

  @Test
  void noTokenButThoseOfLoginsIsRevoked() {
    String child = clientToken(server.write(login("one"), "auth/token/create", Map.of()));
    String accessor =
        ((Value.Text)
                envelope(server.read(child, "auth/token/lookup-self"))
                    .data()
                    .flatMap(data -> data.get("accessor"))
                    .orElseThrow())
            .text();

    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.ABSENT);
    assertThat(revoke("one", "no accessor")).isEqualTo(RevocationResult.ABSENT);
    assertThat(revoke("one", "unknown")).isEqualTo(RevocationResult.ABSENT);
    assertThat(isAlive(child)).isTrue();
  }

  @Test
  void aMountOfAnotherTypeIsNone() {
    enable("team", "approle");

    assertThatThrownBy(() -> tokens.page(uuid("team"), Optional.empty(), 200))
        .isInstanceOf(StaleReadException.class);
    assertThatThrownBy(() -> tokens.revoke(uuid("team"), "any", REASON))
        .isInstanceOf(StaleReadException.class);
    assertThatThrownBy(() -> tokens.page("gone", Optional.empty(), 200))
        .isInstanceOf(StaleReadException.class);
  }

  @Test
  void aPageIsBounded() {
    assertThatThrownBy(() -> tokens.page(uuid("one"), Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tokens.page(uuid("one"), Optional.empty(), 201))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRecordsSayWhatIsRevokedAndWhyAndThatTheServerDidIt() {
    login("one");
    server.auditOn(Runnable::run);
    server.enableAudit(root);

    revoke("one", accessor("one"));

    assertThat(server.audit().records()).hasSize(2);
    for (Value.Obj one : server.audit().records()) {
      assertThat(text(one, "request", "path")).isEqualTo("auth/token/revoke-accessor");
      assertThat(text(one, "request", "mount_point")).isEqualTo("auth/one/");
      assertThat(text(one, "azimuth", "reason")).isEqualTo(REASON);
      assertThat(text(one, "azimuth", "by")).isEqualTo("server");
      assertThat(one.members()).doesNotContainKey("auth");
    }
    assertThat(server.audit().records("request")).hasSize(1);
    assertThat(text(server.audit().records("request").get(0), "request", "data", "accessor"))
        .startsWith("hmac-sha256:");
  }

  @Test
  void whatNoAuditDeviceTakesIsNotDone() {
    String token = login("one");
    String accessor = accessor("one");
    server.enableAudit(root);
    server.audit().failOnType("request");

    assertThatThrownBy(() -> revoke("one", accessor))
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.AUDIT_FAILED));

    server.audit().failOn(taken -> false);
    assertThat(isAlive(token)).isTrue();
  }

  @Test
  void aTokenThatIsRenewedAtThatMomentIsRevokedAllTheSame() {
    String token = login("one");
    String accessor = accessor("one");
    server.clock().advance(Duration.ofMinutes(1));
    server.store().beforeNextCommit(() -> server.write(token, "auth/token/renew-self", Map.of()));

    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.REVOKED);

    assertThat(isAlive(token)).isFalse();
  }

  @Test
  void anOutcomeThatIsNotKnownIsSaid() {
    login("one");
    String accessor = accessor("one");
    server.auditOn(Runnable::run);
    server.enableAudit(root);
    server.store().endCommitsWith(CommitOutcome.UNKNOWN);
    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.UNDECIDED);

    server
        .store()
        .endCommitsWith(
            Collections.nCopies(5, CommitOutcome.CONFLICT).toArray(CommitOutcome[]::new));
    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.UNDECIDED);

    assertThat(server.audit().records("response")).as("nothing was revoked").isEmpty();
    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.REVOKED);
  }

  @Test
  void theTokenOfADisabledEntityIsRevokedToo() {
    String token = login("one");
    String accessor = accessor("one");
    String entity =
        text(
            envelope(server.read(token, "auth/token/lookup-self")).data().orElseThrow(),
            "entity_id");
    done(server.write(root, "identity/entity/id/" + entity, Map.of("disabled", true)));

    assertThat(revoke("one", accessor)).isEqualTo(RevocationResult.REVOKED);

    done(server.write(root, "identity/entity/id/" + entity, Map.of("disabled", false)));
    assertThat(refusal(server.read(token, "auth/token/lookup-self"))).isNotNull();
  }

  private static String text(Value.Obj value, String... path) {
    Value found = value;
    for (String name : path) {
      found = ((Value.Obj) found).get(name).orElseThrow();
    }
    return ((Value.Text) found).text();
  }
}
