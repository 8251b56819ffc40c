package io.azimuth.application.port.cloud;

import java.time.Duration;

/** One cloud environment: who signs its tokens and, later, what is known of its machines. */
public interface Cloud {

  /** The name that {@code environment=} of a configuration uses, in its canonical spelling. */
  String name();

  /**
   * What tokens of the tenant must be like, from its discovery documents: cached, refreshed in the
   * background, kept for 24 h while the cloud cannot be reached. Blocks at first use, at most for
   * the given time.
   *
   * @param tenant the tenant's id or one of its domains
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNAVAILABLE}
   *     when the documents cannot be fetched, with {@code IDENTITY_PROVIDER_UNUSABLE} when they
   *     name an issuer that this cloud does not allow
   */
  TenantExpectation expect(String tenant, Duration patience);
}
