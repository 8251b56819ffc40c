package io.azimuth.application.planted;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Date;

@SuppressWarnings({"JavaTimeDefaultTimeZone", "JavaUtilDate"}) // what the rule is about
final class AsksTheClock {
  Instant now() {
    return Instant.now();
  }

  Date today() {
    return new Date();
  }

  Clock seconds() {
    return Clock.tickSeconds(ZoneOffset.UTC);
  }

  LocalTime timeOfDay() {
    return LocalTime.now();
  }
}
