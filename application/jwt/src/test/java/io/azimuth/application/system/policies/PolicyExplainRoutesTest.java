package io.azimuth.application.system.policies;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyExplainRoutesTest {

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  private void policy(String name, String text) {
    Answer answer = server.write(root, "sys/policies/acl/" + name, Map.of("policy", text));
    assertThat(answer).isNotInstanceOf(Answer.Refused.class);
  }

  private Map<String, Value> explain(String policy, String operation, String path) {
    return data(
        server.write(
            root,
            "sys/policies/acl/" + policy + "/explain",
            Map.of("path", path, "operation", operation)));
  }

  @Test
  void namesTheRuleThatDecidedAndTheOneThatItHides() {
    policy(
        "web",
        """
        path "sys/auth" { capabilities = ["read"] }
        path "sys/*" { capabilities = ["deny"] }
        """);

    Map<String, Value> data = explain("web", "read", "/sys/auth");

    assertThat(data)
        .containsEntry("path", Value.of("sys/auth"))
        .containsEntry("capability", Value.of("read"))
        .containsEntry("allowed", Value.of(true))
        .containsEntry("outcome", Value.of("granted"))
        .containsEntry("policies", Value.of(List.of("web")))
        .containsEntry("missing", Value.of(List.of()));
    assertThat(member(data.get("rule"), "path")).isEqualTo(Value.of("sys/auth"));
    Value shadowed = ((Value.Items) data.get("shadowed")).values().get(0);
    assertThat(member(shadowed, "path")).isEqualTo(Value.of("sys/*"));
    assertThat(member(shadowed, "capabilities")).isEqualTo(Value.of(List.of("deny")));
    assertThat(member(shadowed, "reason")).isEqualTo(Value.of("exact_path"));
  }

  private static Value member(Value object, String name) {
    return ((Value.Obj) object).members().get(name);
  }

  @ParameterizedTest(name = "{0} {1}: {2}, missing {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "read|secret/a|granted|",
        "list|secret/a|capability_missing|list",
        "list|secret/a/|capability_missing|list",
        "write|secret/none/of/it|no_rule|update",
        "read|SECRET/DENIED/x|deny_rule|read",
        "read|sys/audit|sudo_missing|sudo",
        "update|sys/audit/file|no_rule|update,sudo",
        "create|sys/policies/acl/x|granted|",
        "delete|sys/policies/acl/x|capability_missing|delete"
      })
  void saysWhatIsMissing(String operation, String path, String outcome, String missing) {
    policy(
        "web",
        """
        path "secret/+" { capabilities = ["read"] }
        path "secret/denied/*" { capabilities = ["deny"] }
        path "sys/audit" { capabilities = ["read"] }
        path "sys/policies/acl/x" { capabilities = ["update"] }
        """);

    Map<String, Value> data = explain("web", operation, path);

    assertThat(data).containsEntry("outcome", Value.of(outcome));
    assertThat(data.get("missing"))
        .isEqualTo(Value.of(missing == null ? List.of() : List.of(missing.split(",", -1))));
  }

  @Test
  void looksAtParametersUnderTheirOldNamesAsTheGatewayDoes() {
    done(server.write(root, "sys/auth/jwt", Map.of("type", "jwt")));
    policy(
        "roles",
        """
        path "auth/jwt/role/+" {
          capabilities = ["create", "update"]
          denied_parameters = { "token_policies" = [] }
        }
        """);

    Map<String, Value> data =
        data(
            server.write(
                root,
                "sys/policies/acl/roles/explain",
                Map.of(
                    "path",
                    "auth/jwt/role/web",
                    "operation",
                    "create",
                    "parameters",
                    Map.of("policies", "x"))));

    assertThat(data)
        .containsEntry("outcome", Value.of("parameter_denied"))
        .containsEntry("allowed", Value.of(false))
        .containsEntry("parameter", Value.of("policies"));
  }

  @Test
  void aPathThatEverybodyMayUseAsksNoPolicy() {
    done(server.write(root, "sys/auth/jwt", Map.of("type", "jwt")));
    policy("none", "path \"auth/jwt/login\" { capabilities = [\"deny\"] }");

    assertThat(explain("none", "update", "auth/jwt/login"))
        .containsEntry("outcome", Value.of("public"))
        .containsEntry("allowed", Value.of(true));
  }

  @Test
  void rulesWithTemplatesAreLeftOutOfAPolicyAndSaid() {
    policy("t", "path \"secret/{{identity.entity.id}}/*\" { capabilities = [\"read\"] }");

    assertThat(explain("t", "read", "secret/x/y"))
        .containsEntry("outcome", Value.of("no_rule"))
        .containsEntry("templates_left_out", Value.of(List.of("secret/{{identity.entity.id}}/*")));
  }

  @Test
  void theRootPolicyAllowsEverything() {
    assertThat(explain("root", "delete", "any/thing"))
        .containsEntry("outcome", Value.of("root"))
        .containsEntry("rule", Value.NULL);
  }

  @Test
  void aPolicyThatIsNotThereIsNotFound() {
    assertThat(
            server.write(
                root, "sys/policies/acl/none/explain", Map.of("path", "a", "operation", "read")))
        .isInstanceOf(Answer.NotFound.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|read|path must be supplied",
        "/|read|path must be supplied",
        "a//b|read|no request can have such a path",
        "a/../b|read|no request can have such a path",
        "a|''|operation must be supplied",
        "a|sudo|operation must be read, list, scan, create, update, patch or delete",
        "a|deny|operation must be read, list, scan, create, update, patch or delete",
        "a|fly|operation must be read, list, scan, create, update, patch or delete"
      })
  void refusesWhatIsNoQuestion(String path, String operation, String sentence) {
    Answer answer =
        server.write(
            root, "sys/policies/acl/default/explain", Map.of("path", path, "operation", operation));

    assertThat(refusal(answer).errors()).containsExactly(sentence);
  }

  @Test
  void explainsAWholeTokenByItsAccessor() {
    policy("one", "path \"sys/auth\" { capabilities = [\"read\"] }");
    policy("two", "path \"sys/auth\" { capabilities = [\"list\"] }");
    Auth auth =
        envelope(server.write(root, "auth/token/create", Map.of("policies", List.of("one", "two"))))
            .auth()
            .orElseThrow();

    Map<String, Value> data = data(explainToken(root, auth.accessor()));

    assertThat(data)
        .containsEntry("allowed", Value.of(true))
        .containsEntry("policies", Value.of(List.of("one")))
        .containsEntry("token_policies", Value.of(List.of("default", "one", "two")));
    assertThat(member(data.get("rule"), "policies")).isEqualTo(Value.of(List.of("one", "two")));
  }

  private Answer explainToken(String token, String accessor) {
    Map<String, String> body = new HashMap<>(Map.of("path", "sys/auth", "operation", "read"));
    body.put("accessor", accessor);
    return server.write(token, "sys/internal/explain", body);
  }

  @Test
  void aTokenIsExplainedToThoseWithSudoOnly() {
    policy("weak", "path \"sys/internal/explain\" { capabilities = [\"update\"] }");
    policy("strong", "path \"sys/internal/explain\" { capabilities = [\"update\", \"sudo\"] }");
    Auth weak = token("weak");
    Auth strong = token("strong");

    Answer denied = explainToken(weak.clientToken().expose(), weak.accessor());
    assertThat(refusal(denied).category()).isEqualTo(ErrorCategory.PERMISSION_DENIED);
    assertThat(data(explainToken(strong.clientToken().expose(), weak.accessor())))
        .containsEntry("allowed", Value.of(false))
        .containsEntry("outcome", Value.of("no_rule"));
  }

  private Auth token(String policy) {
    return envelope(server.write(root, "auth/token/create", Map.of("policies", policy)))
        .auth()
        .orElseThrow();
  }

  @Test
  void anAccessorOfNoTokenIsRefused() {
    assertThat(refusal(explainToken(root, "AAAAAAAAAAAAAAAAAAAAAAAA")).errors())
        .containsExactly("invalid accessor");
    assertThat(refusal(explainToken(root, "")).errors()).containsExactly("missing accessor");
  }
}
