package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.key.ClientKey;
import io.azimuth.spi.api.Value;
import java.util.Optional;

/**
 * What a login sends, and the key to which its JWT is bound.
 *
 * @param body the parameters of the login
 * @param instance the id of the instance of a uniform scale set, for a login with an attestation
 * @param key the key whose certificate the connection of the login must show, if any
 */
record LoginProof(Value.Obj body, Optional<String> instance, Optional<ClientKey> key) {

  /** The same with the parameters of a dry run over a connection that shows nothing. */
  LoginProof explained() {
    Value.Builder more = Value.Obj.builder();
    body.members().forEach(more::put);
    more.putIfPresent("client_certificate", key.map(ClientKey::certificatePem));
    return new LoginProof(more.build(), instance, key);
  }
}
