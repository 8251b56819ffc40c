package io.azimuth.spi.cloud;

import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import java.util.Optional;

/** One cloud environment: the issuers of its tokens and the services that auth methods know. */
public interface Cloud {

  /** The name that {@code environment=} of a configuration uses, in its canonical spelling. */
  String name();

  /**
   * What tokens of the tenant must be like, from its discovery documents: cached, refreshed in the
   * background, kept for 24 h while the cloud is unavailable. At first use it is pending, no longer
   * than the deadline allows.
   *
   * <p>A tenant issues several kinds of token and each has its own document. While one of them
   * cannot be fetched, its profile has no keys, and the other kinds work.
   *
   * @param tenant the tenant's id or one of its domains
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNAVAILABLE}
   *     when no document can be fetched, with {@code IDENTITY_PROVIDER_UNUSABLE} when none can be
   *     used (they name an issuer that this cloud does not allow), when they name different
   *     tenants, and when the tenant is neither an id nor a domain
   */
  Awaited<TenantExpectation> expect(String tenant, Deadline deadline);

  /**
   * The state of the discovery of that tenant; makes no call.
   *
   * @throws io.azimuth.domain.error.ServiceException as {@link #expect} for a text that is neither
   *     an id nor a domain
   */
  default Optional<TenantWatch> watch(String tenant) {
    return Optional.empty();
  }

  /**
   * A further service of this cloud, for auth methods that know its type; empty when it has none of
   * that type.
   */
  default <T> Optional<T> service(Class<T> type) {
    return Optional.empty();
  }
}
