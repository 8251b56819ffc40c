package io.azimuth.testkit.fake;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.cloud.Cloud;
import io.azimuth.spi.cloud.Clouds;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The public cloud, where each id is that of a tenant and each domain one of {@link #TENANT}. A
 * test can make it fail.
 */
public final class FakeCloud implements Cloud, Clouds {

  /** The id of the tenant. */
  public static final String TENANT = "11111111-1111-1111-1111-111111111111";

  /** The issuer of its tokens. */
  public static final String ISSUER = "https://sts.windows.net/" + TENANT + "/";

  private static final int ID_LENGTH = 36;

  private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();
  private final Map<String, ServiceException> faults = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Optional<ServiceException> fault = Optional.empty();

  @Override
  public Optional<Cloud> named(String name) {
    return AsciiCase.equal(name, name()) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public String name() {
    return "AzurePublicCloud";
  }

  @Override
  public Awaited<TenantExpectation> expect(String tenant, Deadline deadline) {
    asked.add(tenant);
    Optional<ServiceException> thrown = fault.or(() -> Optional.ofNullable(faults.get(tenant)));
    if (thrown.isPresent()) {
      throw thrown.get();
    }
    String id = tenant.length() == ID_LENGTH ? tenant : TENANT;
    KeySetLocation keys = new KeySetLocation(URI.create("https://keys.example/"), name());
    return Awaited.of(
        new TenantExpectation(
            id,
            List.of(
                new IssuerProfile(
                    Set.of(ISSUER.replace(TENANT, id)), keys, Map.of("tid", id), Set.of()))));
  }

  /** The tenants that were asked for, in this order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Makes all later calls for that tenant fail with this fault. */
  public void failFor(String tenant, ServiceException thrown) {
    faults.put(tenant, thrown);
  }

  /** Makes all later calls fail with this fault. */
  public void failWith(ServiceException thrown) {
    fault = Optional.of(thrown);
  }

  /** Adds a service of that type. */
  public <T> void offer(Class<T> type, T service) {
    services.put(type, service);
  }

  /** Takes the service of that type away. */
  public void withdraw(Class<?> type) {
    services.remove(type);
  }

  @Override
  public <T> Optional<T> service(Class<T> type) {
    return Optional.ofNullable(services.get(type)).map(type::cast);
  }
}
