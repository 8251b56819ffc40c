package io.azimuth.kubernetes;

import static io.azimuth.kubernetes.ClusterFixture.AUTHORITY;
import static io.azimuth.kubernetes.ClusterFixture.HOST;
import static io.azimuth.kubernetes.ClusterFixture.accepted;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.web.WebAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the configuration of the mount may say, and how it reads. */
class KubernetesConfigRoutesTest extends KubernetesMountFixture {

  @Test
  void aConfigurationReadsWithoutItsSecret() {
    config(Map.of("pem_keys", List.of(AUTHORITY), "issuer", "bob"));

    Map<String, Value> read = data(server.read(root, CONFIG));

    assertThat(read)
        .containsEntry("kubernetes_host", Value.of(HOST))
        .containsEntry("kubernetes_ca_cert", Value.of(""))
        .containsEntry("token_reviewer_jwt_set", Value.of(true))
        .containsEntry("issuer", Value.of("bob"))
        .containsEntry("disable_iss_validation", Value.of(true))
        .containsEntry("disable_local_ca_jwt", Value.of(false))
        .containsEntry("use_annotations_as_alias_metadata", Value.of(false))
        .doesNotContainKey("token_reviewer_jwt");
    assertThat(((Value.Items) read.get("pem_keys")).values()).hasSize(1);
    // A write replaces the whole, as in the peer.
    done(server.write(root, CONFIG, Map.of("kubernetes_host", HOST)));
    assertThat(data(server.read(root, CONFIG)))
        .containsEntry("token_reviewer_jwt_set", Value.of(false))
        .containsEntry("issuer", Value.of(""));
  }

  @Test
  void aHostNeedsNoScheme() {
    config(Map.of("kubernetes_host", "k8s.example:6443"));

    assertThat(clientToken(login())).isNotEmpty();
  }

  @Test
  void thisMachineMayBeAskedInClear() {
    assertThat(server.write(root, CONFIG, Map.of("kubernetes_host", "http://127.0.0.1:8001")))
        .isInstanceOf(Answer.Empty.class);
  }

  @Test
  void anotherMachineIsAskedInClearWhereTheOperatorSaysSo() {
    Map<String, ?> sent = Map.of("kubernetes_host", "http://k8s.example", "allow_plaintext", true);

    assertThat(envelope(server.write(root, CONFIG, sent)).warnings())
        .containsExactly(
            "kubernetes_host is an http address: whoever is on the way reads the tokens that are"
                + " sent there, and can answer that any token is good");
    assertThat(data(server.read(root, CONFIG)))
        .containsEntry("kubernetes_host", Value.of("http://k8s.example"))
        .containsEntry("allow_plaintext", Value.of(true));
    server
        .web()
        .answer(
            WebAddress.parsePlaintext(
                    "http://k8s.example/apis/authentication.k8s.io/v1/tokenreviews")
                .orElseThrow(),
            request -> accepted());
    assertThat(clientToken(login())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrongConfigurations")
  void refusesAConfigurationThatCannotWork(Map<String, ?> wrong, String why) {
    assertThat(invalid(server.write(root, CONFIG, wrong))).contains(why);
  }

  static Stream<Arguments> wrongConfigurations() {
    return Stream.of(
        Arguments.of(Map.of(), "no host provided"),
        Arguments.of(
            Map.of("kubernetes_host", "http://k8s.example"),
            "kubernetes_host must be an https address, because tokens are sent there; set"
                + " allow_plaintext=true to send them in clear"),
        Arguments.of(Map.of("kubernetes_host", "https://me@k8s.example"), "must be an http"),
        Arguments.of(
            Map.of("kubernetes_host", "ftp://k8s.example", "allow_plaintext", true),
            "must be an http or https address"),
        Arguments.of(Map.of("kubernetes_host", "https://k8s.example?a=b"), "has no query"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "kubernetes_ca_cert", "no"),
            "The provided CA PEM data contains no valid certificates"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "pem_keys", List.of("no")),
            "pem_keys: data does not contain any valid public keys"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "token_reviewer_jwt", "two\nlines"),
            "token_reviewer_jwt is one line"),
        Arguments.of(
            Map.of("kubernetes_host", HOST, "issuer", "x".repeat(1_025)),
            "issuer has at most 1024 characters"),
        Arguments.of(
            Map.of("pem_keys", List.of(AUTHORITY), "use_annotations_as_alias_metadata", true),
            "use_annotations_as_alias_metadata needs kubernetes_host"));
  }
}
