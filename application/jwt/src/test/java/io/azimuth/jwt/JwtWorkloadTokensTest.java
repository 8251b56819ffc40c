package io.azimuth.jwt;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of those who sign for workloads, each in its shape, log in. */
class JwtWorkloadTokensTest extends JwtMountFixture {

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
}
