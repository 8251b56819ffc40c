package io.azimuth.application.token.backend;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.api.ApiResponse;
import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch tokens, tokens with a chosen id, and orphans. */
class TokenKindsTest {

  private static final String SELF = "auth/token/lookup-self";
  private static final String CREATE = "auth/token/create";
  private static final String ALL_OF_TOKENS =
      "path \"auth/token/*\" { capabilities = [\"create\", \"read\", \"update\", \"list\"] }";

  private final ScriptedMethod method = new ScriptedMethod();
  private final TestServer server = new TestServer(method);
  private final String root = server.initialize();

  @BeforeEach
  void mountAndPolicies() {
    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    done(server.write(root, "sys/policies/acl/tokens", Map.of("policy", ALL_OF_TOKENS)));
    method.grant(TokenSettings.builder().policies(List.of("tokens")).build());
  }

  @Test
  void aBatchTokenCarriesWhatItNeedsAndCanDoNoMore() {
    String parent = login();
    Auth auth = created(parent, Map.of("type", "batch", "ttl", "1h", "meta", Map.of("a", "b")));
    String batch = auth.clientToken().expose();

    assertThat(batch).startsWith("azb.");
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(data(server.read(batch, SELF)))
        .containsEntry("type", Value.of("batch"))
        .containsEntry("accessor", Value.of(""))
        .containsEntry("ttl", Value.of(3_600))
        .containsEntry("renewable", Value.of(false))
        .containsEntry("orphan", Value.of(false))
        .containsEntry("meta", Value.of(Map.of("a", "b")));
    assertInvalid(server.write(batch, CREATE, Map.of()), "batch tokens cannot create more tokens");
    assertInvalid(
        server.write(batch, "auth/token/renew-self", Map.of()), "batch tokens cannot be renewed");
    assertInvalid(
        server.write(root, "auth/token/renew", Map.of("token", batch)),
        "batch tokens cannot be renewed");
    assertInvalid(
        server.write(batch, "auth/token/revoke-self", Map.of()), "batch tokens cannot be revoked");
    assertInvalid(
        server.write(root, "auth/token/revoke", Map.of("token", batch)),
        "batch tokens cannot be revoked");
    assertInvalid(
        server.write(root, "auth/token/revoke-orphan", Map.of("token", batch)),
        "batch tokens cannot be revoked");
  }

  @Test
  void aBatchTokenEndsWithItsTime() {
    String batch =
        created(root, Map.of("type", "batch", "policies", "default", "ttl", "1h"))
            .clientToken()
            .expose();
    server.clock().advance(Duration.ofHours(1).minusNanos(1));
    assertThat(data(server.read(batch, SELF))).isNotEmpty();

    server.clock().advance(Duration.ofNanos(1));
    assertBadToken(batch);
  }

  @Test
  void aBatchTokenEndsWithItsParent() {
    String parent = login();
    String batch = created(parent, Map.of("type", "batch")).clientToken().expose();
    String orphan =
        created(root, Map.of("type", "batch", "no_parent", true, "policies", "default"))
            .clientToken()
            .expose();

    done(server.write(root, "auth/token/revoke", Map.of("token", parent)));

    assertBadToken(batch);
    assertThat(data(server.read(orphan, SELF))).isNotEmpty();
  }

  @Test
  void aBatchTokenEndsWithItsMountAndItsEntity() {
    method.grant(TokenSettings.builder().type("batch").build());
    Auth first = envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
    assertThat(first.type()).isEqualTo("batch");
    disable(first.entityId(), true);
    assertBadToken(first.clientToken().expose());
    disable(first.entityId(), false);
    assertThat(data(server.read(first.clientToken().expose(), SELF))).isNotEmpty();

    done(server.delete(root, "sys/auth/app"));
    assertBadToken(first.clientToken().expose());
    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    assertBadToken(first.clientToken().expose());
  }

