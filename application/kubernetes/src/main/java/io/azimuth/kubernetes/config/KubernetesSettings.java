package io.azimuth.kubernetes.config;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.verify.PublicKeyPem;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a mount's configuration means for a login.
 *
 * @param apiServer the API server of the cluster; empty: the keys alone prove a token
 * @param trusted the certificates of the API server, where an operator wrote them
 * @param reviewer the token with which it is asked, where an operator wrote it
 * @param usesPod whether certificates and token of the server's own pod take the place of those
 * @param keys the keys that sign the tokens; at least one without an API server
 * @param issuer the exact claim {@code iss}; empty: any
 * @param usesAnnotations whether annotations of the service account become metadata
 */
public record KubernetesSettings(
    Optional<WebAddress> apiServer,
    Optional<TrustedCertificates> trusted,
    Optional<SecretText> reviewer,
    boolean usesPod,
    List<PublicKeyPem> keys,
    Optional<String> issuer,
    boolean usesAnnotations) {

  public KubernetesSettings {
    keys = List.copyOf(keys);
    if (apiServer.isEmpty() && keys.isEmpty()) {
      throw new IllegalArgumentException("nothing would prove a token");
    }
  }
}
