package io.azimuth.spi.cloud;

import io.azimuth.spi.remote.Deadline;
import java.util.Optional;

/** One cloud environment: who signs its tokens and, later, what is known of its machines. */
public interface Cloud {

  /** The name that {@code environment=} of a configuration uses, in its canonical spelling. */
  String name();

  /**
   * What tokens of the tenant must be like, from its discovery documents: cached, refreshed in the
   * background, kept for 24 h while the cloud cannot be reached. At first use it waits as the
   * patience says.
   *
   * <p>A tenant issues several kinds of token and each has its own document. While one of them
   * cannot be had, its profile is there without keys, and the other kinds work.
   *
   * @param tenant the tenant's id or one of its domains
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNAVAILABLE}
   *     when no document can be fetched, with {@code IDENTITY_PROVIDER_UNUSABLE} when none can be
   *     used (they name an issuer that this cloud does not allow), when they speak of different
   *     tenants, and when the tenant is neither an id nor a domain
   */
  TenantExpectation expect(String tenant, Deadline patience);

  /**
   * How the discovery of that tenant is doing; asks nobody.
   *
   * @throws io.azimuth.domain.error.ServiceException as {@link #expect} for what is no tenant
   */
  default Optional<TenantWatch> watch(String tenant) {
    return Optional.empty();
  }

  /** What this cloud offers besides, to the auth methods that know the type. */
  default <T> Optional<T> service(Class<T> type) {
    return Optional.empty();
  }
}
