package io.azimuth.application.token.backend;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.identity.Entity;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.ScriptedMethod;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRoutesTest {

  private static final String ALL_OF_TOKENS =
      "path \"auth/token/*\" { capabilities = [\"read\", \"update\"] }";

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
  void aChildInheritsPoliciesAndEntityAndHasAParent() {
    Auth parent = envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();

    Auth child = create(parent.clientToken().expose(), Map.of("meta", Map.of("a", "b")));

    assertThat(child.policies()).containsExactly("default", "tokens");
    assertThat(child.entityId()).isEqualTo(parent.entityId()).isNotEmpty();
    assertThat(child.orphan()).isFalse();
    assertThat(child.metadata()).isEqualTo(Map.of("a", "b"));
    assertThat(child.lease()).isEqualTo(Duration.ofDays(32));
    assertThat(parent.orphan()).isTrue();
  }

  @Test
  void orphansPeriodsAndForeignPoliciesNeedSudo() {
    String plain = login();

    assertInvalid(
        server.write(plain, "auth/token/create", Map.of("no_parent", true)),
        "root or sudo privileges required to create orphan token");
    assertInvalid(
        server.write(plain, "auth/token/create", Map.of("period", "1h")),
        "root or sudo privileges required to create periodic token");
    assertInvalid(
        server.write(plain, "auth/token/create", Map.of("policies", "other")),
        "child policies must be subset of parent");
    assertInvalid(
        server.write(plain, "auth/token/create", Map.of("policies", " ROOT")),
        "child policies must be subset of parent");
  }

  @Test
  @DisplayName("CVE-2024-9180, GHSA-7ff4-jw48-3436: the root policy of an entity makes nobody root")
  void theRootPolicyOfAnEntityMakesNobodyRoot() {
    Auth login = envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
    server
        .store()
        .change(
            work -> {
              Entity entity = work.identities().entity(login.entityId()).orElseThrow();
              work.identities()
                  .put(
                      entity.changed(
                          entity.name(),
                          List.of("root", " ROOT"),
                          Map.of(),
                          false,
                          entity.created()));
            });

    assertThat(refusal(server.read(login.clientToken().expose(), "sys/audit")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(data(server.read(login.clientToken().expose(), "auth/token/lookup-self")))
        .doesNotContainKey("identity_policies");
  }

  @Test
  @DisplayName("CVE-2025-5999: a login cannot give root, in whatever case or space")
  void aLoginCannotGiveRoot() {
    int before = server.store().tokenCount();
    for (String name : List.of("root", " Root", "ROOT ")) {
      method.grant(TokenSettings.builder().policies(List.of("web", name)).build());
      assertInvalid(
          server.write("", "auth/app/login", Map.of()), "auth methods cannot create root tokens");
    }
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void aRootTokensChildIsRootAndEndless() {
    Auth child = create(root, Map.of());

    assertThat(child.policies()).containsExactly("root");
    assertThat(child.lease()).isZero();
    assertThat(child.renewable()).isFalse();
  }

  @Test
  void anEndingRootTokenCannotMakeAnEndlessOne() {
    String ending = create(root, Map.of("ttl", "1h")).clientToken().expose();

    assertInvalid(
        server.write(ending, "auth/token/create", Map.of()),
        "expiring root tokens cannot create non-expiring root tokens");
    assertThat(create(ending, Map.of("ttl", "10m")).lease()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void policiesThatDoNotExistAreWarnedAbout() {
    Answer answer = server.write(root, "auth/token/create", Map.of("policies", "none", "odd", 1));

    assertThat(envelope(answer).warnings())
        .containsExactly(
            "Policy \"none\" does not exist",
            "Endpoint ignored these unrecognized parameters: [odd]");
  }

  @Test
  void aTokenWithAnImpossiblePolicyNameWorksAllTheSame() {
    method.grant(TokenSettings.builder().policies(List.of("x".repeat(500), "a\u0000b")).build());
    Auth auth = envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
    String token = auth.clientToken().expose();

    assertThat(data(server.read(token, "auth/token/lookup-self"))).containsKey("id");
  }

  @Test
  void aLifetimeAboveTheMaximumIsCappedWithAWarning() {
    Answer answer = server.write(root, "auth/token/create", Map.of("policies", "p", "ttl", "900h"));

    assertThat(envelope(answer).auth().orElseThrow().lease()).isEqualTo(Duration.ofDays(32));
    assertThat(data(server.read(clientToken(answer), "auth/token/lookup-self")))
        .containsEntry("ttl", Value.of(2_764_800));
    assertThat(envelope(answer).warnings())
        .contains(
            "TTL of \"900h\" exceeded the effective max_ttl of \"768h\"; TTL value is capped"
                + " accordingly");
  }

  @Test
  void lookingUpShowsTheTokenOnlyToWhoHasIt() {
    Auth auth = create(root, Map.of("policies", "default", "ttl", "1h"));
    server.clock().advance(Duration.ofMinutes(10));

    Map<String, Value> self =
        data(server.read(auth.clientToken().expose(), "auth/token/lookup-self"));
    Map<String, Value> other =
        data(server.write(root, "auth/token/lookup-accessor", Map.of("accessor", auth.accessor())));

    assertThat(self)
        .containsEntry("id", Value.of(auth.clientToken().expose()))
        .containsEntry("ttl", Value.of(3_000))
        .containsEntry("creation_ttl", Value.of(3_600))
        .containsEntry("expire_time", Value.of("2026-11-25T13:00:00Z"))
        .containsEntry("issue_time", Value.of("2026-11-25T12:00:00Z"))
        .containsEntry("meta", Value.NULL)
        .containsEntry("type", Value.of("service"));
    Map<String, Value> withoutId = new HashMap<>(self);
    withoutId.put("id", Value.of(""));
    assertThat(other).isEqualTo(withoutId);
  }

  @Test
  void aBadTokenIsNotLookedUp() {
    Answer answer = server.write(root, "auth/token/lookup", Map.of("token", "azs.none"));

    assertThat(refusal(answer).errors()).containsExactly("bad token");
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertInvalid(server.write(root, "auth/token/lookup-accessor", Map.of()), "missing accessor");
    assertInvalid(
        server.write(root, "auth/token/lookup-accessor", Map.of("accessor", "no such!")),
        "invalid accessor");
  }

  @Test
  void aRevokedParentEndsItsWholeFamilyAtOnce() {
    String parent = login();
    String child = create(parent, Map.of()).clientToken().expose();
    Auth grandchild = create(child, Map.of());
    String orphan =
        create(root, Map.of("no_parent", true, "policies", "default")).clientToken().expose();

    done(server.write(root, "auth/token/revoke", Map.of("token", parent)));

    for (String dead : List.of(parent, child, grandchild.clientToken().expose())) {
      assertBadToken(dead);
    }
    assertThat(
            envelope(
                    server.write(
                        root,
                        "auth/token/revoke-accessor",
                        Map.of("accessor", grandchild.accessor())))
                .warnings())
        .containsExactly("No token found with this accessor");
    assertThat(data(server.read(orphan, "auth/token/lookup-self"))).isNotEmpty();
  }

  @Test
  void aChildIsNotBornIntoARevokedFamily() {
    String parent = login();
    server
        .store()
        .beforeNextCommit(
            () -> done(server.write(root, "auth/token/revoke", Map.of("token", parent))));
    int before = server.store().tokenCount();

    assertThat(refusal(server.write(parent, "auth/token/create", Map.of())).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(server.store().tokenCount()).isEqualTo(before - 1);
  }

  @Test
  void revokingWhatIsUnknownIsDone() {
    done(server.write(root, "auth/token/revoke", Map.of("token", "azs.none")));
    assertInvalid(server.write(root, "auth/token/revoke", Map.of()), "missing token ID");
  }

  @Test
  void aTokenEndsItself() {
    String token = login();
    done(server.write(token, "auth/token/revoke-self", Map.of()));
    assertBadToken(token);
  }

  @Test
  void disablingAMountEndsItsTokensAndTheirChildren() {
    String login = login();
    String child = create(login, Map.of()).clientToken().expose();

    done(server.delete(root, "sys/auth/app"));
    assertBadToken(login);
    assertBadToken(child);

    done(server.write(root, "sys/auth/app", Map.of("type", "scripted")));
    assertBadToken(login);
    assertBadToken(child);
    assertThat(data(server.read(login(), "auth/token/lookup-self"))).isNotEmpty();
  }

  @Test
  void aLoginIsNotBornIntoAMountThatWasDisabledMeanwhile() {
    server.store().beforeNextCommit(() -> done(server.delete(root, "sys/auth/app")));
    int before = server.store().tokenCount();

    refusal(server.write("", "auth/app/login", Map.of()));
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void aDisabledEntityEndsItsTokensAndItsLogins() {
    Auth login = envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
    String child = create(login.clientToken().expose(), Map.of()).clientToken().expose();
    disable(login.entityId());

    assertBadToken(login.clientToken().expose());
    assertBadToken(child);
    assertThat(refusal(server.write("", "auth/app/login", Map.of())).errors())
        .containsExactly("permission denied");
  }

  @Test
  void aDisabledEntityIsSeenByALoginThatIsUnderWay() {
    Auth login = envelope(server.write("", "auth/app/login", Map.of())).auth().orElseThrow();
    server.store().beforeNextCommit(() -> disable(login.entityId()));
    int before = server.store().tokenCount();

    assertThat(refusal(server.write("", "auth/app/login", Map.of())).errors())
        .containsExactly("permission denied");
    assertThat(server.store().tokenCount()).isEqualTo(before);
  }

  @Test
  void theSameAliasIsTheSameEntityOnOneMountAndAnotherOnAnother() {
    done(server.write(root, "sys/auth/app2", Map.of("type", "scripted")));

    String first = entityOf("auth/app/login");
    assertThat(entityOf("auth/app/login")).isEqualTo(first);
    assertThat(entityOf("auth/app2/login")).isNotEqualTo(first);
    assertThat(server.store().keys()).filteredOn(key -> key.startsWith("entity/")).hasSize(2);
  }

  @Test
  void renewingGivesTheSameTokenMoreTime() {
    Auth auth = create(root, Map.of("policies", "default", "ttl", "1h"));
    server.clock().advance(Duration.ofMinutes(30));

    Auth renewed =
        envelope(server.write(auth.clientToken().expose(), "auth/token/renew-self", Map.of()))
            .auth()
            .orElseThrow();

    assertThat(renewed.clientToken()).isEqualTo(auth.clientToken());
    assertThat(renewed.accessor()).isEqualTo(auth.accessor());
    assertThat(renewed.lease()).isEqualTo(Duration.ofHours(1));
    server.clock().advance(Duration.ofMinutes(59));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("ttl", Value.of(60));
    server.clock().advance(Duration.ofMinutes(1).minusNanos(1));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .isNotEmpty();
    server.clock().advance(Duration.ofNanos(1));
    assertBadToken(auth.clientToken().expose());
  }

  @Test
  void aRenewalWithoutAnIncrementRepeatsTheLastOne() {
    String token = create(root, Map.of("policies", "default", "ttl", "1h")).clientToken().expose();

    assertThat(renewed(token, Map.of("increment", "30m"))).isEqualTo(Duration.ofMinutes(30));
    server.clock().advance(Duration.ofMinutes(10));
    assertThat(renewed(token, Map.of())).isEqualTo(Duration.ofMinutes(30));
    assertThat(renewed(token, Map.of("increment", "2h"))).isEqualTo(Duration.ofHours(2));
    assertThat(renewed(token, Map.of())).isEqualTo(Duration.ofHours(2));
  }

  private Duration renewed(String token, Map<String, ?> asked) {
    return envelope(server.write(token, "auth/token/renew-self", asked))
        .auth()
        .orElseThrow()
        .lease();
  }

  @Test
  void renewingByAccessorShowsNoToken() {
    Auth auth = create(root, Map.of("policies", "default", "ttl", "1h"));

    Auth renewed =
        envelope(
                server.write(
                    root,
                    "auth/token/renew-accessor",
                    Map.of("accessor", auth.accessor(), "increment", "2h")))
            .auth()
            .orElseThrow();

    assertThat(renewed.clientToken().isEmpty()).isTrue();
    assertThat(renewed.lease()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aTokenInThePathCountsBeforeTheOneInTheBody() {
    Auth auth = create(root, Map.of("policies", "default", "ttl", "1h"));
    String inPath = auth.clientToken().expose();

    Answer.Envelope answer =
        envelope(server.write(root, "auth/token/renew/" + inPath, Map.of("token", "azs.other")));

    assertThat(answer.auth().orElseThrow().accessor()).isEqualTo(auth.accessor());
    assertThat(answer.warnings()).hasSize(1);
  }

  @Test
  void explicitMaximaBindRenewals() {
    Auth auth = create(root, Map.of("policies", "default", "ttl", "1h", "explicit_max_ttl", "90m"));
    server.clock().advance(Duration.ofMinutes(45));

    Answer.Envelope renewed =
        envelope(server.write(auth.clientToken().expose(), "auth/token/renew-self", Map.of()));

    assertThat(renewed.auth().orElseThrow().lease()).isEqualTo(Duration.ofMinutes(45));
    assertThat(renewed.warnings())
        .containsExactly(
            "TTL of \"1h\" exceeded the effective max_ttl of \"45m\"; TTL value is capped"
                + " accordingly");
  }

  @Test
  void refusedRenewalsAreMalformedNotFaults() {
    String fixed =
        create(root, Map.of("policies", "default", "ttl", "1h", "renewable", false))
            .clientToken()
            .expose();

    assertInvalid(server.write(fixed, "auth/token/renew-self", Map.of()), "lease is not renewable");
    assertInvalid(server.write(root, "auth/token/renew-self", Map.of()), "lease is not renewable");
    assertInvalid(server.write(root, "auth/token/renew", Map.of()), "missing token ID");
    assertInvalid(
        server.write(root, "auth/token/renew", Map.of("token", "azs.none")), "token not found");
  }

  @Test
  void familiesAreOfBoundedDepth() {
    String token = root;
    for (int i = 0; i < 64; i++) {
      token = create(token, Map.of()).clientToken().expose();
    }
    assertInvalid(
        server.write(token, "auth/token/create", Map.of()),
        "a token has at most 64 ancestors: create an orphan");
  }

  /** The clock of the server that issued the parent is ahead. */
  @ParameterizedTest
  @ValueSource(strings = {"PT0.000000001S", "PT0.02S", "PT2S", "PT10M"})
  void aChildLivesThoughItsParentWasIssuedByALaterClock(Duration ahead) {
    Map<String, String> wanted = Map.of("policies", "root", "ttl", "2h");
    String generated = create(root, wanted).clientToken().expose();
    String chosen =
        create(root, Map.of("id", "of-my-choice", "policies", "root", "ttl", "2h"))
            .clientToken()
            .expose();
    server.clock().advance(ahead.negated());
    for (String parent : List.of(generated, chosen)) {
      for (String type : List.of("service", "batch")) {
        Map<String, String> terms = Map.of("policies", "default", "ttl", "1h", "type", type);
        String child = create(parent, terms).clientToken().expose();

        assertThat(data(server.read(child, "auth/token/lookup-self"))).isNotEmpty();
      }
    }
  }

  @Test
  void whatDescendedFromATokenOfAChosenIdStaysDeadWhenTheIdIsUsedAgain() {
    Map<String, String> chosen = Map.of("id", "a-token-of-choice", "policies", "root", "ttl", "2h");
    String parent = create(root, chosen).clientToken().expose();
    Map<String, String> wanted = Map.of("policies", "default", "ttl", "1h");
    String child = create(parent, wanted).clientToken().expose();
    String batch =
        create(parent, Map.of("policies", "default", "ttl", "1h", "type", "batch"))
            .clientToken()
            .expose();
    assertThat(data(server.read(batch, "auth/token/lookup-self"))).isNotEmpty();
    done(server.write(root, "auth/token/revoke", Map.of("token", parent)));
    server.clock().advance(Duration.ofMinutes(-10)); // another server's clock

    create(root, chosen);

    assertThat(refusal(server.read(child, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal(server.read(batch, "auth/token/lookup-self")).category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void sweepingRemovesTheDeadAndOnlyThem() {
    String parent = login();
    create(parent, Map.of());
    create(root, Map.of("policies", "default", "ttl", "1h"));
    String alive = create(root, Map.of("policies", "default", "ttl", "2h")).clientToken().expose();
    done(server.write(root, "auth/token/revoke", Map.of("token", parent)));
    server.clock().advance(Duration.ofHours(1).plus(ClockSkew.ALLOWED));

    server.get(Sweeper.class).run();

    assertThat(server.store().tokenCount()).isEqualTo(2);
    assertThat(data(server.read(alive, "auth/token/lookup-self"))).isNotEmpty();
  }

  @Test
  void sweepingFinishesWhatADisabledMountLeft() {
    method.act(
        call -> {
          call.storage().put("x", Value.Obj.EMPTY);
          return new Answer.Empty();
        });
    done(server.write(root, "auth/app/act", Map.of()));
    done(server.delete(root, "sys/auth/app"));
    assertThat(server.store().keys()).anyMatch(key -> key.startsWith("data/"));

    server.get(Sweeper.class).run();

    assertThat(server.store().keys())
        .noneMatch(key -> key.startsWith("data/") || key.startsWith("sweep/"));
  }

  @Test
  void aDisabledMountIsCleanedUpBehindSoonAndNothingElseIs() {
    create(root, Map.of("policies", "default", "ttl", "1h"));
    String ofMount = login();
    server.clock().advance(Duration.ofHours(1).plus(ClockSkew.ALLOWED));

    server.get(Sweeper.class).runIfDue();
    assertThat(server.store().tokenCount()).isEqualTo(3); // nothing is due

    done(server.delete(root, "sys/auth/app"));
    assertThat(refusal(server.read(ofMount, "auth/token/lookup-self")).errors().get(0))
        .contains("invalid token");
    server.get(Sweeper.class).runIfDue();

    assertThat(server.store().tokenCount()).isEqualTo(1);
    assertThat(server.store().keys()).noneMatch(key -> key.startsWith("sweep/"));
  }

  private void disable(String entityId) {
    server
        .store()
        .change(
            work -> {
              Entity entity = work.identities().entity(entityId).orElseThrow();
              work.identities()
                  .put(entity.changed(entity.name(), List.of(), Map.of(), true, entity.created()));
            });
  }

  private String entityOf(String path) {
    return envelope(server.write("", path, Map.of())).auth().orElseThrow().entityId();
  }

  private String login() {
    return clientToken(server.write("", "auth/app/login", Map.of()));
  }

  private Auth create(String parent, Map<String, ?> body) {
    return envelope(server.write(parent, "auth/token/create", body)).auth().orElseThrow();
  }

  private void assertBadToken(String token) {
    assertThat(refusal(server.read(token, "auth/token/lookup-self")).errors())
        .containsExactly("2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n");
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
