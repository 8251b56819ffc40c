package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.federation.KeyProofCheck;
import io.azimuth.adapters.azure.simulator.fleet.Guids;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.AppCertificate;
import io.azimuth.adapters.azure.simulator.state.LiveApplication;
import io.azimuth.adapters.azure.simulator.state.LivePasswords;
import io.azimuth.domain.secret.SecretText;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Graph's addKey and removeKey: a proof by a certificate of the application is the permission. */
public final class GraphKeys {

  private final GraphApplications apps;
  private final LivePasswords book;
  private final KeyProofCheck proofs;
  private final GraphDocuments documents;
  private final GraphErrors errors;
  private final RandomGenerator random;

  public GraphKeys(
      GraphApplications apps,
      LivePasswords book,
      KeyProofCheck proofs,
      GraphDocuments documents,
      GraphErrors errors,
      RandomGenerator random) {
    this.apps = apps;
    this.book = book;
    this.proofs = proofs;
    this.documents = documents;
    this.errors = errors;
    this.random = random;
  }

  SimulatorAnswer add(SimulatorRequest request) {
    return apps.rolling(request, this::add);
  }

  SimulatorAnswer remove(SimulatorRequest request) {
    return apps.rolling(request, this::remove);
  }

  private SimulatorAnswer add(SimulatorRequest request, LiveApplication app) {
    JsonNode body = GraphBody.read(request);
    Optional<SimulatorAnswer> refusal = withoutProof(body, app);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    JsonNode key = body.path("keyCredential");
    if (!key.path("type").asText().equals("AsymmetricX509Cert")
        || !key.path("usage").asText().equals("Verify")) {
      return errors.badRequest("Invalid value specified for property 'type' or 'usage'.");
    }
    X509Certificate certificate = certificate(key.path("key").asText());
    String subject = certificate.getSubjectX500Principal().getName();
    AppCertificate added =
        new AppCertificate(
            Guids.random(random), key.path("displayName").asText(subject), certificate);
    book.add(app.objectId(), added);
    return SimulatorAnswer.json(200, documents.added(added));
  }

  private SimulatorAnswer remove(SimulatorRequest request, LiveApplication app) {
    JsonNode body = GraphBody.read(request);
    Optional<SimulatorAnswer> refusal = withoutProof(body, app);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    JsonNode keyId = body.path("keyId");
    if (!Guids.isGuid(keyId.asText())) {
      return errors.badRequest("Cannot convert the literal to the expected type 'Edm.Guid'.");
    }
    return book.removeCertificate(app.objectId(), keyId.asText())
        ? SimulatorAnswer.empty(204)
        : errors.notFound(keyId.asText());
  }

  private Optional<SimulatorAnswer> withoutProof(JsonNode body, LiveApplication app) {
    return proofs.isProof(SecretText.of(body.path("proof").asText()), app)
        ? Optional.empty()
        : Optional.of(
            errors.error(
                401,
                "Authentication_MissingOrMalformed",
                "Access Token missing or malformed: the proof is not valid."));
  }

  private static X509Certificate certificate(String base64) {
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException("Key credential end date or key value is invalid.", e);
    }
  }
}
