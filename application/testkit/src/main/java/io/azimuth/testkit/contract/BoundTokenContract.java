package io.azimuth.testkit.contract;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.CertificateDigest;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.verify.CertificateDigests;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.fake.SelfSigned;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The contract of every auth method that takes signed tokens, for those that are bound to a key: no
 * such token is a bearer token. An interface, so that the test of a method has a fixture besides.
 */
public interface BoundTokenContract {

  /** The certificate of whom the token was issued for, PEM. */
  String OWN_PEM = certificate("machine");

  /** That of somebody else. */
  String OTHER_PEM = certificate("thief");

  /** The certificate to which the token is bound. */
  CertificateDigest OWN = CertificateDigests.ofPem(OWN_PEM).orElseThrow();

  /** That of somebody else. */
  CertificateDigest OTHER = CertificateDigests.ofPem(OTHER_PEM).orElseThrow();

  /** The server, with a mount whose role admits the token. */
  TestServer boundServer();

  /** The root token. */
  String boundRoot();

  /** The path of the mount, with the slash at its end. */
  String boundMount();

  /** Logs in with a token that has these claims in addition. */
  Answer boundLogin(Map<String, ?> claims);

  /** The path of the role. */
  String boundRole();

  /** The parameters of a login with the token of the latest login. */
  Map<String, String> boundParameters();

  private static String certificate(String name) {
    KeyPair keys = SelfSigned.keys("EC");
    SelfSigned form =
        new SelfSigned(name, 1, TestServer.START, TestServer.START.plusSeconds(60), List.of());
    return SelfSigned.pem("CERTIFICATE", form.of(keys));
  }

  private static Map<String, ?> confirmed(Object confirmation) {
    return Collections.singletonMap("cnf", confirmation);
  }

  private static Map<String, ?> ofCertificate(CertificateDigest thumbprint) {
    return confirmed(Map.of("x5t#S256", thumbprint.text()));
  }

  /** What a connection may show. */
  private static List<Optional<CertificateDigest>> shown() {
    return List.of(Optional.empty(), Optional.of(OWN), Optional.of(OTHER));
  }

  /** Confirmations that this server cannot check, though the certificate may come with them. */
  private static List<Object> strange() {
    List<Object> all =
        new ArrayList<>(
            Arrays.asList(
                null,
                OWN.text(),
                true,
                7,
                List.of(),
                List.of(Map.of("x5t#S256", OWN.text())),
                Map.of(),
                Collections.singletonMap("x5t#S256", null)));
    for (String thumbprint :
        List.of("", OWN.text() + "=", OWN.text().substring(1), OWN.text() + "AA", "x y")) {
      all.add(Map.of("x5t#S256", thumbprint));
    }
    for (String method : List.of("jwk", "jwe", "kid", "jku", "jkt", "x5t", "x5t#s256", "osc")) {
      all.add(Map.of(method, OWN.text()));
      all.add(Map.of("x5t#S256", OWN.text(), method, OWN.text()));
      Map<String, Object> withNull = new HashMap<>();
      withNull.put("x5t#S256", OWN.text());
      withNull.put(method, null);
      all.add(withNull);
    }
    return all;
  }

  @Test
  default void aTokenThatIsBoundToNothingNeedsNoCertificate() {
    for (Optional<CertificateDigest> certificate : shown()) {
      boundServer().show(certificate);

      assertThat(clientToken(boundLogin(Map.of()))).isNotEmpty();
    }
  }

  @Test
  default void aBoundTokenCountsWithItsCertificateAndOnNoOtherConnection() {
    for (int round = 0; round < 2; round++) { // what the first one leaves is no proof for the next
      boundServer().show(Optional.of(OWN));
      assertThat(clientToken(boundLogin(ofCertificate(OWN)))).isNotEmpty();
      boundServer().show(Optional.empty());
      assertThat(denied(boundLogin(ofCertificate(OWN)))).contains("[binding_not_proved]");
      boundServer().show(Optional.of(OTHER));
      assertThat(denied(boundLogin(ofCertificate(OWN)))).contains("[binding_not_proved]");
    }
  }

  @Test
  default void aConfirmationThatCannotBeCheckedIsRefused() {
    for (Object confirmation : strange()) {
      for (Optional<CertificateDigest> certificate : shown()) {
        boundServer().show(certificate);

        assertThat(denied(boundLogin(confirmed(confirmation))))
            .as(confirmation + " with " + certificate)
            .contains("[binding_not_understood]");
      }
    }
  }

