package io.azimuth.application.system.policies;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.policy.BuiltInPolicies;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The warnings about written policies, and the older path of policies. */
class PolicyWritesTest {

  private static final String RULES = "path \"sys/auth\" { capabilities = [\"read\"] }";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void thePolicyIsHeldAgainstTheRoutesOfTheServer() {
    done(server.write(root, "sys/auth/jwt", Map.of("type", "jwt")));

    Answer answer =
        write(
            """
            path "auth/jwt/config" { capabilities = ["update", "read"] }
            path "auth/jwt/role" { capabilities = ["list"] }
            path "auth/jwt/role/web" { capabilities = ["list", "patch", "read"] }
            path "auth/jwt/login" { capabilities = ["deny"] }
            path "auth/jwt/roles/web" { capabilities = ["read"] }
            path "auth/gcp/*" { capabilities = ["read"] }
            path "sys/policies/acl/*" { capabilities = ["create", "update"] }
            path "secret/*" { capabilities = ["read"] }
            path "cubbyhole/*" { capabilities = ["read"] }
            """);

    assertThat(envelope(answer).warnings())
        .containsExactly(
            "path \"auth/jwt/role/web\" on line 3: list, patch are never asked for there",
            "path \"auth/jwt/login\" on line 4: everybody may use such a path: no policy is"
                + " asked",
            "path \"auth/jwt/roles/web\" on line 5: nothing is served at such a path",
            "path \"auth/gcp/*\" on line 6: no mount serves such a path at present",
            "path \"sys/policies/acl/*\" on line 7: create is never asked for there; writes ask for"
                + " update",
            "path \"secret/*\" on line 8: no mount serves such a path at present");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"expiration=2027-01-01T00:00:00Z", "ttl=1h", "cas=0", "cas_required=true"})
  void whatWouldLimitAPolicyIsRefused(String parameter) {
    String[] sent = parameter.split("=", 2);
    Map<String, Object> body = Map.of("policy", RULES, sent[0], sent[1]);

    for (String path : List.of("sys/policies/acl/p", "sys/policy/p")) {
      assertThat(refusal(server.write(root, path, body)).errors().get(0))
          .startsWith(sent[0] + " is not supported yet: ");
    }
    assertThat(server.read(root, "sys/policies/acl/p")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void twoAttributesOnOneLineAreTakenWithAWarning() {
    Answer answer =
        write(
            "path \"cubbyhole/a\" { capabilities = [\"read\"] min_wrapping_ttl = \"1s\" }\n"
                + "path \"cubbyhole/b\" { comment = \"x\" capabilities = [\"read\"] }");

    assertThat(envelope(answer).warnings())
        .containsExactly(
            "line 1, column 46 (and 1 more): an attribute begins on the line of another one"
                + " without a comma between them; a line may have been lost there");
  }

  @Test
  void aPolicyWithWarningsIsKeptAsItIs() {
    String text = "path \"/v1/secret/x\" { capabilities = [\"read\"] }";
    assertThat(envelope(write(text)).warnings()).hasSize(3);
    assertThat(data(server.read(root, "sys/policies/acl/p")).get("policy"))
        .isEqualTo(Value.of(text));
  }

  @Test
  void theDefaultPolicyHoldsNoRuleThatIsShadowedOrMisspelt() {
    Answer answer =
        server.write(
            root, "sys/policies/acl/default", Map.of("policy", BuiltInPolicies.DEFAULT_TEXT));
    List<String> warnings =
        answer instanceof Answer.Envelope envelope ? envelope.warnings() : List.of();
    // Other servers check a policy before they show what a wrapping token is for, so clients expect
    // the rule.
    assertThat(warnings)
        .containsExactly(
            "path \"sys/wrapping/lookup\" on line 50: everybody may use such a path: no policy is"
                + " asked");
  }

  @Test
  void theOlderNameListsTwice() {
    done(server.write(root, "sys/policy/web", Map.of("policy", RULES)));

    Map<String, Value> expected =
        Map.of(
            "keys", Value.of(List.of("default", "web", "root")),
            "policies", Value.of(List.of("default", "web", "root")));
    assertThat(data(server.read(root, "sys/policy"))).isEqualTo(expected);
    assertThat(data(server.list(root, "sys/policy"))).isEqualTo(expected);
  }

  @Test
  void theOlderNameReadsRules() {
    done(server.write(root, "sys/policies/acl/web", Map.of("policy", RULES)));

    assertThat(data(server.read(root, "sys/policy/Web")))
        .isEqualTo(Map.of("name", Value.of("web"), "rules", Value.of(RULES)));
    assertThat(data(server.read(root, "sys/policy/root")))
        .isEqualTo(Map.of("name", Value.of("root"), "rules", Value.of("")));
    assertThat(server.read(root, "sys/policy/none")).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void theOlderNameTakesRulesWithAWarning() {
    assertThat(envelope(server.write(root, "sys/policy/web", Map.of("rules", RULES))).warnings())
        .containsExactly("'rules' is deprecated: send 'policy' instead");
    assertThat(data(server.read(root, "sys/policies/acl/web")).get("policy"))
        .isEqualTo(Value.of(RULES));
    assertThat(refusal(server.write(root, "sys/policy/web", Map.of())).errors())
        .containsExactly("'policy' parameter not supplied or empty");
  }

  @Test
  void theOlderNameDeletes() {
    done(server.write(root, "sys/policy/web", Map.of("policy", RULES)));
    done(server.delete(root, "sys/policy/web"));
    done(server.delete(root, "sys/policy/web"));
    assertThat(server.read(root, "sys/policies/acl/web")).isInstanceOf(Answer.NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "Root", "response-wrapping"})
  void theOlderNameKeepsReservedPoliciesToo(String name) {
    String folded = name.toLowerCase(java.util.Locale.ROOT);
    assertThat(refusal(server.write(root, "sys/policy/" + name, Map.of("policy", RULES))).errors())
        .containsExactly("cannot update \"" + folded + "\" policy");
    assertThat(refusal(server.delete(root, "sys/policy/" + name)).errors())
        .containsExactly("cannot delete \"" + folded + "\" policy");
  }

  private Answer write(String policy) {
    return server.write(root, "sys/policies/acl/p", Map.of("policy", policy));
  }
}