  @Test
  void aBatchTokenIsBoundToItsAddresses() {
    method.grant(TokenSettings.builder().type("batch").boundCidrs(List.of("192.0.2.0/24")).build());
    String batch = clientToken(server.write("", "auth/app/login", Map.of()));
    assertThat(data(server.read(batch, SELF))).isNotEmpty();
    server.comeFrom("198.51.100.1");

    assertThat(refusal(server.read(batch, SELF)).errors())
        .containsExactly("1 error occurred:\n\t* permission denied\n\n");
  }

  @Test
  void noBatchTokenIsRoot() {
    assertInvalid(
        server.write(root, CREATE, Map.of("type", "batch")), "batch tokens cannot be root tokens");
    assertInvalid(
        server.write(root, CREATE, Map.of("type", "batch", "id", "mine", "policies", "p")),
        "batch tokens cannot have \"id\" set");
  }

  @Test
  void aBatchTokenFitsAHeader() {
    assertInvalid(
        server.write(
            root,
            CREATE,
            Map.of("type", "batch", "policies", "p", "meta", Map.of("m", "x".repeat(5_000)))),
        "a batch token has at most 4096 characters: give it fewer policies or less metadata, or"
            + " make a service token");
  }

  @ParameterizedTest(name = "mount {0}, role {1}: {2}")
  @CsvSource({
    "service, batch, service",
    "batch, service, batch",
    "default-service, default, service",
    "default-service, batch, batch",
    "default-batch, default, batch",
    "default-batch, service, service",
  })
  void theMountAndTheRoleDecideTheTypeOfALogin(String mount, String role, String result) {
    mountWith(mount);
    method.grant(TokenSettings.builder().type(role).build());

    assertThat(envelope(server.write("", "auth/typed/login", Map.of())).auth().orElseThrow().type())
        .isEqualTo(result);
  }

