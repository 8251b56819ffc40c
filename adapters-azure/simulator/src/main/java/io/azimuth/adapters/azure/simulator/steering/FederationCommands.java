package io.azimuth.adapters.azure.simulator.steering;

import io.azimuth.adapters.azure.simulator.federation.AcceptedAssertion;
import io.azimuth.adapters.azure.simulator.federation.IssuerCaching;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Carries out what steering requests ask of federation; wrong ones throw a sentence. */
final class FederationCommands {

  private static final String CLIENT = "client";
  private static final Map<String, Object> DONE = Map.of("done", true);

  private final SimulatedFederation federation;

  FederationCommands(SimulatedFederation federation) {
    this.federation = federation;
  }

  Object credential(byte[] json) {
    SteeringBody body =
        SteeringBody.parse(json, Set.of(CLIENT, "name", "issuer", "subject", "audience", "remove"));
    if (body.flag("remove", false)) {
      return Map.of("removed", federation.unregister(body.required(CLIENT), body.required("name")));
    }
    federation.register(
        body.required(CLIENT),
        new FederatedCredential(
            body.required("name"),
            body.required("issuer"),
            body.required("subject"),
            body.text("audience").orElse(FederatedCredential.DEFAULT_AUDIENCE)));
    return DONE;
  }

  Object settings(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of("authority_pem", "caching", "forget"));
    body.text("authority_pem").ifPresent(federation::trustIssuers);
    body.text("caching")
        .map(
            it ->
                IssuerCaching.ofWireName(it)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "caching must be one of " + IssuerCaching.wireNames())))
        .ifPresent(federation::caching);
    if (body.flag("forget", false)) {
      federation.forgetKeys();
    }
    return DONE;
  }

  Object certificate(byte[] json) {
    SteeringBody body = SteeringBody.parse(json, Set.of("application", "pem"));
    federation.registerCertificate(body.required("application"), read(body.required("pem")));
    return DONE;
  }

  Object status() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("accepted", federation.acceptedAssertions());
    members.put("issuer_fetches", federation.issuerFetches());
    federation.lastAccepted().ifPresent(it -> members.put("last", last(it)));
    return members;
  }

  private static Map<String, Object> last(AcceptedAssertion accepted) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("client_id", accepted.clientId());
    members.put("iss", accepted.issuer());
    members.put("sub", accepted.subject());
    members.put("kid", accepted.keyId());
    accepted.id().ifPresent(it -> members.put("jti", it));
    members.put("iat", accepted.issuedAt().getEpochSecond());
    members.put("exp", accepted.expires().getEpochSecond());
    return members;
  }

  private static X509Certificate read(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("pem must be a certificate in PEM", e);
    }
  }
}
