package io.azimuth.azure.login;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import io.azimuth.testkit.fake.FakeCloud;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRoutesTest {

  private static final String OID = "55555555-5555-5555-5555-555555555555";
  private static final String OTHER = "66666666-6666-6666-6666-666666666666";
  private static final String APP = "22222222-2222-2222-2222-222222222222";
  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String LOGIN = "auth/azure/login";
  private static final String ROLE = "auth/azure/role/web";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/azure", Map.of("type", "azure")));
    done(
        server.write(
            root,
            "auth/azure/config",
            Map.of("tenant_id", FakeCloud.TENANT, "resource", "https://vault.example")));
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_principal_ids", OID, "token_policies", "web", "token_ttl", "1h")));
    server.verifier().accept(JWT, TestServer.START, claims(OID));
  }

  @Test
  void whoIsBoundGetsATokenOfTheRole() {
    Auth auth = envelope(login(Map.of())).auth().orElseThrow();

    assertThat(auth.clientToken().expose()).startsWith("azs.");
    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(auth.renewable()).isTrue();
    assertThat(auth.orphan()).isTrue();
    assertThat(auth.entityId()).isNotEmpty();
    assertThat(auth.metadata())
        .containsEntry("role", "web")
        .containsEntry("subscription_id", "")
        .containsEntry("resource_group_name", "");
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("display_name", Value.of("azure-" + OID))
        .containsEntry("path", Value.of(LOGIN));
  }

  @Test
  void loginsAreCountedByRoleOutcomeAndReason() {
    login(Map.of());
    login(Map.of());
    server.verifier().accept("eyJ0.eyJ1.b3RoZXI", TestServer.START, claims(OTHER));
    login(Map.of("jwt", "eyJ0.eyJ1.b3RoZXI"));

    assertThat(logins("web", "granted", "none")).isEqualTo(2);
    assertThat(logins("web", "refused", "principal_not_bound")).isEqualTo(1);
    assertThat(server.metrics().timers())
        .filteredOn(it -> it.name().equals("azimuth_login_duration_seconds"))
        .anySatisfy(
            it -> {
              assertThat(it.labels())
                  .isEqualTo(Map.of("mount", "auth/azure/", "outcome", "granted"));
              assertThat(it.count()).isEqualTo(2);
            })
        .hasSize(2);
    assertThat(server.metrics().timers())
        .filteredOn(it -> it.name().equals("vault_core_handle_login_request"))
        .singleElement()
        .satisfies(it -> assertThat(it.count()).isEqualTo(3));
  }

  @Test
  void aStrangerDoesNotChooseWhatIsCounted() {
    login(Map.of("jwt", "eyJ0.eyJ1.Zm9yZ2Vk"));
    login(Map.of("jwt", "eyJ0.eyJ1.Zm9yZ2Vk", "role", "invented-by-a-stranger"));
    login(Map.of("role", "invented-by-a-machine"));

    assertThat(server.metrics().numbers())
        .filteredOn(it -> it.name().equals("azimuth_logins_total"))
        .allSatisfy(it -> assertThat(it.labels()).containsEntry("role", "none"));
    assertThat(logins("none", "refused", "signature_invalid")).isEqualTo(2);
    assertThat(logins("none", "refused", "role_unknown")).isEqualTo(1);
  }

  private double logins(String role, String outcome, String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of("mount", "auth/azure/", "role", role, "outcome", outcome, "reason", reason));
  }

  @Test
  @DisplayName("CVE-2025-3879, GHSA-f9ch-h8j7-8jwg: what the caller merely says stands nowhere")
  void whatTheCallerMerelySaysStandsNowhere() {
    Answer.Envelope answer =
        envelope(
            login(
                Map.of(
                    "subscription_id", "77777777-7777-7777-7777-777777777777",
                    "resource_group_name", "their-group",
                    "vm_name", "their-machine")));

    assertThat(answer.auth().orElseThrow().metadata().values())
        .doesNotContain("77777777-7777-7777-7777-777777777777", "their-group", "their-machine");
    assertThat(answer.warnings()).isNotEmpty();
  }

  @Test
  void whatVaultSharpSendsAsNullIsAbsent() {
    Map<String, Object> body = new HashMap<>();
    for (String field :
        List.of("subscription_id", "resource_group_name", "vm_name", "vmss_name", "resource_id")) {
      body.put(field, Value.NULL);
    }
    assertThat(envelope(login(body)).auth()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {JWT + "\n", "\r\n" + JWT + " \t"})
  void whiteSpaceAroundTheJwtIsTheEndOfAFile(String jwt) {
    assertThat(envelope(login(Map.of("jwt", jwt))).auth()).isPresent();
  }

  @Test
  void theVerifierIsToldWhatToExpect() {
    login(Map.of());

    assertThat(server.verifier().lastExpectation().orElseThrow())
        .satisfies(
            expected -> {
              assertThat(expected.audiences())
                  .containsExactlyInAnyOrder("https://vault.example", "https://vault.example/");
              assertThat(expected.leeway()).isEqualTo(Duration.ofMinutes(1));
              assertThat(expected.profiles().get(0).issuers()).containsExactly(FakeCloud.ISSUER);
              assertThat(expected.profiles().get(0).identity())
                  .containsEntry("tid", FakeCloud.TENANT);
            });
  }

  @Test
  void shapesAreCheckedBeforeTheToken() {
    assertInvalid(login(Map.of("jwt", "")), "jwt is required");
    assertInvalid(login(Map.of("role", "")), "role is required");
    assertInvalid(login(Map.of("vm_name", "a/b")), "invalid vm name \"a/b\"");
    assertInvalid(
        login(Map.of("subscription_id", "x", "vmss_name", "-")),
        "invalid subscription id \"x\"",
        "invalid vmss_name \"-\"");
    assertThat(server.verifier().lastExpectation()).isEmpty();
  }

  @Test
  void aStrangerLearnsNoRoles() {
    Refusal known = refusal(login(Map.of("jwt", "a.b.c")));
    Refusal unknown = refusal(login(Map.of("jwt", "a.b.c", "role", "none")));

    assertThat(unknown).isEqualTo(known);
    assertInvalid(login(Map.of("role", "none")), "invalid role name \"none\"");
    assertInvalid(login(Map.of("role", "a b\n")), "invalid role name \"a b\\n\"");
  }

  @ParameterizedTest
  @EnumSource(
      value = TokenRejection.class,
      names = {
        "MALFORMED",
        "ALGORITHM",
        "KEY_UNKNOWN",
        "ISSUER_MISMATCH",
        "SIGNATURE",
        "IDENTITY_MISMATCH"
      })
  @DisplayName("CVE-2025-6011: all causes of an unproved token are answered in the same bytes")
  void unprovedTokensAreAnsweredInTheSameBytes(TokenRejection reason) {
    server
        .verifier()
        .reject("x.y.z", reason, Map.of("iss", "https://evil", "tid", OTHER, "aud", "secret-aud"));

    Refusal refusal = refusal(login(Map.of("jwt", "x.y.z")));

    assertThat(refusal.category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal.errors())
        .containsExactly("permission denied: the token was not accepted [token_not_accepted]");
    assertThat(refusal.data())
        .contains(
            Values.of(
                Map.of(
                    "reasons", List.of(Map.of("code", "token_not_accepted", "check", "token")))));
    assertThat(refusal).isEqualTo(refusal(login(Map.of("jwt", "not a token at all"))));
  }

  @Test
  void anAcceptedSignerIsToldWhatWasExpected() {
    server
        .verifier()
        .reject("x.y.z", TokenRejection.AUDIENCE_MISMATCH, Map.of("aud", "api://other"))
        .reject("x.y.e", TokenRejection.EXPIRED, Map.of("exp", 1_795_000_000));

    assertDenied(
        login(Map.of("jwt", "x.y.z")),
        "permission denied: the token is for another audience: \"api://other\", expected"
            + " \"https://vault.example\" [audience_mismatch]",
        "audience_mismatch",
        "audience",
        "api://other");
    assertDenied(
        login(Map.of("jwt", "x.y.e")),
        "permission denied: the token has expired: \"2026-11-18T11:06:40Z\", expected"
            + " \"after 2026-11-25T12:00:00Z\" [token_expired]",
        "token_expired",
        "validity",
        "2026-11-18T11:06:40Z");
  }

  @Test
  void whoIsNotBoundLearnsItsOwnValueAndNotTheBoundOnes() {
    server.verifier().accept("x.y.z", TestServer.START, claims(OTHER));

    Refusal refusal = refusal(login(Map.of("jwt", "x.y.z")));

    assertThat(refusal.errors())
        .containsExactly(
            "permission denied: the role does not admit this principal: \""
                + OTHER
                + "\" [principal_not_bound]");
    assertThat(refusal.toString()).contains(OTHER).doesNotContain(OID);
  }

  @Test
  void theAuditLogTellsTheOperatorCodeExpectedAndActual() {
    server.enableAudit(root);
    server
        .verifier()
        .accept("x.y.z", TestServer.START, claims(OTHER))
        .reject("x.y.i", TokenRejection.ISSUER_MISMATCH, Map.of("iss", "https://evil\n" + OTHER));

    login(Map.of("jwt", "x.y.z"));
    login(Map.of("jwt", "x.y.i"));

    assertThat(server.audit().records("response"))
        .extracting(taken -> taken.members().get("response"))
        .containsExactly(
            reason("principal_not_bound", "bound_service_principal_ids", OID, OTHER),
            reason("issuer_mismatch", "token", FakeCloud.ISSUER, "https://evil\\n" + OTHER));
  }

  @Test
  @DisplayName(
      "CVE-2026-46405, GHSA-7j6w-vvw2-5f9c: a refused login leaves no token, entity or alias")
  void aRefusedLoginLeavesNothing() {
    server.verifier().accept("x.y.z", TestServer.START, claims(OTHER));
    List<String> before = server.store().keys();

    refusal(login(Map.of("jwt", "x.y.z")));
    refusal(login(Map.of("jwt", "x.y.unsigned")));

    assertThat(server.store().keys()).isEqualTo(before);
  }

  @Test
  void loginsMayBeBoundToAddresses() {
    done(server.write(root, ROLE, Map.of("token_bound_cidrs", "10.0.0.0/8")));

    assertDenied(
        login(Map.of()),
        "permission denied: the role does not admit this address: \"192.0.2.7\""
            + " [address_not_bound]",
        "address_not_bound",
        "address",
        "192.0.2.7");
    server.comeFrom("10.255.255.255");
    assertThat(envelope(login(Map.of())).auth()).isPresent();
  }

  @Test
  void withoutConfigurationOrAzureThereIsNoLogin() {
    server.cloud().failWith(new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "away"));
    assertThat(refusal(login(Map.of())).category()).isEqualTo(ErrorCategory.UPSTREAM_UNAVAILABLE);

    done(server.delete(root, "auth/azure/config"));
    assertInvalid(login(Map.of()), "tenant_id is required");
  }

  @Test
  void rolesAreFoundInAnyCase() {
    assertThat(envelope(login(Map.of("role", "WEB"))).auth().orElseThrow().metadata())
        .containsEntry("role", "web");
  }

  @Test
  void aRoleChangeHoldsFromTheNextLoginOn() {
    envelope(login(Map.of()));
    done(server.write(root, ROLE, Map.of("bound_service_principal_ids", OTHER)));

    assertThat(refusal(login(Map.of())).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    done(server.delete(root, ROLE));
    assertInvalid(login(Map.of()), "invalid role name \"web\"");
  }

  @Test
  @DisplayName(
      "CVE-2026-39388, GHSA-7ccv-rp6m-rffr: a renewal holds the principal against the role")
  void aRenewalHoldsThePrincipalAgainstTheRole() {
    Auth auth = envelope(login(Map.of())).auth().orElseThrow();
    String token = auth.clientToken().expose();
    done(server.write(root, ROLE, Map.of("token_ttl", "2h")));
    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .lease())
        .isEqualTo(Duration.ofHours(2));

    done(server.write(root, ROLE, Map.of("bound_service_principal_ids", OTHER)));
    Refusal denied = refusal(server.write(token, "auth/token/renew-self", Map.of()));
    assertThat(denied.category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(denied.toString()).doesNotContain(OTHER);
    assertThat(
            refusal(
                    server.write(
                        root, "auth/token/renew-accessor", Map.of("accessor", auth.accessor())))
                .category())
        .isEqualTo(ErrorCategory.PERMISSION_DENIED);

    done(server.delete(root, ROLE));
    assertInvalid(
        server.write(token, "auth/token/renew-self", Map.of()),
        "role web does not exist during renewal");
  }

  @Test
  void aRoleNamesTheParametersThatItIgnored() {
    Answer written = server.write(root, ROLE, Map.of("colour", "red", "token_ttl", "1h"));

    assertThat(envelope(written).data()).isEmpty();
    assertThat(envelope(written).warnings())
        .contains("Endpoint ignored these unrecognized parameters: [colour]");
  }

  @Test
  void roleWritesAreCheckedWhole() {
    assertInvalid(
        server.write(root, "auth/azure/role/empty", Map.of("token_ttl", "1h")),
        "must have at least one bound constraint when creating/updating a role");
    assertInvalid(
        server.write(root, ROLE, Map.of("bound_service_principal_ids", "")),
        "must have at least one bound constraint when creating/updating a role");
    assertInvalid(
        server.write(root, "auth/azure/role/any", Map.of("bound_service_principal_ids", "*")),
        "expected specific bound_group_ids or bound_service_principal_ids (or bound_app_ids): a"
            + " role bound to places alone would never grant a login");
    assertInvalid(
        server.write(root, ROLE, Map.of("token_max_ttl", "30m")),
        "'token_ttl' cannot be greater than 'token_max_ttl'");
    assertInvalid(server.write(root, "auth/azure/role/-", Map.of()), "invalid role name");
  }

  @Test
  @DisplayName(
      "CVE-2021-30476: a binding to resources is enforced, whatever the request leaves out")
  void aBindingToResourcesIsEnforcedWhateverTheRequestLeavesOut() {
    assertThat(
            envelope(server.write(root, ROLE, Map.of("bound_locations", "westeurope"))).warnings())
        .singleElement()
        .asString()
        .startsWith("bound_locations: ");

    assertThat(refusal(login(Map.of())).errors())
        .containsExactly(
            "permission denied: the role binds resources, and neither the token nor the request"
                + " names one [resource_claims_missing]");
    assertInvalid(
        login(Map.of("vm_name", "web-1")), "subscription_id and resource_group_name are required");
  }

  @Test
  void aRoleLimitsTheUsesOfItsTokens() {
    done(server.write(root, ROLE, Map.of("token_num_uses", 2)));
    Answer login = server.write("", LOGIN, Map.of("role", "web", "jwt", JWT));
    String token = clientToken(login);

    assertThat(envelope(login).auth().orElseThrow().numUses()).isEqualTo(2);
    assertThat(data(server.read(token, "auth/token/lookup-self")))
        .containsEntry("num_uses", Value.of(1));
    assertThat(data(server.read(token, "auth/token/lookup-self")))
        .containsEntry("num_uses", Value.of(0));
    assertThat(refusal(server.read(token, "auth/token/lookup-self")).errors().get(0))
        .contains("invalid token");
    assertThat(data(server.read(root, ROLE))).containsEntry("token_num_uses", Value.of(2));
  }

  @Test
  void aRoleGivesBatchTokensOfWhichNothingIsStored() {
    done(server.write(root, ROLE, Map.of("token_type", "batch")));
    int before = server.store().tokenCount();

    Auth auth =
        envelope(server.write("", LOGIN, Map.of("role", "web", "jwt", JWT))).auth().orElseThrow();

    assertThat(auth.type()).isEqualTo("batch");
    assertThat(auth.accessor()).isEmpty();
    assertThat(auth.renewable()).isFalse();
    assertThat(auth.clientToken().expose()).startsWith("azb.");
    assertThat(server.store().tokenCount()).isEqualTo(before);
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("type", Value.of("batch"))
        .containsEntry("entity_id", Value.of(auth.entityId()));
  }

  @Test
  void theDryRunShowsTheTypeThatALoginWouldGive() {
    done(server.write(root, ROLE, Map.of("token_type", "batch")));

    Value preview =
        data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)))
            .get("token_preview");

    assertThat(((Value.Obj) preview).members())
        .containsEntry("type", Value.of("batch"))
        .containsEntry("renewable", Value.of(false));
  }

  @Test
  void theDryRunShowsThePoliciesThatALoginWouldGive() {
    done(
        server.write(
            root, ROLE, Map.of("token_policies", "default,web", "token_no_default_policy", true)));

    Value preview =
        data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)))
            .get("token_preview");

    Auth auth = envelope(login(Map.of())).auth().orElseThrow();
    assertThat(auth.tokenPolicies()).containsExactly("default", "web");
    assertThat(((Value.Obj) preview).members())
        .containsEntry("policies", Value.of(auth.tokenPolicies()));
  }

  @Test
  void rolesAreListedInLowerCaseAndNoneIsNotFound() {
    done(server.write(root, "auth/azure/role/API", Map.of("bound_service_principal_ids", OID)));
    assertThat(data(server.list(root, "auth/azure/role")))
        .isEqualTo(Map.of("keys", Value.of(List.of("api", "web"))));
    done(server.delete(root, "auth/azure/role/Api"));
    done(server.delete(root, ROLE));
    done(server.delete(root, ROLE));
    assertThat(server.list(root, "auth/azure/role")).isInstanceOf(Answer.NotFound.class);
    assertThat(server.read(root, ROLE)).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  @DisplayName("CVE-2025-13357: a restriction that nobody knows is refused, not ignored")
  void aRestrictionThatNobodyKnowsIsRefused() {
    assertInvalid(
        server.write(
            root, ROLE, Map.of("bound_location", "westeurope", "token_bound_cidr", "10.0.0.0/8")),
        "unknown parameter \"bound_location\"; did you mean \"bound_locations\"?",
        "unknown parameter \"token_bound_cidr\"; did you mean \"token_bound_cidrs\"?");
    assertInvalid(
        server.write(root, ROLE, Map.of("single_use_token", true)),
        "unknown parameter \"single_use_token\"; did you mean \"single_use_tokens\"?");
    done(server.write(root, ROLE, Map.of("alias_metadata", Map.of("a", "b"))));
  }

  @Test
  void metadataOfTheRoleIsCustomMetadataOfTheAlias() {
    Map<String, String> written = Map.of("team", "shop", "principal_id", "mine");
    done(server.write(root, ROLE, Map.of("alias_metadata", written)));
    assertThat(data(server.read(root, ROLE))).containsEntry("alias_metadata", Values.of(written));

    Value.Obj alias = aliasAfterLogin();

    assertThat(alias.get("custom_metadata")).contains(Values.of(written));
    assertThat(alias.get("metadata").orElseThrow().toString()).doesNotContain("team", "mine");
  }

  @Test
  void anOperatorsOwnCustomMetadataCountsMoreThanTheRoles() {
    done(server.write(root, ROLE, Map.of("alias_metadata", Map.of("team", "shop", "tier", "1"))));
    String id = text(aliasAfterLogin(), "id");
    server.write(
        root,
        "identity/entity-alias/id/" + id,
        Map.of("custom_metadata", Map.of("team", "ops", "cost", "7")));

    assertThat(aliasAfterLogin().get("custom_metadata"))
        .contains(Values.of(Map.of("team", "ops", "cost", "7", "tier", "1")));
  }

  @Test
  void customMetadataOfTheRoleFollowsTheRole() {
    done(server.write(root, ROLE, Map.of("alias_metadata", Map.of("team", "shop", "tier", "1"))));
    aliasAfterLogin();
    done(server.write(root, ROLE, Map.of("alias_metadata", Map.of("team", "web"))));

    assertThat(aliasAfterLogin().get("custom_metadata")).contains(Values.of(Map.of("team", "web")));
  }

  private Value.Obj aliasAfterLogin() {
    Auth auth = envelope(login(Map.of())).auth().orElseThrow();
    Value aliases = data(server.read(root, "identity/entity/id/" + auth.entityId())).get("aliases");
    return (Value.Obj) ((Value.Items) aliases).values().get(0);
  }

  private static String text(Value.Obj object, String name) {
    return ((Value.Text) object.get(name).orElseThrow()).text();
  }

  @Test
  void metadataOfARoleIsLimitedAndCanBeTakenAway() {
    done(server.write(root, ROLE, Map.of("alias_metadata", Map.of("team", "shop"))));
    done(server.write(root, ROLE, Map.of("alias_metadata", Value.NULL)));
    assertThat(data(server.read(root, ROLE))).doesNotContainKey("alias_metadata");
    assertInvalid(
        server.write(root, ROLE, Map.of("alias_metadata", Map.of("n", "v".repeat(513)))),
        "alias_metadata has at most 64 pairs, with names of 1 to 128 characters and values of at"
            + " most 512");
  }

  @Test
  @DisplayName("CVE-2021-30476: what a later write leaves out stays as it was")
  void whatALaterWriteLeavesOutStaysAsItWas() {
    done(server.write(root, ROLE, Map.of("bound_subscription_ids", OTHER)));
    done(server.write(root, ROLE, Map.of("token_ttl", "2h")));

    assertThat(data(server.read(root, ROLE)))
        .containsEntry("bound_subscription_ids", Value.of(List.of(OTHER)))
        .containsEntry("bound_service_principal_ids", Value.of(List.of(OID)))
        .containsEntry("allow_user_tokens", Value.of(false));
  }

  @Test
  @DisplayName("GHSA-mwr2-wmgp-crj6: a role named like something reserved is a role")
  void aRoleNamedLikeSomethingReservedIsARole() {
    for (String name : List.of("root", "default", "login", "config", "role", "token", "sudo")) {
      done(
          server.write(
              root,
              "auth/azure/role/" + name,
              Map.of("bound_service_principal_ids", OID, "token_no_default_policy", true)));

      Auth auth = envelope(login(Map.of("role", name))).auth().orElseThrow();

      assertThat(auth.policies()).as(name).doesNotContain("root", "default");
      assertDenied(server.read(auth.clientToken().expose(), "auth/azure/config"));
    }
  }

  @Test
  @DisplayName("CVE-2025-6011, GHSA-34fc-gh42-pj53: an unproved token costs the same for any role")
  void anUnprovedTokenCostsTheSameWorkWhateverTheRoleIsCalled() {
    for (String role : List.of("web", "no-such-role", "WEB", "r".repeat(128))) {
      long before = server.verifier().verifications();

      Refusal refusal = refusal(login(Map.of("role", role, "jwt", "x.y.z")));

      assertThat(refusal.errors())
          .as(role)
          .singleElement()
          .asString()
          .endsWith("accepted [token_not_accepted]");
      assertThat(server.verifier().verifications() - before).as(role).isEqualTo(1);
    }
  }

  private Answer login(Map<String, ?> changes) {
    Map<String, Object> body = new HashMap<>(Map.of("role", "web", "jwt", JWT));
    body.putAll(changes);
    return server.write("", LOGIN, body);
  }

  private static Map<String, ?> claims(String oid) {
    return Map.of(
        "oid",
        oid,
        "sub",
        oid,
        "tid",
        FakeCloud.TENANT,
        "ver",
        "1.0",
        "appid",
        APP,
        "idtyp",
        "app");
  }

  private static Value reason(String code, String check, String expected, String actual) {
    return Values.of(
        Map.of(
            "data",
            Map.of(
                "reasons",
                List.of(
                    Map.of(
                        "code", code, "check", check, "expected", expected, "actual", actual)))));
  }

  private static void assertDenied(
      Answer answer, String error, String code, String check, String actual) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(refusal(answer).data())
        .contains(
            Values.of(
                Map.of(
                    "reasons", List.of(Map.of("code", code, "check", check, "actual", actual)))));
  }

  private static void assertDenied(Answer answer) {
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
  }

  private static void assertInvalid(Answer answer, String... errors) {
    assertThat(refusal(answer).errors()).containsExactly(errors);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
