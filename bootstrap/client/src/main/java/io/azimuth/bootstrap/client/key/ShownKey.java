package io.azimuth.bootstrap.client.key;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows one certificate to each server that asks for any. The key managers of the JDK show only
 * those of issuers that the server names, and a certificate that names a key has no issuer.
 */
public final class ShownKey extends X509ExtendedKeyManager {

  private static final String ALIAS = "own";

  private final ClientKey own;

  public ShownKey(ClientKey own) {
    this.own = own;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chosen(types);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return chosen(types);
  }

  private @Nullable String chosen(String @Nullable [] types) {
    return types != null && List.of(types).contains(own.key().getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
    return own.key().getAlgorithm().equals(type) ? new String[] {ALIAS} : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return own.chain();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return own.key();
  }

  @Override
  public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