  @Test
  default void aRoleMayAskForBoundTokensOnly() {
    assertThat(data(boundServer().read(boundRoot(), boundRole())))
        .containsEntry("require_bound_token", Value.of(false));
    boundServer().write(boundRoot(), boundRole(), Map.of("require_bound_token", true));
    assertThat(data(boundServer().read(boundRoot(), boundRole())))
        .containsEntry("require_bound_token", Value.of(true));
    boundServer().show(Optional.of(OWN));

    assertThat(clientToken(boundLogin(ofCertificate(OWN)))).isNotEmpty();
    assertThat(denied(boundLogin(Map.of()))).contains("[token_not_bound]");
    assertThat(explained("")).contains("token_not_bound", "a bearer token");
    assertThat(denied(boundLogin(ofCertificate(OTHER)))).contains("[binding_not_proved]");
  }

  @Test
  default void aLoginCannotNameItsCertificate() {
    boundLogin(ofCertificate(OWN));
    Map<String, String> parameters = new HashMap<>(boundParameters());
    parameters.put("client_certificate", OWN_PEM);

    assertThat(denied(boundServer().write("", boundMount() + "login", parameters)))
        .contains("[binding_not_proved]");
  }

  @Test
  default void aDryRunMayNameTheCertificate() {
    boundLogin(ofCertificate(OWN));

    assertThat(explained("")).contains("binding_not_proved", OWN.text(), "no certificate");
    assertThat(explained(OTHER_PEM)).contains("binding_not_proved", OTHER.text());
    assertThat(explained(OWN_PEM)).doesNotContain("binding_not_proved");
    boundServer().show(Optional.of(OWN));
    assertThat(explained("")).doesNotContain("binding_not_proved");
    assertThat(explained(OTHER_PEM)).contains("binding_not_proved");
    assertThat(invalid(explanation("no certificate")))
        .isEqualTo("client_certificate must be one certificate, PEM");
  }

  @Test
  default void theOperatorReadsWhatWasShownAndWhatWasNot() {
    boundServer().enableAudit(boundRoot());
    boundServer().show(Optional.of(OTHER));

    boundLogin(ofCertificate(OWN));

    assertThat(boundServer().audit().records().toString())
        .contains("binding_not_proved", "client_certificate_thumbprint", OTHER.text(), OWN.text());
    assertThat(data(boundServer().read(boundRoot(), boundMount() + "refusals")).toString())
        .contains("binding_not_proved", OTHER.text(), OWN.text());
    assertThat(
            boundServer()
                .metrics()
                .number(
                    "azimuth_logins_total",
                    Map.of(
                        "mount",
                        boundMount(),
                        "role",
                        "none",
                        "outcome",
                        "refused",
                        "reason",
                        "binding_not_proved")))
        .isEqualTo(1);
  }

  @Test
  default void aTokenThatIsBoundIsUsedWithItsCertificateAlone() {
    for (String type : List.of("service", "batch")) {
      bindTokens("required", type);
      boundServer().show(Optional.of(OWN));
      String token = clientToken(boundLogin(Map.of()));

      assertThat(data(lookUp(token))).containsEntry("bound_certificate", Value.of(OWN.text()));
      boundServer().show(Optional.of(OTHER));
      assertThat(denied(lookUp(token))).contains("[binding_not_proved]");
      boundServer().show(Optional.empty());
      assertThat(denied(lookUp(token))).contains("[binding_not_proved]");
    }
  }

  @Test
  default void tokensAreBoundAsTheRoleSays() {
    bindTokens("required", "service");
    assertThat(denied(boundLogin(Map.of()))).contains("[certificate_missing]");
    assertThat(explained("")).contains("certificate_missing", "bind_token");
    assertThat(explained(OWN_PEM))
        .doesNotContain("certificate_missing")
        .contains("bind_token", "bound_certificate", OWN.text());

    bindTokens("if_possible", "service");
    assertThat(data(lookUp(clientToken(boundLogin(Map.of())))))
        .doesNotContainKey("bound_certificate");
    boundServer().show(Optional.of(OWN));
    String bound = clientToken(boundLogin(Map.of()));

    bindTokens("off", "service");
    assertThat(data(lookUp(clientToken(boundLogin(Map.of())))))
        .doesNotContainKey("bound_certificate");
    boundServer().show(Optional.empty());
    assertThat(denied(lookUp(bound))).contains("[binding_not_proved]");
    assertThat(invalid(role(Map.of("bind_token", "perhaps"))))
        .isEqualTo("'bind_token' must be one of off, if_possible, required");
  }

  private void bindTokens(String binding, String type) {
    assertThat(role(Map.of("bind_token", binding, "token_type", type)))
        .isNotInstanceOf(Answer.Refused.class);
  }

  private Answer role(Map<String, ?> parameters) {
    return boundServer().write(boundRoot(), boundRole(), parameters);
  }

  private Answer lookUp(String token) {
    return boundServer().read(token, "auth/token/lookup-self");
  }

  private Answer explanation(String certificate) {
    Map<String, String> parameters = new HashMap<>(boundParameters());
    parameters.put("client_certificate", certificate);
    return boundServer().write(boundRoot(), boundMount() + "login/explain", parameters);
  }

  private String explained(String certificate) {
    return data(explanation(certificate)).toString();
  }
}
