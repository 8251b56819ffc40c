package io.azimuth.kubernetes.login;

import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.kubernetes.config.KubernetesSettings;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import io.azimuth.spi.web.WebRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How the API server is called for one login.
 *
 * @param server its address
 * @param trusted its certificates; empty: those of the system
 * @param reviewer whose token is shown to it
 * @param bearer that token
 */
record ApiAccess(
    WebAddress server,
    Optional<TrustedCertificates> trusted,
    Reviewer reviewer,
    SecretText bearer) {

  ApiAccess {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(trusted, "trusted");
    Objects.requireNonNull(reviewer, "reviewer");
    Objects.requireNonNull(bearer, "bearer");
  }

  /**
   * The access of this login. The token of the pod is shown only to a server that has a certificate
   * of the pod's authorities: an operator who may configure a mount could name any other.
   */
  static ApiAccess of(
      WebAddress server, KubernetesSettings settings, PodIdentity pod, UnverifiedToken token) {
    Optional<TrustedCertificates> ofPod = settings.usesPod() ? pod.authorities() : Optional.empty();
    Optional<TrustedCertificates> trusted = settings.trusted().or(() -> ofPod);
    if (settings.reviewer().isPresent()) {
      return new ApiAccess(server, trusted, Reviewer.CONFIGURED, settings.reviewer().get());
    }
    return ofPod
        .filter(own -> server.isEncrypted())
        .filter(
            own ->
                trusted.filter(it -> own.certificates().containsAll(it.certificates())).isPresent())
        .flatMap(own -> pod.token())
        .filter(WebRequest::isHeaderValue)
        .map(own -> new ApiAccess(server, trusted, Reviewer.OWN_POD, own))
        .orElseGet(
            () -> new ApiAccess(server, trusted, Reviewer.CALLER, SecretText.of(token.expose())));
  }

  /** The address of a resource. */
  WebAddress at(String path) {
    String base = server.uri().toString();
    while (base.endsWith("/")) {
      base = base.substring(0, base.length() - 1);
    }
    return new WebAddress(URI.create(base + path));
  }

  /** The request as it is sent there. */
  WebRequest authorized(WebRequest request) {
    return request
        .trusting(trusted)
        .with("Accept", SecretText.of("application/json"))
        .with("Authorization", SecretText.of("Bearer " + bearer.expose()));
  }
}
