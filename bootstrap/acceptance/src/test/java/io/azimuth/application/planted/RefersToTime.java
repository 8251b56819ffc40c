package io.azimuth.application.planted;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Planted: references of methods, which nothing calls here. */
@SuppressWarnings("JavaUtilDate") // what the rule is about
final class RefersToTime {

  Supplier<Instant> now() {
    return Instant::now;
  }

  Supplier<UUID> id() {
    return UUID::randomUUID;
  }

  Supplier<Date> today() {
    return Date::new;
  }

  /** Not planted: it is told the time. */
  LongFunction<Date> dateOf() {
    return Date::new;
  }
}