  @Test
  void aMountThatForcesBatchTokensRefusesWhatTheyCannotHave() {
    mountWith("batch");
    int before = server.store().tokenCount();
    method.grant(TokenSettings.builder().period(Duration.ofHours(1)).build());
    assertInvalid(
        server.write("", "auth/typed/login", Map.of()), "batch tokens cannot have \"period\" set");
    method.grant(TokenSettings.builder().numUses(1).build());
    assertInvalid(
        server.write("", "auth/typed/login", Map.of()),
        "batch tokens cannot have \"num_uses\" set");
    method.grant(TokenSettings.builder().explicitMaxTtl(Duration.ofHours(1)).build());
    assertInvalid(
        server.write("", "auth/typed/login", Map.of()),
        "batch tokens cannot have \"explicit_max_ttl\" set");
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void aTokenOfOnesOwnChoiceNeedsSudoAndBelongsToNobodyElse() {
    Answer.Envelope made =
        envelope(server.write(root, CREATE, Map.of("id", "my-token", "policies", "default")));

    assertThat(made.auth().orElseThrow().clientToken().expose()).isEqualTo("my-token");
    assertThat(made.warnings()).anyMatch(warning -> warning.contains("custom ID"));
    assertThat(data(server.read("my-token", SELF))).containsEntry("id", Value.of("my-token"));
    assertInvalid(
        server.write(root, CREATE, Map.of("id", "my-token")),
        "cannot create a token with a duplicate ID");
    assertInvalid(
        server.write(root, CREATE, Map.of("id", "hvs.x")),
        "custom token ID cannot have the 'hvs.' prefix");
    assertInvalid(
        server.write(login(), CREATE, Map.of("id", "other")),
        "root or sudo privileges required to specify token id");
  }

  @Test
  void theAuditLogShowsNoTokenWhateverItsForm() {
    done(envelopeDone(server.write(root, CREATE, Map.of("id", "my-token", "policies", "p"))));
    server.enableAudit(root);

    server.write(root, "auth/token/renew/my-token", Map.of());
    server.read(root, "auth/token/lookup", Map.of("token", "my-token"));
    done(server.write(root, "auth/token/revoke/my-token", Map.of()));

    assertThat(server.audit().records()).isNotEmpty();
    assertThat(server.audit().records().toString()).doesNotContain("my-token");
    assertThat(server.audit().records().toString()).contains("auth/token/revoke/hmac-sha256:");
  }

  @Test
  void createOrphanNeedsNoSudo() {
    String parent = login();
    Auth orphan =
        envelope(server.write(parent, "auth/token/create-orphan", Map.of())).auth().orElseThrow();

    assertThat(orphan.orphan()).isTrue();
    assertThat(orphan.entityId()).isEmpty();
    done(server.write(root, "auth/token/revoke", Map.of("token", parent)));
    assertThat(data(server.read(orphan.clientToken().expose(), SELF)))
        .containsEntry("path", Value.of("auth/token/create-orphan"));
  }

  @Test
  void revokeOrphanEndsTheTokenAlone() {
    String grandparent = login();
    String parent = created(grandparent, Map.of()).clientToken().expose();
    String child = created(parent, Map.of()).clientToken().expose();
    String grandchild = created(child, Map.of()).clientToken().expose();
    String batch = created(parent, Map.of("type", "batch")).clientToken().expose();

    done(server.write(root, "auth/token/revoke-orphan", Map.of("token", parent)));

    assertBadToken(parent);
    assertThat(data(server.read(child, SELF))).containsEntry("orphan", Value.of(true));
    assertThat(data(server.read(grandchild, SELF))).containsEntry("orphan", Value.of(false));
    assertThat(data(server.read(batch, SELF))).containsEntry("orphan", Value.of(true));
    done(server.write(root, "auth/token/revoke", Map.of("token", grandparent)));
    assertThat(data(server.read(grandchild, SELF))).isNotEmpty();
    assertThat(data(server.read(batch, SELF))).isNotEmpty();
    assertInvalid(
        server.write(root, "auth/token/revoke-orphan", Map.of("token", parent)),
        "token to revoke not found");
    done(server.write(root, "auth/token/revoke", Map.of("token", child)));
    assertBadToken(grandchild);
  }

  @Test
  void revokeOrphanNeedsSudo() {
    assertInvalid(
        server.write(login(), "auth/token/revoke-orphan", Map.of("token", root)),
        "root or sudo privileges required to revoke and orphan");
  }

  @Test
  void whatStaysOfAReleasedTokenIsSweptWhenNobodyNamesIt() {
    String parent = created(login(), Map.of()).clientToken().expose();
    String child = created(parent, Map.of("no_default_policy", true)).clientToken().expose();
    done(server.write(root, "auth/token/revoke-orphan", Map.of("token", parent)));

    server.get(Sweeper.class).run();
    assertThat(data(server.read(child, SELF))).isNotEmpty();

    // Longer than any batch token can live, which is why the record was kept at first.
    server.clock().advance(Duration.ofDays(65));
    server.get(Sweeper.class).run();
    server.get(Sweeper.class).run();
    assertThat(server.store().tokenCount()).isEqualTo(1);
  }

  @Test
  void whatStaysIsKeptWhileAChildLives() {
    done(server.write(root, "sys/policies/acl/p", Map.of("policy", ALL_OF_TOKENS)));
    String parent = created(root, Map.of("policies", "p", "ttl", "700h")).clientToken().expose();
    String child =
        created(root, Map.of("policies", "p", "period", "700h", "ttl", "700h"))
            .clientToken()
            .expose();
    String grandchild = created(child, Map.of()).clientToken().expose();
    done(server.write(root, "auth/token/revoke-orphan", Map.of("token", child)));
    assertThat(parent).isNotEmpty();
    for (int i = 0; i < 3; i++) {
      server.clock().advance(Duration.ofDays(25));
      server.write(grandchild, "auth/token/renew-self", Map.of());
      server.get(Sweeper.class).run();
    }

    assertThat(server.store().tokenCount()).isLessThanOrEqualTo(2);
  }

  @Test
  void accessorsOfLivingServiceTokensAreListed() {
    String parent = login();
    Auth child = created(parent, Map.of());
    created(root, Map.of("type", "batch", "policies", "default"));
    created(root, Map.of("policies", "default", "ttl", "1s"));
    String gone = created(root, Map.of("policies", "default")).clientToken().expose();
    done(server.write(root, "auth/token/revoke-orphan", Map.of("token", gone)));
    server.clock().advance(Duration.ofSeconds(1));

    Value.Items keys = (Value.Items) data(server.list(root, "auth/token/accessors")).get("keys");

    assertThat(keys.values())
        .hasSize(3)
        .contains(Value.of(child.accessor())) // root, parent, child
        .isSortedAccordingTo(Comparator.comparing(key -> ((Value.Text) key).text()));
    assertThat(refusal(server.list(parent, "auth/token/accessors")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void accessorsAreListedPageByPageWithoutTheThreadOfTheRequest() {
    int before = server.store().tokenCount();
    int count = 201; // pages hold 200
    IntStream.range(0, count).forEach(i -> created(root, Map.of("policies", "default")));
    Deque<Runnable> later = new ArrayDeque<>();
    server.retryOn(later::add);

    CompletableFuture<ApiResponse> response =
        server
            .send(server.request(Operation.LIST, root, "auth/token/accessors/", RequestBody.NONE))
            .toCompletableFuture();

    int pages = 0;
    while (!response.isDone()) {
      later.remove().run();
      pages++;
    }
    assertThat(pages).isEqualTo(4); // two pages, the end, and the answer
    assertThat(((Value.Items) data(response.join().answer()).get("keys")).values())
        .hasSize(count + before);
  }

  @Test
  void aListingOfAccessorsThatNoThreadTakesIsRefusedForNow() {
    server.retryOn(
        task -> {
          throw new RejectedExecutionException("full");
        });

    assertThat(refusal(server.list(root, "auth/token/accessors")).category())
        .isEqualTo(ErrorCategory.OVERLOADED);
  }

  @Test
  void tidyCleansInTheBackground() {
    created(root, Map.of("policies", "default", "num_uses", 2, "ttl", "1h"));
    String counted = created(root, Map.of("policies", "default", "num_uses", 2)).accessor();
    server.store().change(work -> work.tokens().putUsesLeft(new TokenHash("e".repeat(64)), 1));
    server.clock().advance(Duration.ofHours(1).plus(ClockSkew.ALLOWED));

    Answer answer = server.write(root, "auth/token/tidy", Map.of());

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Accepted.class,
            accepted ->
                assertThat(accepted.warnings().get(0))
                    .startsWith("Tidy operation successfully started. "));
    server.runBackground();
    assertThat(server.store().keys()).filteredOn(key -> key.startsWith("uses/")).hasSize(1);
    assertThat(data(server.write(root, "auth/token/lookup-accessor", Map.of("accessor", counted))))
        .containsEntry("num_uses", Value.of(2));
  }

  private void mountWith(String tokenType) {
    done(
        server.write(
            root,
            "sys/auth/typed",
            Map.of("type", "scripted", "config", Map.of("token_type", tokenType))));
  }

  private void disable(String entityId, boolean disabled) {
    server
        .store()
        .change(
            work -> {
              Entity entity = work.identities().entity(entityId).orElseThrow();
              work.identities()
                  .put(
                      entity.changed(
                          entity.name(), List.of(), Map.of(), disabled, entity.created()));
            });
  }

  private String login() {
    return clientToken(server.write("", "auth/app/login", Map.of()));
  }

  private Auth created(String parent, Map<String, ?> body) {
    return envelope(server.write(parent, CREATE, body)).auth().orElseThrow();
  }

  private static Answer envelopeDone(Answer answer) {
    envelope(answer);
    return new Answer.Empty();
  }

  private void assertBadToken(String token) {
    assertThat(refusal(server.read(token, SELF)).errors())
        .containsExactly("2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n");
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
