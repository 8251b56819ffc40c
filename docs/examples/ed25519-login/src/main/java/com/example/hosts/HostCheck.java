package com.example.hosts;

import io.azimuth.domain.login.LoginCheckName;
import java.util.Locale;

/** The checks of a login that are this method's own, in their order. */
enum HostCheck implements LoginCheckName {
  SIGNATURE,
  TIME,
  BOUND_HOSTS;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
