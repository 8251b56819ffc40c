package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.NAMESPACE;
import static io.azimuth.kubernetes.ClusterFixture.REVIEWS;
import static io.azimuth.kubernetes.ClusterFixture.answer;
import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.web.WebRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How labels of a namespace bind it to a role. */
class KubernetesNamespaceLabelsTest extends KubernetesMountFixture {

  private static final String SELECTOR = "{\"matchLabels\": {\"team\": \"blue\"}}";

  /** The role binds the namespace {@code test} and those with the label; the cluster has these. */
  private void labels(String labels) {
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_account_namespaces",
                "test",
                "bound_service_account_namespace_selector",
                SELECTOR)));
    server
        .web()
        .answer(
            NAMESPACE,
            request ->
                answer(
                    200,
                    "{\"kind\":\"Namespace\",\"metadata\":{\"name\":\"prod\",\"labels\":"
                        + labels
                        + "}}"));
  }

  @Test
  void aNamespaceWithTheLabelsLogsIn() {
    labels("{\"team\":\"blue\",\"kubernetes.io/metadata.name\":\"prod\"}");

    assertThat(clientToken(login())).isNotEmpty();

    assertThat(ClusterFixture.question(server.web(), NAMESPACE).headers())
        .containsEntry("Authorization", SecretText.of("Bearer reviewer"));
    assertThat(data(server.read(root, ROLE)))
        .containsEntry("bound_service_account_namespace_selector", Value.of(SELECTOR));
  }

  @Test
  void anotherNamespaceIsRefused() {
    labels("{\"team\":\"red\"}");
    assertThat(denied(login())).contains("[namespace_not_bound]");
    assertThat(explained(JWT).get("checks").toString())
        .contains("test, or labels team=blue", "prod, team=red");

    labels("null");
    assertThat(denied(login())).contains("[namespace_not_bound]");
    server.web().answer(NAMESPACE, request -> answer(404, "{}"));
    assertThat(denied(login())).contains("[namespace_not_bound]");
  }

  @Test
  void whoMayNotReadNamespacesIsTold() {
    labels("{}");
    server.web().answer(NAMESPACE, request -> answer(403, "{}"));

    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNUSABLE);
    assertThat(explained(JWT).get("checks").toString()).contains("may not get namespaces");
  }

  @Test
  void nobodyIsAskedWhereTheNameIsBound() {
    labels("{}");
    done(server.write(root, ROLE, Map.of("bound_service_account_namespaces", "prod")));

    assertThat(clientToken(login())).isNotEmpty();

    assertThat(server.web().received()).extracting(WebRequest::address).containsExactly(REVIEWS);
  }

  @Test
  void aRepeatedRunAsksNothingAgain() {
    labels("{\"team\":\"blue\"}");
    server.store().awaitCommits();
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    assertThat(clientToken(login())).isNotEmpty();

    assertThat(server.web().received())
        .extracting(WebRequest::address)
        .containsExactly(REVIEWS, NAMESPACE);
  }

  @Test
  void aSelectorAloneBindsNamespaces() {
    labels("{\"team\":\"blue\"}");
    done(server.write(root, ROLE, Map.of("bound_service_account_namespaces", List.of())));

    assertThat(clientToken(login())).isNotEmpty();
  }
}
