package io.azimuth.spi.pod;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.web.TrustedCertificates;
import java.util.Optional;

/**
 * The service account of the pod in which this server runs, from the files that Kubernetes mounts
 * there. Nothing else of the file system can be read through it. Never blocks for long: the files
 * are small, in memory, and read again at most once a minute. Safe for use by many threads. The
 * server implements it; it grows by further methods only.
 */
public interface PodIdentity {

  /** The longest file that is read, in bytes. */
  int MAX_BYTES = 256 * 1024;

  /** The token of the service account; empty outside of a pod, or in one without a token. */
  Optional<SecretText> token();

  /** The certificates by which the API server of the cluster is known; empty like the token. */
  Optional<TrustedCertificates> authorities();
}
