package io.azimuth.azure.grace;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where proofs of a machine are kept: one place for each day, so that expired proofs come first in
 * the folder and no place is visited twice. A grace of at most a day makes it two places to look
 * at, and a third one for a server whose clock is ahead.
 *
 * @param name below the folder of proofs
 */
public record ProofRecordName(String name) {

  /** When the day of a place has passed, its proofs serve for a day more, and clocks may differ. */
  private static final Duration OVER_AFTER = Duration.ofHours(1);

  private static final long DAYS_THAT_SERVE = 2;
  private static final int DAY_LENGTH = 6;

  static ProofRecordName at(Instant moment, String hash) {
    return on(day(moment), hash);
  }

  /** The places that may have a proof that serves now, the latest first. */
  static List<ProofRecordName> around(Instant now, String hash) {
    long day = day(now);
    return Stream.of(day + 1, day, day - 1).map(it -> on(it, hash)).toList();
  }

  /** Whether no proof of this place serves any more. */
  boolean isOver(Instant now) {
    LocalDate end =
        LocalDate.ofEpochDay(Long.parseLong(name.substring(0, DAY_LENGTH)))
            .plusDays(DAYS_THAT_SERVE);
    return now.isAfter(end.atStartOfDay(ZoneOffset.UTC).toInstant().plus(OVER_AFTER));
  }

  private static ProofRecordName on(long day, String hash) {
    return new ProofRecordName(String.format(Locale.ROOT, "%06d", day) + "-" + hash);
  }

  private static long day(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC).toEpochDay();
  }
}
