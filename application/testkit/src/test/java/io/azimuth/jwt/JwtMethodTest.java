package io.azimuth.jwt;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.SignatureAlgorithm;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.verify.KeySource;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtMethodTest {

  private static final String JWT = "eyJ0.eyJ1.c2ln";
  private static final String CONFIG = "auth/jwt/config";
  private static final String ROLE = "auth/jwt/role/web";
  private static final String LOGIN = "auth/jwt/login";
  private static final long NOW = TestServer.START.getEpochSecond();

  private final TestServer server =
      TestServer.with(new JwtAuthMethodFactory(), TestServer.NO_SETTINGS);
  private final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/jwt", Map.of("type", "jwt")));
    done(server.write(root, CONFIG, Map.of("jwks_url", "https://idp.example/keys")));
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "role_type", "jwt",
                "user_claim", "sub",
                "bound_audiences", "azimuth",
                "claim_mappings", Map.of("team", "team"),
                "token_policies", "web",
                "token_ttl", "1h")));
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("team", "blue")));
  }

  private static Map<String, Object> claims(Map<String, ?> more) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "https://idp.example");
    claims.put("sub", "somebody");
    claims.put("aud", "azimuth");
    claims.put("iat", NOW);
    claims.put("exp", NOW + 600);
    claims.putAll(more);
    return claims;
  }

  private Answer login(String role) {
    return server.write("", LOGIN, Map.of("role", role, "jwt", JWT));
  }

  private String refused(Answer answer, ErrorCategory category) {
    Refusal refusal = refusal(answer);
    assertThat(refusal.category()).isEqualTo(category);
    return String.join("; ", refusal.errors());
  }

  private String invalid(Answer answer) {
    return refused(answer, ErrorCategory.INVALID_REQUEST);
  }

  private String denied(Answer answer) {
    return refused(answer, ErrorCategory.PERMISSION_DENIED);
  }

  @Test
  void aMisspeltRestrictionOfTheConfigurationIsRefused() {
    Map<String, Object> config = new HashMap<>(Map.of("jwks_url", "https://idp.example/keys"));
    config.put("bound_isuer", "https://idp.example");
    assertThat(invalid(server.write(root, CONFIG, config)))
        .isEqualTo("unknown parameter \"bound_isuer\"");

    assertThat(
            invalid(
                server.write(
                    root,
                    CONFIG,
                    Map.of(
                        "oidc_discovery_url",
                        "https://idp.example",
                        "jwks_ca_pem",
                        "a pinned one"))))
        .isEqualTo("jwks_ca_pem is set without jwks_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e2147483647", "100e2147483647", "1e-2147483647", "1e999999999999"})
  void aNumberThatNobodyCanExpandIsRefused(String number) {
    Value claims = Value.Obj.builder().put("a", new Value.Num(number)).build();

    Answer answer =
        server.write(
            root, ROLE, Map.of("role_type", "jwt", "user_claim", "sub", "bound_claims", claims));

    assertThat(invalid(answer)).startsWith("bound_claims: claim \"a\" is not a text");
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  // Login

  @Test
  void besideAClientTheIssuerIsTheProvider() {
    String provider = "https://login.example/tenant/v2.0";
    done(server.write(root, CONFIG, Map.of("oidc_discovery_url", provider)));
    assertThat(clientToken(login("web"))).isNotEmpty();
    assertThat(server.verifier().lastSignature().orElseThrow().issuer()).isEmpty();
    assertThat(explained()).contains("any iss: bound_issuer is not set");

    done(
        server.write(
            root, CONFIG, Map.of("oidc_discovery_url", provider, "oidc_client_id", "client")));
    assertThat(clientToken(login("web"))).isNotEmpty();
    assertThat(server.verifier().lastSignature().orElseThrow().issuer()).contains(provider);
    assertThat(explained()).contains("iss " + provider).doesNotContain("any iss");
  }

  private String explained() {
    return data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)))
        .get("checks")
        .toString();
  }

  @Test
  void whoIsBoundGetsATokenOfTheRole() {
    Auth auth = envelope(login("web")).auth().orElseThrow();

    assertThat(auth.policies()).containsExactly("default", "web");
    assertThat(auth.lease()).isEqualTo(Duration.ofHours(1));
    assertThat(auth.entityId()).isNotEmpty();
    assertThat(auth.metadata()).isEqualTo(Map.of("role", "web", "team", "blue"));
    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .containsEntry("display_name", Value.of("jwt-somebody"))
        .containsEntry("path", Value.of(LOGIN));
  }

  @Test
  void theDefaultRoleIsThatOfALoginWithoutOne() {
    assertThat(invalid(login(""))).isEqualTo("missing role");
    done(
        server.write(
            root, CONFIG, Map.of("jwks_url", "https://idp.example/keys", "default_role", "web")));

    assertThat(clientToken(login(""))).isNotEmpty();
  }

  @Test
  void aLoginWithoutARoleCountsForTheQuotaOfTheDefaultRole() {
    done(
        server.write(
            root, CONFIG, Map.of("jwks_url", "https://idp.example/keys", "default_role", "Web")));
    done(
        server.write(
            root,
            "sys/quotas/rate-limit/web",
            Map.of("path", "auth/jwt/", "role", "web", "rate", 1, "interval", "10s")));

    assertThat(clientToken(login(""))).isNotEmpty();
    assertThat(refused(login(""), ErrorCategory.RATE_LIMITED)).contains("quota exceeded");
    assertThat(refused(login("web"), ErrorCategory.RATE_LIMITED)).contains("quota exceeded");
    assertThat(invalid(login("other"))).isEqualTo("role \"other\" could not be found");
  }

  @Test
  void rolesThatTakeNamesFromOtherClaimsAreWarnedOf() {
    Map<String, Object> other =
        new HashMap<>(
            Map.of("role_type", "jwt", "user_claim", "sub", "bound_audiences", "azimuth"));
    other.put("groups_claim", "groups");
    done(server.write(root, "auth/jwt/role/same", other));
    done(server.write(root, "auth/jwt/role/same", Map.of("token_ttl", "1h")));

    other.put("user_claim", "email");
    other.put("groups_claim", "/realm/roles");
    Answer answer = server.write(root, "auth/jwt/role/email", other);

    assertThat(envelope(answer).warnings())
        .containsExactly(
            "user_claim is not that of role \"same\": the same text in both claims names the same"
                + " entity; roles with another user_claim belong into a mount of their own",
            "groups_claim is not that of role \"same\": the same text in both claims names the same"
                + " group; roles with another groups_claim belong into a mount of their own");
    assertThat(data(server.read(root, "auth/jwt/role/email")))
        .containsEntry("user_claim", Value.of("email"));
  }

  @Test
  void aRoleWhoseTokensNoLoginCouldGiveIsRefused() {
    assertThat(invalid(server.write(root, ROLE, Map.of("token_policies", "web,root"))))
        .isEqualTo("auth methods cannot create root tokens");
    assertThat(invalid(server.write(root, ROLE, Map.of("policies", " ROOT"))))
        .isEqualTo("auth methods cannot create root tokens");
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  @Test
  void aRequestThatIsIncompleteIsInvalid() {
    assertThat(invalid(server.write("", LOGIN, Map.of("role", "web")))).isEqualTo("missing token");
    assertThat(invalid(login("none"))).isEqualTo("role \"none\" could not be found");
    done(server.write(root, "sys/auth/empty", Map.of("type", "jwt")));
    assertThat(invalid(server.write("", "auth/empty/login", Map.of("role", "web", "jwt", JWT))))
        .isEqualTo("could not load configuration");
  }

  @Test
  void aStrangerLearnsNeitherRolesNorReasons() {
    String none = denied(server.write("", LOGIN, Map.of("role", "none", "jwt", "eyJ0.eyJ1.Zg")));
    String some = denied(server.write("", LOGIN, Map.of("role", "web", "jwt", "eyJ0.eyJ1.Zg")));
    String odd = denied(server.write("", LOGIN, Map.of("role", "web", "jwt", "no token")));

    assertThat(some)
        .isEqualTo("permission denied: the token was not accepted [token_not_accepted]")
        .isEqualTo(none)
        .isEqualTo(odd);
  }

  @Test
  void theCallerReadsReasonsButNoBoundValues() {
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("aud", "other", "sub", 7)));

    assertThat(denied(login("web")))
        .isEqualTo(
            "permission denied: the token is for another audience [audience_mismatch]; permission"
                + " denied: the claim that names the user of the token cannot be used"
                + " [user_claim_unusable]");
  }

  @Test
  void aTokenOfAnotherAddressIsRefused() {
    done(server.write(root, ROLE, Map.of("token_bound_cidrs", "198.51.100.0/24")));

    assertThat(denied(login("web"))).contains("[address_not_bound]").doesNotContain("198.51");
    server.comeFrom("198.51.100.7");
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  @Test
  void anOutageOfTheProviderIsNoRefusal() {
    server
        .verifier()
        .failWith(new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "down"));

    assertThat(refused(login("web"), ErrorCategory.UPSTREAM_UNAVAILABLE))
        .isEqualTo("the identity provider cannot be reached");
  }

  @Test
  void groupsOfTheTokenAreThoseOfGroupAliases() {
    done(server.write(root, ROLE, Map.of("groups_claim", "groups")));
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("groups", List.of("ops"))));
    String accessor = ((Value.Text) data(server.read(root, "sys/auth/jwt")).get("accessor")).text();
    Answer group =
        server.write(
            root,
            "identity/group",
            Map.of("name", "operators", "type", "external", "policies", List.of("ops")));
    String id = ((Value.Text) data(group).get("id")).text();
    server.write(
        root,
        "identity/group-alias",
        Map.of("name", "ops", "mount_accessor", accessor, "canonical_id", id));

    assertThat(envelope(login("web")).auth().orElseThrow().identityPolicies())
        .containsExactly("ops");
  }

  @Test
  void aTokenIsRenewedOnTheTermsOfItsRole() {
    String token = clientToken(login("web"));
    done(server.write(root, ROLE, Map.of("token_ttl", "2h")));

    assertThat(
            envelope(server.write(token, "auth/token/renew-self", Map.of()))
                .auth()
                .orElseThrow()
                .lease())
        .isEqualTo(Duration.ofHours(2));
    done(server.delete(root, ROLE));
    assertThat(invalid(server.write(token, "auth/token/renew-self", Map.of())))
        .isEqualTo("role web does not exist during renewal");
  }

  @Test
  void loginsAreCountedAndAudited() {
    login("web");
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("aud", "other")));
    done(server.write(root, "sys/audit/all", Map.of("type", server.audit().type())));
    login("web");

    assertThat(logins("granted", "none")).isEqualTo(1);
    assertThat(logins("refused", "audience_mismatch")).isEqualTo(1);
    assertThat(server.audit().records().toString())
        .contains("audience_mismatch", "refused", "somebody")
        .doesNotContain(JWT);
  }

  private double logins(String outcome, String reason) {
    return server
        .metrics()
        .number(
            "azimuth_logins_total",
            Map.of("mount", "auth/jwt/", "role", "web", "outcome", outcome, "reason", reason));
  }

  @Test
  void explainsEveryCheckAndIssuesNothing() {
    Map<String, Value> explained =
        data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)));
    assertThat(explained).containsEntry("granted", Value.of(true));
    assertThat(explained.get("token_preview").toString()).contains("somebody", "blue");

    server.verifier().accept(JWT, TestServer.START, claims(Map.of("aud", "other")));
    Map<String, Value> refused =
        data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", JWT)));
    assertThat(refused).containsEntry("granted", Value.of(false));
    assertThat(refused.get("checks").toString()).contains("audience_mismatch", "azimuth", "other");
    assertThat(((Value.Items) refused.get("checks")).values()).hasSize(9);
    assertThat(denied(server.write("", LOGIN + "/explain", Map.of("role", "web", "jwt", JWT))))
        .contains("permission denied");
  }

  // Shapes of the tokens of those who sign for workloads

  static Stream<Arguments> workloads() {
    return Stream.of(
        Arguments.of(
            "Kubernetes service account",
            Map.of(
                "aud",
                List.of("azimuth"),
                "iss",
                "https://kubernetes.default.svc.cluster.local",
                "kubernetes.io",
                Map.of(
                    "namespace", "prod",
                    "pod", Map.of("name", "web-7d", "uid", "u1"),
                    "serviceaccount", Map.of("name", "web", "uid", "u2")),
                "nbf",
                NOW,
                "sub",
                "system:serviceaccount:prod:web"),
            Map.of(
                "user_claim",
                "/kubernetes.io/serviceaccount/uid",
                "user_claim_json_pointer",
                true,
                "bound_claims",
                Map.of("/kubernetes.io/namespace", "prod"),
                "bound_subject",
                "system:serviceaccount:prod:web"),
            "u2"),
        Arguments.of(
            "GitHub Actions",
            Map.of(
                "iss", "https://token.actions.githubusercontent.com",
                "sub", "repo:octo-org/octo-repo:environment:prod",
                "repository", "octo-org/octo-repo",
                "repository_owner", "octo-org",
                "ref", "refs/heads/main",
                "run_attempt", "1"),
            Map.of(
                "user_claim", "repository",
                "bound_claims_type", "glob",
                "bound_claims",
                    Map.of("repository_owner", "octo-org", "ref", List.of("refs/heads/*"))),
            "octo-org/octo-repo"),
        Arguments.of(
            "GitLab",
            Map.of(
                "iss", "https://gitlab.example.com",
                "sub", "project_path:mygroup/myproject:ref_type:branch:ref:main",
                "project_id", "22",
                "namespace_path", "mygroup",
                "ref_protected", "true",
                "user_email", "somebody@example.com"),
            Map.of(
                "user_claim",
                "user_email",
                "bound_claims",
                Map.of("project_id", List.of("22", "23"), "ref_protected", "true")),
            "somebody@example.com"),
        Arguments.of(
            "GCP",
            Map.of(
                "iss", "https://accounts.google.com",
                "azp", "112010400000000710080",
                "email", "web@project.iam.gserviceaccount.com",
                "email_verified", true,
                "sub", "112010400000000710080",
                "google",
                    Map.of("compute_engine", Map.of("zone", "us-east1-b", "project_id", "p"))),
            Map.of(
                "user_claim",
                "email",
                "bound_claims",
                Map.of(
                    "email_verified", true, "/google/compute_engine/zone", List.of("us-east1-b"))),
            "web@project.iam.gserviceaccount.com"),
        Arguments.of(
            "AWS",
            Map.of(
                "iss", "https://1a2b.tokens.sts.global.api.aws",
                "sub", "arn:aws:iam::123456789012:role/web",
                "https://sts.amazonaws.com/",
                    Map.of(
                        "aws_account", "123456789012",
                        "source_region", "us-east-1",
                        "principal_id", "arn:aws:iam::123456789012:role/web")),
            Map.of(
                "user_claim",
                "sub",
                "bound_claims",
                Map.of("/https:~1~1sts.amazonaws.com~1/aws_account", "123456789012")),
            "arn:aws:iam::123456789012:role/web"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void admitsTheTokensOf(
      String issuer, Map<String, ?> shape, Map<String, ?> parameters, String alias) {
    Map<String, Object> role = new LinkedHashMap<>(parameters);
    role.put("role_type", "jwt");
    role.put("bound_audiences", "azimuth");
    done(server.delete(root, ROLE)); // its names come from another claim
    done(server.write(root, "auth/jwt/role/workload", role));
    server.verifier().accept(JWT, TestServer.START, claims(shape));

    Auth auth = envelope(login("workload")).auth().orElseThrow();

    assertThat(data(server.read(auth.clientToken().expose(), "auth/token/lookup-self")))
        .as(issuer)
        .containsEntry("display_name", Value.of("jwt-" + alias));
  }

  // Roles

  @Test
  void aRoleReadsAsItWasWritten() {
    Map<String, Object> written =
        Map.of(
            "bound_claims",
            Map.of("a", "b", "c", List.of("d", 7, true)),
            "bound_claims_type",
            "string",
            "policies",
            "old",
            "clock_skew_leeway",
            -1,
            "max_age",
            60);
    done(server.write(root, ROLE, written));

    Map<String, Value> read = data(server.read(root, ROLE));

    assertThat(read)
        .containsEntry("role_type", Value.of("jwt"))
        .containsEntry("bound_claims", Values.of(written).members().get("bound_claims"))
        .containsEntry("bound_audiences", Value.of(List.of("azimuth")))
        .containsEntry("policies", Value.of(List.of("old")))
        .containsEntry("token_policies", Value.of(List.of("old")))
        .containsEntry("clock_skew_leeway", Value.of(-1))
        .containsEntry("expiration_leeway", Value.of(0))
        .containsEntry("allowed_redirect_uris", Value.of(List.of()));
    assertThat(data(server.list(root, "auth/jwt/role")))
        .containsEntry("keys", Value.of(List.of("web")));
    assertThat(denied(login("web"))).contains("[bound_claim_missing]");
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("a", "b", "c", 7.0)));
    assertThat(clientToken(login("web"))).isNotEmpty();
  }

  @Test
  void refusesRolesThatWouldMeanSomethingElse() {
    assertThat(invalid(server.write(root, "auth/jwt/role/new", Map.of("user_claim", "sub"))))
        .isEqualTo("'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified.");
    assertThat(invalid(server.write(root, ROLE, Map.of("role_type", "saml"))))
        .isEqualTo("invalid 'role_type': saml");
    assertThat(invalid(server.write(root, ROLE, Map.of("bound_claim", Map.of()))))
        .isEqualTo("unknown parameter \"bound_claim\"");
    assertThat(
            invalid(
                server.write(root, ROLE, Map.of("bound_claims", Map.of("a", Map.of("b", "c"))))))
        .isEqualTo(
            "bound_claims: claim \"a\" is not a text, flag or number of at most 64"
                + " characters, or a list of them");
  }

  // Configuration

  @Test
  void aConfigurationReadsWithoutItsSecret() {
    Map<String, Object> written =
        Map.of(
            "oidc_discovery_url", "https://idp.example",
            "oidc_client_id", "me",
            "oidc_client_secret", "s3cr3t",
            "bound_issuer", "https://idp.example");
    done(server.write(root, CONFIG, written));

    Map<String, Value> read = data(server.read(root, CONFIG));

    assertThat(read)
        .containsEntry("oidc_discovery_url", Value.of("https://idp.example"))
        .containsEntry("jwks_url", Value.of(""))
        .containsEntry("namespace_in_state", Value.of(true))
        .containsEntry("provider_config", Value.Obj.EMPTY)
        .doesNotContainKey("oidc_client_secret");
    assertThat(read.toString()).doesNotContain("s3cr3t");
    login("web");
    assertThat(server.verifier().lastSignature().orElseThrow().issuer())
        .contains("https://idp.example");
    assertThat(server.verifier().lastSignature().orElseThrow().keys())
        .isInstanceOf(KeySource.Discovered.class);
  }

  @Test
  void acceptsTheAlgorithmsThatAreNamedAlone() {
    login("web");
    assertThat(server.verifier().lastSignature().orElseThrow().algorithms())
        .containsExactlyInAnyOrder(SignatureAlgorithm.values());
    done(
        server.write(
            root,
            CONFIG,
            Map.of("jwks_url", "https://idp.example/keys", "jwt_supported_algs", "ES256,EdDSA")));
    login("web");
    assertThat(server.verifier().lastSignature().orElseThrow().algorithms())
        .containsExactlyInAnyOrder(SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA);
  }

  @ParameterizedTest
  @MethodSource("wrongConfigurations")
  void refusesAConfigurationThatCannotWork(Map<String, ?> wrong, String why) {
    assertThat(invalid(server.write(root, CONFIG, wrong))).contains(why);
  }

  static Stream<Arguments> wrongConfigurations() {
    String keys = "https://idp.example/keys";
    return Stream.of(
        Arguments.of(Map.of(), "exactly one of"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_discovery_url", "https://idp.example"),
            "exactly one of"),
        Arguments.of(Map.of("jwks_url", "http://idp.example/keys"), "jwks_url: must be an https"),
        Arguments.of(Map.of("jwks_url", "https://me@idp.example/"), "jwks_url: must be an https"),
        Arguments.of(Map.of("jwks_url", keys, "jwks_ca_pem", "no"), "jwks_ca_pem: "),
        Arguments.of(
            Map.of("jwt_validation_pubkeys", List.of("no")),
            "error parsing public key: data does not contain any valid public keys"),
        Arguments.of(
            Map.of("jwks_url", keys, "jwt_supported_algs", "none"),
            "unsupported signing algorithm: none"),
        Arguments.of(
            Map.of("jwks_url", keys, "jwt_supported_algs", "HS256"),
            "unsupported signing algorithm: HS256"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_client_id", "me"),
            "'oidc_discovery_url' must be set for OIDC"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_client_secret", "s3cr3t"),
            "'oidc_client_id' must be set beside 'oidc_client_secret' for OIDC"),
        Arguments.of(
            Map.of(
                "oidc_discovery_url", "https://idp.example",
                "oidc_client_id", "me",
                "bound_issuer", "https://idp.example/"),
            "bound_issuer must be oidc_discovery_url"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_response_mode", "form_post"),
            "oidc_response_mode \"form_post\" is not supported"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_response_types", "id_token"),
            "oidc_response_types \"id_token\" is not supported"),
        Arguments.of(
            Map.of("jwks_url", keys, "provider_config", Map.of("provider", "azure")),
            "provider_config is not supported yet"),
        Arguments.of(
            Map.of("jwks_url", keys, "oidc_response_mode", "fragment"), "invalid response_mode"));
  }
}
