package io.azimuth.product.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins of pods, judged by an API server over HTTPS whose certificate an own authority signed. */
@Tag("slow")
class KubernetesLoginTest {

  private static ClusterCertificates certificates;
  private static ClusterCertificates others;
  private static ClusterApiServer cluster;
  private static TestingServer server;

  @BeforeAll
  static void start(@TempDir Path directory, @TempDir Path own, @TempDir Path other)
      throws IOException {
    certificates = ClusterCertificates.in(own);
    others = ClusterCertificates.in(other);
    cluster = new ClusterApiServer(certificates);
    server = TestingServer.in(directory).start();
    server.root().write("sys/auth/kubernetes", Map.of("type", "kubernetes"));
  }

  @AfterAll
  static void stop() {
    server.close();
    cluster.close();
  }

  @BeforeEach
  void configure() throws IOException {
    cluster.unbindDelegators();
    cluster.bindDelegator("azimuth", "reviewer");
    config(Map.of());
    role("audience", "azimuth");
  }

  private static Reply config(Map<String, ?> more) throws IOException {
    Map<String, Object> config = new HashMap<>();
    config.put("kubernetes_host", cluster.address());
    config.put("kubernetes_ca_cert", certificates.authority());
    config.put("token_reviewer_jwt", cluster.forItself("azimuth", "reviewer"));
    config.put("disable_local_ca_jwt", true);
    config.putAll(more);
    return server.root().write("auth/kubernetes/config", config);
  }

  private static void role(String parameter, Object value) {
    server
        .root()
        .write(
            "auth/kubernetes/role/web",
            Map.of(
                "bound_service_account_names",
                "web",
                "bound_service_account_namespaces",
                List.of("prod", "test-*"),
                "token_policies",
                "web",
                parameter,
                value));
  }

  private static Reply login(String jwt) {
    return server.anonymous().post("auth/kubernetes/login", Map.of("role", "web", "jwt", jwt));
  }

  private static String explained(String jwt) {
    return server
        .root()
        .post("auth/kubernetes/login/explain", Map.of("role", "web", "jwt", jwt))
        .data()
        .toString();
  }

  @Test
  void aPodLogsIn() {
    Reply reply = login(cluster.projected("test-1", "web", "azimuth"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(Reply.members(reply.auth().path("metadata")))
        .isEqualTo(
            Map.of(
                "role", "web",
                "service_account_name", "web",
                "service_account_namespace", "test-1",
                "service_account_secret_name", "",
                "service_account_uid", ClusterApiServer.uid("test-1", "web")));
    assertThat(login(cluster.projected("prod", "api", "azimuth")).text())
        .contains("name_not_bound");
    assertThat(login(cluster.projected("prod", "web", "vault")).text())
        .contains("audience_mismatch");
  }

  @Test
  void aTokenInASecretLogsIn() {
    role("audience", "");

    Reply reply = login(cluster.inSecret("prod", "web"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.auth().at("/metadata/service_account_secret_name").asText())
        .isEqualTo("web-token-t5pcn");
  }

  @Test
  void aRevokedTokenIsRefused() {
    String jwt = cluster.projected("prod", "web", "azimuth");
    assertThat(login(jwt).status()).isEqualTo(200);
    cluster.revoke(jwt);

    assertThat(login(jwt).status()).isEqualTo(403);
    assertThat(login(jwt).text()).contains("token_not_accepted");
    assertThat(explained(jwt)).contains("token_review_denied", "invalid bearer token");
  }

  @Test
  void aTokenThatReviewsItselfNeedsTheRightAndTheAudience() throws IOException {
    config(Map.of("token_reviewer_jwt", ""));
    role("audience", "");
    String itself = cluster.forItself("prod", "web");
    assertThat(login(itself).status()).isEqualTo(403);
    assertThat(explained(itself)).contains("reviewer_forbidden");
    cluster.bindDelegator("prod", "web");

    assertThat(login(itself).status()).isEqualTo(200);
    String elsewhere = cluster.projected("prod", "web", "azimuth");
    assertThat(login(elsewhere).status()).isEqualTo(403);
    assertThat(explained(elsewhere)).contains("reviewer_unauthorized");
  }

  @Test
  void aReviewerWithoutTheRightIsNoRefusalOfTheToken() {
    String jwt = cluster.projected("prod", "web", "azimuth");
    cluster.unbindDelegators();

    assertThat(login(jwt).status()).isEqualTo(502);
    assertThat(explained(jwt)).contains("may not create tokenreviews", "system:auth-delegator");
  }

  @Test
  void aServerOfAnotherAuthorityIsNotAsked() throws IOException {
    config(Map.of("kubernetes_ca_cert", others.authority()));

    Reply reply = login(cluster.projected("prod", "web", "azimuth"));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isPresent();
    assertThat(explained(cluster.projected("prod", "web", "azimuth"))).contains("TLS failed");
  }

  @Test
  void keysAloneSufficeWhenTheApiServerCannotBeReached() {
    Reply written =
        server
            .root()
            .write("auth/kubernetes/config", Map.of("pem_keys", List.of(cluster.publicKey())));
    assertThat(written.warnings().toString()).contains("kubernetes_host is not set");

    assertThat(login(cluster.projected("prod", "web", "azimuth")).status()).isEqualTo(200);
    String forged = cluster.projected("prod", "web", "azimuth");
    forged = forged.substring(0, forged.lastIndexOf('.')) + ".c2ln";
    assertThat(login(forged).status()).isEqualTo(403);
    assertThat(explained(forged)).contains("signature_invalid");
  }

  @Test
  void annotationsBecomeMetadataOfTheAlias() throws IOException {
    config(Map.of("use_annotations_as_alias_metadata", true));
    cluster.annotate("vault.hashicorp.com/alias-metadata-team", "blue");

    Reply reply = login(cluster.projected("prod", "web", "azimuth"));

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    String entity = reply.auth().path("entity_id").asText();
    assertThat(server.root().get("identity/entity/id/" + entity).text()).contains("blue");
  }
}
