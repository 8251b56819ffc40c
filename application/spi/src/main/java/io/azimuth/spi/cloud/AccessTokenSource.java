package io.azimuth.spi.cloud;

import io.azimuth.domain.secret.SecretText;

/** Access tokens of one audience with which the server itself signs in to a service of a cloud. */
public interface AccessTokenSource {

  /**
   * A token that is valid now, and for some minutes unless the cloud gives none at this moment. All
   * callers share it until it is renewed. May block for about ten seconds.
   *
   * @throws io.azimuth.domain.error.ServiceException with {@code AZURE_SIGN_IN_FAILED} when there
   *     is none; its detail has the reason, without a secret. Ask again later
   */
  SecretText token();

  /**
   * Reports that the service refused this token although its time is not over. The next call of
   * {@link #token} gives another one, at most once a minute.
   */
  void refused(SecretText token);
}
