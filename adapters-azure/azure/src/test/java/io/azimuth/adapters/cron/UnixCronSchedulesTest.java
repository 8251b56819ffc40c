package io.azimuth.adapters.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.spi.schedule.CronSchedules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixCronSchedulesTest {

  private static final int SCHEDULES = Integer.getInteger("azimuth.random.cases", 300);
  private static final Instant WEDNESDAY = Instant.parse("2026-11-25T10:07:00Z");

  private final CronSchedules schedules = new UnixCronSchedules();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // every minute, from a minute itself and from inside it
        "* * * * *     | 2026-11-25T10:08:00Z, 2026-11-25T10:09:00Z, 2026-11-25T10:10:00Z",
        // Sunday as 0, as 7 and by name in any case
        "0 0 * * 0     | 2026-11-29T00:00:00Z, 2026-12-06T00:00:00Z, 2026-12-13T00:00:00Z",
        "0 0 * * 7     | 2026-11-29T00:00:00Z, 2026-12-06T00:00:00Z, 2026-12-13T00:00:00Z",
        "0 0 * * SUN   | 2026-11-29T00:00:00Z, 2026-12-06T00:00:00Z, 2026-12-13T00:00:00Z",
        "0 0 * * sUn   | 2026-11-29T00:00:00Z, 2026-12-06T00:00:00Z, 2026-12-13T00:00:00Z",
        // a range that ends with Sunday
        "0 0 * * 6-7   | 2026-11-28T00:00:00Z, 2026-11-29T00:00:00Z, 2026-12-05T00:00:00Z",
        "0 0 * * SAT-SUN | 2026-11-28T00:00:00Z, 2026-11-29T00:00:00Z, 2026-12-05T00:00:00Z",
        // months by name
        "30 6 1 JAN,jul * | 2027-01-01T06:30:00Z, 2027-07-01T06:30:00Z, 2028-01-01T06:30:00Z",
        "0 0 1 feb-APR * | 2027-02-01T00:00:00Z, 2027-03-01T00:00:00Z, 2027-04-01T00:00:00Z",
        // both days restricted: one match is enough; 2026-12-01 is a Tuesday, 12-04 a Friday
        "0 0 1 * FRI   | 2026-11-27T00:00:00Z, 2026-12-01T00:00:00Z, 2026-12-04T00:00:00Z",
        // there is no 30 February, but there are Mondays in February
        "0 0 30 2 MON  | 2027-02-01T00:00:00Z, 2027-02-08T00:00:00Z, 2027-02-15T00:00:00Z",
        // the mistake that the warning is about: 24 times on a Saturday, run as it is written
        "0 * * * SAT   | 2026-11-28T00:00:00Z, 2026-11-28T01:00:00Z, 2026-11-28T02:00:00Z",
        "0 0 29 2 *    | 2028-02-29T00:00:00Z, 2032-02-29T00:00:00Z, 2036-02-29T00:00:00Z",
        "0 0 31 * *    | 2026-12-31T00:00:00Z, 2027-01-31T00:00:00Z, 2027-03-31T00:00:00Z",
        "*/20 9-10 * * * | 2026-11-25T10:20:00Z, 2026-11-25T10:40:00Z, 2026-11-26T09:00:00Z",
        "5/25 10 * * * | 2026-11-25T10:30:00Z, 2026-11-25T10:55:00Z, 2026-11-26T10:05:00Z",
        "59 23 31 12 * | 2026-12-31T23:59:00Z, 2027-12-31T23:59:00Z, 2028-12-31T23:59:00Z",
      })
  void firesAsTheTableSays(String schedule, String expected) {
    List<Instant> table = Stream.of(expected.split(", ", -1)).map(Instant::parse).toList();

    assertThat(three(good(schedule), WEDNESDAY)).isEqualTo(table);
    assertThat(three(new NaiveCron(schedule)::next, WEDNESDAY)).isEqualTo(table);
  }

  @Test
  void agreesWithTheNaiveReadingOfManySchedules() {
    Random random = new Random(20_261_125);
    for (int i = 0; i < SCHEDULES; i++) {
      String schedule = randomSchedule(random);
      Instant from = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(400_000_000));
      schedules
          .parse(schedule)
          .value()
          .ifPresent(
              times ->
                  assertThat(three(times, from))
                      .as(schedule)
                      .isEqualTo(three(new NaiveCron(schedule)::next, from)));
    }
  }

  @Test
  void leapDayIsFoundAcrossTheYearThatHasNone() {
    assertThat(good("0 0 29 2 *").next(Instant.parse("2096-02-29T00:00:00Z")))
        .isEqualTo(Instant.parse("2104-02-29T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * * *       | 1440
          */20 9-10 * * * | 6
          0 * * * SAT     | 24
          0 0 29 2 *      | 1
          """)
  void countsTheMomentsOfADayTheSameOnEachDay(String schedule, int perDay) {
    FiringTimes times = good(schedule);

    assertThat(times.perDay(WEDNESDAY)).isEqualTo(perDay);
    assertThat(times.perDay(WEDNESDAY.plus(Duration.ofHours(31)))).isEqualTo(perDay);
    assertThat(good(schedule).perDay(WEDNESDAY.plus(Duration.ofHours(31)))).isEqualTo(perDay);
  }

  @Test
  void fieldsStandApartByAnyBlanks() {
    assertThat(good("\t0   0 * *\tMON ").next(WEDNESDAY))
        .isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 30 2 *",
        "0 0 31 2 *",
        "0 0 31 4,6,9,11 *",
        "0 0 30-31 FEB *",
        "0 0 30 2 */1"
      })
  void refusesWhatNeverFires(String schedule) {
    assertThat(schedules.parse(schedule).problems()).containsExactly("it never fires");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *      | minute cannot be \"60\"",
        "-1 * * * *      | minute cannot be \"-1\"",
        "+5 * * * *      | minute cannot be \"+5\"",
        "٣ * * * *       | minute cannot be \"٣\"",
        "a * * * *       | minute cannot be \"a\"",
        "1,,2 * * * *    | minute cannot be \"1,,2\"",
        "*/0 * * * *     | minute cannot be \"*/0\"",
        "*/60 * * * *    | minute cannot be \"*/60\"",
        "1-2-3 * * * *   | minute cannot be \"1-2-3\"",
        "99999999999999999999 * * * * | minute cannot be \"99999999999999999999\"",
        "0 24 * * *      | hour cannot be \"24\"",
        "0 22-2 * * *    | hour cannot be \"22-2\"",
        "0 9-17/ * * *   | hour cannot be \"9-17/\"",
        "0 9- * * *      | hour cannot be \"9-\"",
        "0 */ * * *      | hour cannot be \"*/\"",
        "0 - * * *       | hour cannot be \"-\"",
        "0 / * * *       | hour cannot be \"/\"",
        "0 0 0 * *       | day of month cannot be \"0\"",
        "0 0 32 * *      | day of month cannot be \"32\"",
        "0 0 L * *       | day of month cannot be \"L\"",
        "0 0 ? * *       | day of month cannot be \"?\"",
        "0 0 1W * *      | day of month cannot be \"1W\"",
        "0 0 * 13 *      | month cannot be \"13\"",
        "0 0 * 0 *       | month cannot be \"0\"",
        "0 0 * MON *     | month cannot be \"MON\"",
        "0 0 * JANUARY * | month cannot be \"JANUARY\"",
        "0 0 * * 8       | day of week cannot be \"8\"",
        "0 0 * * JAN     | day of week cannot be \"JAN\"",
        "0 0 * * 5-1     | day of week cannot be \"5-1\"",
        "0 0 * * MON#2   | day of week cannot be \"MON#2\"",
        "0 0 * * SUNDAY  | day of week cannot be \"SUNDAY\"",
      })
  void saysWhichFieldIsWrong(String schedule, String sentence) {
    assertThat(schedules.parse(schedule).problems()).containsExactly(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@daily        | 1",
        "0 0 * *       | 4",
        "0 0 0 * * *   | 6",
        "'  '          | 0",
        "''            | 0",
      })
  void needsFiveFields(String schedule, int found) {
    assertThat(schedules.parse(schedule).problems())
        .containsExactly(
            "expected 5 fields (minute, hour, day of month, month, day of week), found " + found);
  }

  @Test
  void controlCharactersAreShownAndNotObeyed() {
    assertThat(schedules.parse("0\n1 0 * * *").problems())
        .containsExactly("minute cannot be \"0\\n1\"");
  }

  @Test
  void lengthIsBounded() {
    String longest = "0 0 " + "1,".repeat((CronSchedules.MAX_LENGTH - 10) / 2) + "1 * *";
    String padded = longest + " ".repeat(CronSchedules.MAX_LENGTH - longest.length());

    assertThat(schedules.parse(padded).isGood()).isTrue();
    assertThat(schedules.parse(padded + " ").problems())
        .containsExactly("a schedule has at most 256 characters");
  }

  private FiringTimes good(String schedule) {
    return schedules.parse(schedule).orElseThrow();
  }

  private static List<Instant> three(FiringTimes times, Instant from) {
    List<Instant> found = new ArrayList<>();
    Instant at = from;
    for (int i = 0; i < 3; i++) {
      at = times.next(at);
      found.add(at);
    }
    return found;
  }

  private static String randomSchedule(Random random) {
    return String.join(
        " ",
        randomField(random, 0, 59),
        randomField(random, 0, 23),
        randomField(random, 1, 31),
        randomField(random, 1, 12),
        randomField(random, 0, 7));
  }

  private static String randomField(Random random, int least, int most) {
    if (random.nextInt(3) == 0) {
      return "*";
    }
    StringBuilder field = new StringBuilder(randomElement(random, least, most));
    while (random.nextInt(3) == 0) {
      field.append(',').append(randomElement(random, least, most));
    }
    return field.toString();
  }

  private static String randomElement(Random random, int least, int most) {
    int one = least + random.nextInt(most - least + 1);
    int other = one + random.nextInt(most - one + 1);
    return switch (random.nextInt(4)) {
      case 0 -> String.valueOf(one);
      case 1 -> one + "-" + other;
      case 2 -> one + "-" + other + "/" + (1 + random.nextInt(4));
      default -> "*/" + (1 + random.nextInt(most / 2));
    };
  }
}
