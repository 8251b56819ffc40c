package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.domain.secret.SecretText;
import java.util.Optional;

/** Recognises tokens that this simulator signed. */
public final class OwnTokens {

  private final SimulatorSigningKeys keys;

  public OwnTokens(SimulatorSigningKeys keys) {
    this.keys = keys;
  }

  /** The claims when the signature is ours, else empty. Times and audience are not checked. */
  public Optional<JsonNode> claims(SecretText token) {
    return CompactJwt.parse(token).filter(this::isOurs).map(CompactJwt::claims);
  }

  private boolean isOurs(CompactJwt token) {
    return keys.signers(token.header().path("kid").asText()).stream()
        .anyMatch(it -> token.isSignedBy(it.publicKey()));
  }
}
