package io.azimuth.adapters.azure.simulator.steering;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.azimuth.adapters.azure.simulator.federation.AcceptedAssertion;
import io.azimuth.adapters.azure.simulator.federation.IssuerCaching;
import io.azimuth.adapters.azure.simulator.fleet.FederatedCredential;
import io.azimuth.adapters.azure.simulator.http.SimulatorRoute;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Steering of federated credentials and client certificates by request. */
public final class FederationSteering {

  private final SimulatedFederation federation;

  public FederationSteering(SimulatedFederation federation) {
    this.federation = federation;
  }

  public List<SimulatorRoute> routes() {
    return List.of(
        SteeringRoutes.post("federated-credentials", Credential.class, this::credential),
        SteeringRoutes.change("client-certificates", ClientCertificate.class, this::certificate),
        SteeringRoutes.change("federation", Settings.class, this::settings),
        SteeringRoutes.get("federation", it -> status()));
  }

  private record Credential(
      @JsonProperty(required = true) String client,
      @JsonProperty(required = true) String name,
      @Nullable String issuer,
      @Nullable String subject,
      @Nullable String audience,
      boolean remove) {
    FederatedCredential credential() {
      return new FederatedCredential(
          name,
          SteeringBody.required(issuer, "issuer"),
          SteeringBody.required(subject, "subject"),
          Objects.requireNonNullElse(audience, FederatedCredential.DEFAULT_AUDIENCE));
    }
  }

  private Object credential(Credential body) {
    if (body.remove()) {
      return Map.of("removed", federation.unregister(body.client(), body.name()));
    }
    federation.register(body.client(), body.credential());
    return Map.of("done", true);
  }

  private record Settings(
      @Nullable String authorityPem, @Nullable IssuerCaching caching, boolean forget) {}

  private void settings(Settings body) {
    if (body.authorityPem() != null) {
      federation.trustIssuers(body.authorityPem());
    }
    if (body.caching() != null) {
      federation.caching(body.caching());
    }
    if (body.forget()) {
      federation.forgetKeys();
    }
  }

  private record ClientCertificate(
      @JsonProperty(required = true) String application,
      @JsonProperty(required = true) String pem) {}

  private void certificate(ClientCertificate body) {
    try {
      byte[] pem = body.pem().getBytes(StandardCharsets.US_ASCII);
      federation.registerCertificate(
          body.application(),
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(pem)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("pem must be a certificate in PEM", e);
    }
  }

  private Object status() {
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
}
