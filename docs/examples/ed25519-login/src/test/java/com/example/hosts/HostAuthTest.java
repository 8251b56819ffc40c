package com.example.hosts;

import io.azimuth.spi.AuthMethodFactory;
import io.azimuth.testkit.contract.AuthMethodContract;
import java.util.Map;

/** The method keeps what the server relies on. */
class HostAuthTest extends AuthMethodContract {

  @Override
  protected AuthMethodFactory factory() {
    return new HostAuthFactory();
  }

  @Override
  protected Sample sample() {
    return new Sample("role/web", Map.of("bound_hosts", "web-1", "token_policies", "default"));
  }
}
