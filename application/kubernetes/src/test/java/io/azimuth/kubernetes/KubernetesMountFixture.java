package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.HOST;
import static io.azimuth.kubernetes.ClusterFixture.REVIEWS;
import static io.azimuth.kubernetes.ClusterFixture.accepted;
import static io.azimuth.kubernetes.ClusterFixture.answer;
import static io.azimuth.kubernetes.ClusterFixture.claims;
import static io.azimuth.kubernetes.ClusterFixture.token;
import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.testkit.TestServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A mount of the type kubernetes with a role, and a cluster that accepts its tokens. */
abstract class KubernetesMountFixture {

  static final String CONFIG = "auth/kubernetes/config";
  static final String ROLE = "auth/kubernetes/role/web";
  static final String LOGIN = "auth/kubernetes/login";
  static final String JWT = token(claims(Map.of()));

  final TestServer server =
      TestServer.with(new KubernetesAuthMethodFactory(), TestServer.NO_SETTINGS);
  final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/kubernetes", Map.of("type", "kubernetes")));
    config(Map.of());
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "bound_service_account_names", "web",
                "bound_service_account_namespaces", "prod",
                "audience", "azimuth",
                "token_policies", "web",
                "token_ttl", "1h")));
    server.web().answer(REVIEWS, request -> accepted());
  }

  /** Writes the configuration with these parameters. */
  final void config(Map<String, ?> more) {
    Map<String, Object> config = new HashMap<>();
    config.put("kubernetes_host", HOST);
    config.put("token_reviewer_jwt", "reviewer");
    config.putAll(more);
    done(server.write(root, CONFIG, config));
  }

  /** The API server answers questions about tokens with this. */
  final void review(WebAnswer reply) {
    server.web().answer(REVIEWS, request -> reply);
  }

  final Answer login() {
    return login("web", JWT);
  }

  final Answer login(String role, String jwt) {
    return server.write("", LOGIN, Map.of("role", role, "jwt", jwt));
  }

  /** The login is refused, and the caller learns nothing else. */
  static void notAccepted(Answer answer) {
    assertThat(denied(answer))
        .isEqualTo("permission denied: the token was not accepted [token_not_accepted]");
  }

  /** The dry run of a login under the role. */
  final Map<String, Value> explained(String jwt) {
    return data(server.write(root, LOGIN + "/explain", Map.of("role", "web", "jwt", jwt)));
  }
}
