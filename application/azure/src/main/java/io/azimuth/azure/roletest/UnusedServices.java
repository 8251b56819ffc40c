package io.azimuth.azure.roletest;

import io.azimuth.spi.SecretGenerator;
import java.lang.reflect.Proxy;

/**
 * The services of a server that neither a role nor a login uses, such as those of rotation and
 * background work, and keys that protect nothing.
 */
final class UnusedServices implements SecretGenerator {

  /** A service that nobody calls. */
  static <S> S of(Class<S> service) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> {
              throw unused();
            }));
  }

  @Override
  public byte[] bytes(int count) {
    return new byte[count]; // the key of a role with single_use_tokens
  }

  @Override
  public String base62(int length) {
    throw unused();
  }

  @Override
  public String uuid() {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("a role test has no such service");
  }
}
