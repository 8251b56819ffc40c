package io.azimuth.kubernetes;

import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a role of the mount may say, and how it reads. */
class KubernetesRoleRoutesTest extends KubernetesMountFixture {

  @Test
  void aRoleReadsAsItWasWritten() {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_account_names",
                List.of("web", "api-*"),
                "policies",
                "old",
                "ttl",
                "10m")));

    assertThat(data(server.read(root, ROLE)))
        .containsEntry("bound_service_account_names", Value.of(List.of("web", "api-*")))
        .containsEntry("bound_service_account_namespaces", Value.of(List.of("prod")))
        .containsEntry("bound_service_account_namespace_selector", Value.of(""))
        .containsEntry("audience", Value.of("azimuth"))
        .containsEntry("alias_name_source", Value.of("serviceaccount_uid"))
        .containsEntry("policies", Value.of(List.of("old")))
        .containsEntry("token_policies", Value.of(List.of("old")))
        .containsEntry("ttl", Value.of(600))
        .containsEntry("token_ttl", Value.of(600))
        .doesNotContainKey("max_ttl");
    assertThat(data(server.list(root, "auth/kubernetes/role")))
        .containsEntry("keys", Value.of(List.of("web")));
  }

  @Test
  void warnsOfARoleThatAdmitsTokensForAnyAudience() {
    assertThat(envelope(server.write(root, ROLE, Map.of("audience", ""))).warnings())
        .singleElement()
        .asString()
        .startsWith("Role web does not have an audience configured.");
    assertThat(data(server.read(root, ROLE))).doesNotContainKey("audience");
    assertThat(
            envelope(
                    server.write(
                        root, ROLE, Map.of("audience", "azimuth", "token_max_ttl", "10000h")))
                .warnings())
        .singleElement()
        .asString()
        .startsWith("max_ttl is greater than");
  }

  @Test
  void theLinterSaysWhichRolesAreLax() {
    done(
        server.write(
            root,
            ROLE,
            Map.of("bound_service_account_names", "*", "bound_service_account_namespaces", "*")));

    assertThat(data(server.read(root, ROLE + "/advice")).get("advice").toString())
        .contains("whole_cluster");
  }

  @Test
  void refusesRolesThatWouldMeanSomethingElse() {
    assertThat(
            invalid(
                server.write(root, ROLE, Map.of("bound_service_account_namespace_selector", "{}"))))
        .isEqualTo(
            "bound_service_account_namespace_selector is a JSON object such as"
                + " {\"matchLabels\": {\"team\": \"blue\"}}");
    assertThat(invalid(server.write(root, ROLE, Map.of("bound_service_account_name", "web"))))
        .isEqualTo(
            "unknown parameter \"bound_service_account_name\"; did you mean"
                + " \"bound_service_account_names\"?");
    assertThat(invalid(server.write(root, "auth/kubernetes/role/new", Map.of())))
        .contains("\"bound_service_account_names\" can not be empty");
  }
}
