package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.ACCOUNT;
import static io.azimuth.kubernetes.ClusterFixture.REVIEWS;
import static io.azimuth.kubernetes.ClusterFixture.answer;
import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.envelope;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.web.WebRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How annotations of a service account become metadata of its alias. */
class KubernetesAnnotationsTest extends KubernetesMountFixture {

  private static final String ANNOTATION = "vault.hashicorp.com/alias-metadata-";

  private void annotations(String annotations) {
    config(Map.of("use_annotations_as_alias_metadata", true));
    server
        .web()
        .answer(
            ACCOUNT,
            request ->
                answer(
                    200,
                    "{\"kind\":\"ServiceAccount\",\"metadata\":{\"name\":\"web\",\"annotations\":"
                        + annotations
                        + "}}"));
  }

  @Test
  void annotationsBecomeMetadataOfTheAlias() {
    annotations("{\"" + ANNOTATION + "team\":\"blue\",\"other\":\"x\"}");

    Auth auth = envelope(login()).auth().orElseThrow();

    assertThat(auth.metadata()).doesNotContainKey("team");
    assertThat(data(server.read(root, "identity/entity/id/" + auth.entityId())).toString())
        .contains("team", "blue", "service_account_uid");
    assertThat(ClusterFixture.question(server.web(), ACCOUNT).headers())
        .containsEntry("Authorization", SecretText.of("Bearer reviewer"));
  }

  @Test
  void aRepeatedRunAsksTheApiServerNothingAgain() {
    annotations("{\"" + ANNOTATION + "team\":\"blue\"}");
    server.store().awaitCommits();
    server.store().endCommitsWith(CommitOutcome.CONFLICT);

    assertThat(clientToken(login())).isNotEmpty();

    assertThat(server.web().received())
        .extracting(WebRequest::address)
        .containsExactly(REVIEWS, ACCOUNT);
  }

  @Test
  void aServiceAccountWithoutAnnotationsLogsIn() {
    annotations("null");

    assertThat(clientToken(login())).isNotEmpty();
  }

  @Test
  void anAnnotationDoesNotReplaceWhatIsProved() {
    annotations("{\"" + ANNOTATION + "service_account_uid\":\"u0\"}");

    assertThat(denied(login())).contains("[annotation_reserved]");
  }

  @Test
  void aServiceAccountThatIsGoneIsRefused() {
    annotations("{}");
    server.web().answer(ACCOUNT, request -> answer(404, "{}"));
    assertThat(denied(login())).contains("[service_account_gone]");

    server.web().answer(ACCOUNT, request -> answer(403, "{}"));
    assertThat(refusal(login()).category()).isEqualTo(ErrorCategory.UPSTREAM_UNUSABLE);
    assertThat(explained(JWT).get("checks").toString()).contains("may not get serviceaccounts");
  }
}
