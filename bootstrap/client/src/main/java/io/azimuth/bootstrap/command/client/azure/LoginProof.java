package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * What a login sends, and the key to which its JWT is bound.
 *
 * @param body the parameters of the login
 * @param key the key whose certificate the connection of the login must show, if any
 */
record LoginProof(Value.Obj body, Optional<ClientKey> key) {

  /** The parameters of a dry run over a connection that shows nothing. */
  Value.Obj explained() {
    Value.Builder more = Value.Obj.builder();
    body.members().forEach(more::put);
    return more.putIfPresent("client_certificate", key.map(ClientKey::certificatePem)).build();
  }
}
