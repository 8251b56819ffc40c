package io.azimuth.application.system.mounts;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tuning of mounts. */
class TuneRoutesTest {

  private static final String TUNE = "sys/auth/team/jwt/tune";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @BeforeEach
  void enable() {
    done(server.write(root, "sys/auth/team/jwt", Map.of("type", "jwt", "description", "old")));
  }

  @ParameterizedTest
  @ValueSource(strings = {TUNE, "sys/mounts/auth/team/jwt/tune"})
  void bothNamesShowTheSettingsInForce(String path) {
    assertThat(data(server.read(root, path)))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "description",
                        "old",
                        "default_lease_ttl",
                        2_764_800,
                        "max_lease_ttl",
                        2_764_800,
                        "force_no_cache",
                        false,
                        "token_type",
                        "default-service"))
                .members());
  }

  @ParameterizedTest
  @ValueSource(strings = {TUNE, "sys/mounts/auth/team/jwt/tune"})
  void bothNamesChangeThem(String path) {
    done(
        server.write(
            root,
            path,
            Map.of(
                "default_lease_ttl", "1h",
                "max_lease_ttl", 7_200,
                "description", "new",
                "listing_visibility", "unauth",
                "token_type", "service",
                "audit_non_hmac_request_keys", List.of("role"),
                "audit_non_hmac_response_keys", "name,policy")));

    assertThat(data(server.read(root, TUNE)))
        .isEqualTo(
            Values.of(
                    Map.of(
                        "description",
                        "new",
                        "default_lease_ttl",
                        3_600,
                        "max_lease_ttl",
                        7_200,
                        "force_no_cache",
                        false,
                        "listing_visibility",
                        "unauth",
                        "token_type",
                        "service",
                        "audit_non_hmac_request_keys",
                        List.of("role"),
                        "audit_non_hmac_response_keys",
                        List.of("name", "policy")))
                .members());
    Value.Obj mount = (Value.Obj) data(server.read(root, "sys/auth")).get("team/jwt/");
    assertThat(((Value.Obj) mount.members().get("config")).members())
        .containsEntry("default_lease_ttl", Value.of(3_600))
        .containsEntry("listing_visibility", Value.of("unauth"));
  }

  @Test
  void whatIsAbsentStaysAndAnEmptyLifetimeToo() {
    done(server.write(root, TUNE, Map.of("default_lease_ttl", "1h", "max_lease_ttl", "2h")));
    Map<String, Object> asTheCommandLine = new HashMap<>();
    asTheCommandLine.put("default_lease_ttl", "");
    asTheCommandLine.put("max_lease_ttl", Value.NULL);
    asTheCommandLine.put("force_no_cache", false);

    done(server.write(root, TUNE, asTheCommandLine));

    assertThat(data(server.read(root, TUNE)))
        .containsEntry("default_lease_ttl", Value.of(3_600))
        .containsEntry("max_lease_ttl", Value.of(7_200))
        .containsEntry("description", Value.of("old"));
  }

  @Test
  void systemTakesALifetimeBackAndAnEmptyDescriptionClears() {
    done(server.write(root, TUNE, Map.of("default_lease_ttl", "1h", "max_lease_ttl", "2h")));

    done(server.write(root, TUNE, Map.of("default_lease_ttl", "system", "description", "")));

    assertThat(data(server.read(root, TUNE)))
        .containsEntry("default_lease_ttl", Value.of(7_200)) // the maximum caps the system's
        .containsEntry("description", Value.of(""));
    Value.Obj mount = (Value.Obj) data(server.read(root, "sys/auth")).get("team/jwt/");
    assertThat(((Value.Obj) mount.members().get("config")).members())
        .containsEntry("default_lease_ttl", Value.of(0));
  }

  @Test
  void theDefaultIsNotAboveTheMaximum() {
    done(server.write(root, TUNE, Map.of("max_lease_ttl", "2h")));

    assertInvalid(
        server.write(root, TUNE, Map.of("default_lease_ttl", "7201")),
        "backend max lease TTL of 7200 would be less than backend default lease TTL of 7201");
    done(server.write(root, TUNE, Map.of("default_lease_ttl", "7200")));
    assertInvalid(
        server.write(root, TUNE, Map.of("max_lease_ttl", "7199")),
        "backend max lease TTL of 7199 would be less than backend default lease TTL of 7200");
    assertInvalid(
        server.write(root, TUNE, Map.of("default_lease_ttl", "2764801", "max_lease_ttl", "system")),
        "backend max lease TTL of 2764800 would be less than backend default lease TTL of 2764801");
  }

  @Test
  void aRefusalChangesNothing() {
    assertInvalid(
        server.write(root, TUNE, Map.of("description", "new", "listing_visibility", "public")),
        "invalid listing_visibility public");
    assertInvalid(
        server.write(root, TUNE, Map.of("description", "new", "plugin_version", "v1")),
        "plugin_version is not supported yet: a plugin has one version, that of its file in plugin_directory");
    assertInvalid(
        server.write(
            root,
            TUNE,
            Map.of(
                "description", "new", "user_lockout_config", Map.of("lockout_disable", "false"))),
        "tuning of user lockout configuration for auth type \"jwt\" not allowed: no method"
            + " here locks users out");
    assertThat(data(server.read(root, TUNE))).containsEntry("description", Value.of("old"));
  }

  @Test
  void whatMeansNothingHereIsKeptBesideTheRest() {
    done(
        server.write(
            root,
            TUNE,
            Map.of(
                "default_lease_ttl",
                "1h",
                "passthrough_request_headers",
                List.of("X-A", "X-B"),
                "allowed_response_headers",
                "X-C",
                "force_no_cache",
                true,
                "trim_request_trailing_slashes",
                true,
                "options",
                Map.of("a", "b"))));
    done(server.write(root, TUNE, Map.of("description", "new")));

    assertThat(data(server.read(root, TUNE)))
        .containsEntry("default_lease_ttl", Value.of(3_600))
        .containsEntry("passthrough_request_headers", Value.of(List.of("X-A", "X-B")))
        .containsEntry("allowed_response_headers", Value.of(List.of("X-C")))
        .containsEntry("force_no_cache", Value.of(true))
        .containsEntry("trim_request_trailing_slashes", Value.of(true))
        .containsEntry("options", Values.of(Map.of("a", "b")));

    done(
        server.write(
            root,
            TUNE,
            Map.of(
                "passthrough_request_headers",
                List.of(),
                "allowed_response_headers",
                "",
                "force_no_cache",
                false,
                "options",
                Map.of("a", ""))));
    assertThat(data(server.read(root, TUNE)))
        .doesNotContainKeys("passthrough_request_headers", "allowed_response_headers", "options")
        .containsEntry("force_no_cache", Value.of(false));
  }

  @Test
  void listsReplaceAndAnEmptyOneClears() {
    done(server.write(root, TUNE, Map.of("audit_non_hmac_request_keys", "a,b")));
    done(server.write(root, TUNE, Map.of("audit_non_hmac_request_keys", "c")));
    assertThat(data(server.read(root, TUNE)))
        .containsEntry("audit_non_hmac_request_keys", Value.of(List.of("c")));

    done(server.write(root, TUNE, Map.of("audit_non_hmac_request_keys", List.of())));
    assertThat(data(server.read(root, TUNE))).doesNotContainKey("audit_non_hmac_request_keys");
  }

  @Test
  void aParameterThatNobodyKnowsIsNamed() {
    assertThat(
            envelope(server.write(root, TUNE, Map.of("lisitng_visibility", "unauth"))).warnings())
        .containsExactly("Endpoint ignored these unrecognized parameters: [lisitng_visibility]");
  }

  @Test
  void sudoIsNeededBelowOneNameAndNotBelowTheOther() {
    done(
        server.write(
            root,
            "sys/policies/acl/p",
            Map.of(
                "policy",
                """
                path "sys/auth/*" { capabilities = ["read", "update", "delete"] }
                path "sys/mounts/*" { capabilities = ["read", "update"] }
                path "sys/remount" { capabilities = ["update"] }
                """)));
    String plain = clientToken(server.write(root, "auth/token/create", Map.of("policies", "p")));

    for (Answer answer :
        List.of(
            server.read(plain, "sys/auth/team/jwt"),
            server.read(plain, TUNE),
            server.write(plain, "sys/auth/new", Map.of("type", "jwt")),
            server.delete(plain, "sys/auth/team/jwt"),
            server.write(plain, "sys/remount", Map.of("from", "auth/team/jwt", "to", "auth/b")))) {
      assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    }
    assertThat(data(server.read(plain, "sys/mounts/auth/team/jwt/tune"))).isNotEmpty();
    done(server.write(plain, "sys/mounts/auth/team/jwt/tune", Map.of("description", "d")));
  }

  @Test
  void aMountThatIsNotThereCannotBeTuned() {
    String error = "cannot fetch sysview for path \"auth/none/\"";
    assertInvalid(server.read(root, "sys/auth/none/tune"), error);
    assertInvalid(server.write(root, "sys/mounts/auth/none/tune", Map.of()), error);
    assertInvalid(
        server.read(root, "sys/mounts/none/tune"), "cannot fetch sysview for path \"none/\"");
  }

  @Test
  void theTokenMethodCanBeTunedButNotItsTokenType() {
    done(server.write(root, "sys/auth/token/tune", Map.of("default_lease_ttl", "1h")));

    assertThat(data(server.read(root, "sys/auth/token/tune")))
        .containsEntry("default_lease_ttl", Value.of(3_600));
    assertInvalid(
        server.write(root, "sys/auth/token/tune", Map.of("token_type", "batch")),
        "'token_type' cannot be set for 'token' or 'ns_token' auth mounts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys", "identity", "cubbyhole"})
  void theServersOwnEnginesTakeOnlyAuditExceptions(String mount) {
    String tune = "sys/mounts/" + mount + "/tune";
    assertInvalid(
        server.write(root, tune, Map.of("default_lease_ttl", "1h")),
        "cannot tune parameter default_lease_ttl of " + mount + "/");
    assertInvalid(
        server.write(root, tune, Map.of("description", "mine")),
        "cannot tune parameter description of " + mount + "/");
    assertInvalid(
        server.write(root, tune, Map.of("token_type", "service")),
        "cannot tune parameter token_type of " + mount + "/");

    done(
        server.write(
            root,
            tune,
            Map.of(
                "audit_non_hmac_request_keys", "policy",
                "default_lease_ttl", "",
                "force_no_cache", false)));
    assertThat(data(server.read(root, tune)))
        .containsEntry("audit_non_hmac_request_keys", Value.of(List.of("policy")))
        .doesNotContainKey("token_type");
  }

  @Test
  void whoTunesAtOnceDoesNotUndoTheOther() {
    server
        .store()
        .beforeNextCommit(
            () ->
                server.elsewhere(
                    () -> done(server.write(root, TUNE, Map.of("default_lease_ttl", "1h")))));

    done(server.write(root, TUNE, Map.of("description", "new")));

    assertThat(data(server.read(root, TUNE)))
        .containsEntry("default_lease_ttl", Value.of(3_600))
        .containsEntry("description", Value.of("new"));
  }

  private static void assertInvalid(Answer answer, String error) {
    assertThat(refusal(answer).errors()).containsExactly(error);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
