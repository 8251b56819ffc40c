package io.azimuth.domain.azure.grace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutageTest {

  private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void azureIsAwayWhenCallsFailedForAMinute() {
    Outage outage = Outage.beginning(START);
    assertThat(outage.isAway(START)).isFalse();
    assertThat(outage.isAway(after(60))).as("one failure, a minute ago").isFalse();

    Outage almost = outage.failedAgain(after(59));
    assertThat(almost.isAway(after(59))).isFalse();
    assertThat(almost.isAway(after(200))).as("nobody asked since").isFalse();
    assertThat(almost.failedAgain(after(60)).isAway(after(60))).isTrue();
  }

  @Test
  void afterASilenceOfFiveMinutesAnOutageBeginsAnew() {
    Outage outage = Outage.beginning(START).failedAgain(after(60));

    assertThat(outage.isAway(after(60 + 300))).isTrue();
    assertThat(outage.isAway(after(60 + 301))).isFalse();
    Outage next = outage.failedAgain(after(60 + 301));
    assertThat(next.since()).isEqualTo(after(60 + 301));
    assertThat(next.isAway(after(60 + 301))).isFalse();
  }

  @Test
  void aClockThatWasSetBackBeginsAnew() {
    Outage outage = Outage.beginning(START).failedAgain(after(60));

    assertThat(outage.isAway(after(59))).isFalse();
    assertThat(outage.failedAgain(after(59)).since()).isEqualTo(after(59));
  }

  @Test
  void noOutageEndsBeforeItBegins() {
    assertThatThrownBy(() -> new Outage(START, START.minus(Duration.ofMillis(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
