package io.azimuth.application.usage;

import java.time.Duration;

/** The classes of lifetimes by which Vault counts tokens. */
public enum LifetimeClass {
  ONE_MINUTE("1m", Duration.ofMinutes(1)),
  TEN_MINUTES("10m", Duration.ofMinutes(10)),
  TWENTY_MINUTES("20m", Duration.ofMinutes(20)),
  ONE_HOUR("1h", Duration.ofHours(1)),
  TWO_HOURS("2h", Duration.ofHours(2)),
  ONE_DAY("1d", Duration.ofDays(1)),
  TWO_DAYS("2d", Duration.ofDays(2)),
  SEVEN_DAYS("7d", Duration.ofDays(7)),
  THIRTY_DAYS("30d", Duration.ofDays(30)),
  LONGER("+Inf", Duration.ofSeconds(Long.MAX_VALUE));

  private final String label;
  private final Duration most;

  LifetimeClass(String label, Duration most) {
    this.label = label;
    this.most = most;
  }

  public String label() {
    return label;
  }

  /** The class of a time to live at creation; zero is that of tokens that never expire. */
  public static LifetimeClass of(Duration ttl) {
    for (LifetimeClass one : values()) {
      if (!ttl.isZero() && ttl.compareTo(one.most) <= 0) {
        return one;
      }
    }
    return LONGER;
  }
}
